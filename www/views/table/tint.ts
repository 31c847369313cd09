import type { Figures } from '../../model/table-cells';

/** Strengths of a tint; each but the last stands for a power of ten. */
export const STRENGTHS = 8;

/** How much of K is |D|: 8 above a tenth, 7 above a hundredth, and so on; 1 for all that is less; 0 where D is 0. */
export function strength({ total, difference }: Figures): number {
  const d = BigInt(difference);
  if (d === 0n) return 0;
  const size = d < 0n ? -d : d;
  let level = STRENGTHS;
  for (let scaled = size * 10n; scaled <= BigInt(total) && level > 1; scaled *= 10n) level--;
  return level;
}

/** The class that gives a cell the colour of its sign. */
export function tintClass(figures: Figures): string {
  const level = strength(figures);
  if (level === 0) return 'zero';
  return `${BigInt(figures.difference) > 0n ? 'tint-plus' : 'tint-minus'} tint-${level}`;
}
