import { M, SignedK } from '../../components/mathematics';
import { grouped } from '../../format/number';
import { type Cell, type FigureName, type Figures, onlyPublished } from '../../model/table-cells';

export function FigureLetter({ name }: { name: FigureName }) {
  switch (name) {
    case 'total':
      return <Letter>K</Letter>;
    case 'positive':
      return <SignedK sign="+" />;
    case 'negative':
      return <SignedK sign="−" />;
    case 'difference':
      return <Letter>D</Letter>;
    case 'reduced':
      return <Letter>R</Letter>;
  }
}

function Letter({ children }: { children: string }) {
  return (
    <M>
      <i>{children}</i>
    </M>
  );
}

export const FIGURE_TEXT: Record<FigureName, string> = {
  total: 'normalised',
  positive: 'even',
  negative: 'odd',
  difference: 'difference',
  reduced: 'reduced',
};

/** How a figure of a cell is known, in a few words. */
export function knownText(cell: Cell, name: FigureName): string {
  const { conflict, classes, saved, published } = cell;
  if (conflict) return 'contradicted';
  if (classes && saved) return 'checked by both methods';
  if (classes) return 'counted by classes';
  if (saved) return 'counted by enumeration';
  if (onlyPublished(cell)[name] !== undefined) return 'published, not counted here';
  return published === undefined ? 'not computed yet' : 'no published value known';
}

/** What fits in a cell: up to six digits in full, otherwise three and the power of ten. */
type Short = { sign: '' | '+' | '−'; digits: string; power: number | null };

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
