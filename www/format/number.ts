/** 1128960 -> ['1', '128', '960']; counts are decimal strings or BigInt and never pass through a double. */
export function groups(value: string | bigint): string[] {
  const text = String(value);
  const start = text.startsWith('-') ? 1 : 0;
  const first = (text.length - start) % 3 || 3;
  const parts = [text.slice(0, start + first)];
  for (let at = start + first; at < text.length; at += 3) parts.push(text.slice(at, at + 3));
  return parts;
}

export function grouped(value: string | bigint): string {
  return groups(value).join(',');
}

/** The digits alone, without a minus. */
export const digitsOf = (value: string | bigint) => String(value).replace(/^-/, '');

/** '+', U+2212 or, for zero, nothing. */
export function markOf(value: string | bigint): '+' | '−' | '' {
  const text = String(value);
  if (text === '0') return '';
  return text.startsWith('-') ? '−' : '+';
}

/** With its mark, minus as U+2212; zero has no mark. */
export const signed = (value: string | bigint) => markOf(value) + grouped(digitsOf(value));

/** More digits are not written within a line, but as a power of ten. */
export const LONGEST = 60;

export const isVeryLong = (value: string | bigint) => digitsOf(value).length > LONGEST;

/** Rounded to so many figures, without its sign: 4.435 and 2567 for 4.435 · 10²⁵⁶⁷. */
export function scientific(value: string | bigint, figures = 4): { mantissa: string; power: number } {
  const digits = digitsOf(value);
  const kept = digits.slice(0, figures).padEnd(figures, '0');
  const up = Number(digits[figures] ?? 0) >= 5 ? 1n : 0n;
  const rounded = String(BigInt(kept) + up);
  return {
    mantissa: `${rounded[0]}.${rounded.slice(1, figures)}`,
    power: digits.length - 1 + rounded.length - figures,
  };
}

/** '2,568 digits' */
export const digitCount = (value: string | bigint) => {
  const { length } = digitsOf(value);
  return length === 1 ? '1 digit' : `${grouped(String(length))} digits`;
};

/** In a sentence: all digits of a number that fits there, or 'about 4.435 · 10^2567 (2,568 digits)'. */
export function numberText(value: string | bigint, text = grouped): string {
  if (!isVeryLong(value)) return text(value);
  const { mantissa, power } = scientific(value);
  const minus = String(value).startsWith('-') ? '−' : '';
  return `about ${minus}${mantissa} · 10^${power} (${digitCount(value)})`;
}

/** The decimal logarithm of a number without its sign, as a double, for drawings only; of 0 minus infinity. */
export function log10Of(value: string | bigint): number {
  const digits = digitsOf(value);
  return Math.log10(Number(`0.${digits.slice(0, 17)}`)) + digits.length;
}

/** Width of a grouped number in em of Libertinus Serif, so that the type is sized before the number is known. */
export function emWidth(digits: number): number {
  const commas = Math.floor((digits - 1) / 3);
  const room = digits > 15 ? 0.42 : 0.12;
  return Math.round((digits * 0.465 + commas * 0.22 + room) * 1000) / 1000;
}

/** part / whole as a double, for bars and percentages only. */
export function ratio(part: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  return Number((part * 1_000_000_000n) / whole) / 1_000_000_000;
}

/** A share 0..1 as a percentage with two significant figures: 0.0417 -> '4.2', 0.00003 -> '0.003'. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0';
  if (value >= 10) return String(Math.round(value));
  return trimZeros(value.toFixed(Math.min(7, 1 - Math.floor(Math.log10(value)))));
}

function trimZeros(decimals: string): string {
  return decimals.replace(/\.?0+$/, '');
}
