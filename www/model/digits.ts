const DIGIT = /\p{Nd}/u;

/** Converts decimal digits of any script to 0 to 9, and drops direction marks that were copied along. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digitValue).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** In Unicode the ten digits of a script are contiguous, starting with zero. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** A whole number as typed; null if it is not one. */
export function typedWhole(text: string): number | null {
  const digits = plainDigits(text).trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** From 1 to `most`; null for anything else. */
export function wholeNumber(text: string | null, most: number): number | null {
  const digits = plainDigits(text ?? '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  const value = Number(digits);
  return value >= 1 && value <= most ? value : null;
}
