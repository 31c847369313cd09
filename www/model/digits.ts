const DIGIT = /\p{Nd}/u;

/** Decimal digits of any script as 0 to 9, and without the marks of direction that are copied with them. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digitValue).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** Unicode has the ten digits of a script in a row, from zero on. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** A whole number as it is typed, null if it is none. */
export function typedWhole(text: string): number | null {
  const digits = plainDigits(text).trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
