import { grouped } from '../../format/number';

/** What fits in a cell: up to six digits in full, of more three and the power of ten. */
export type Short = { sign: '' | '+' | '−'; digits: string; power: number | null };

const MOST_DIGITS = 6;

export function short(value: string, marked: boolean): Short {
  const exact = BigInt(value);
  const sign = exact < 0n ? '−' : marked && exact > 0n ? '+' : '';
  const digits = String(exact < 0n ? -exact : exact);
  if (digits.length <= MOST_DIGITS) return { sign, digits: grouped(digits), power: null };
  const unit = 10n ** BigInt(digits.length - 3);
  const three = String((BigInt(digits) + unit / 2n) / unit);
  return { sign, digits: `${three[0]}.${three.slice(1, 3)}`, power: digits.length + three.length - 4 };
}
