import { M, SignedK } from '../../components/mathematics';
import { NOT_COUNTED } from '../../format/messages';
import { METHODS } from '../../format/method';
import { digitsOf, grouped, markOf, scientific } from '../../format/number';
import type { FigureName } from '../../model/figures';
import { type Cell, countsOf, type Figures, onlyPublished, wasChecked } from '../../model/table-cells';

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
  const { conflict, published } = cell;
  if (conflict) return 'contradicted';
  const counts = countsOf(cell).filter((one) => one[name] !== null);
  if (counts.length > 1) return `checked by ${counts.length > 2 ? 'all three' : 'both'} methods`;
  const [only] = counts;
  if (only) return `counted by ${METHODS[only.engine]}${wasChecked(only) ? ' and checked' : ''}`;
  if (cell.figures) return NOT_COUNTED;
  if (onlyPublished(cell)[name] !== undefined) return 'published, not counted here';
  return published === undefined ? 'not computed yet' : 'no published value known';
}

/** What fits in a cell: up to six digits in full, otherwise three and the power of ten. */
type Short = { sign: '' | '+' | '−'; digits: string; power: number | null };

const MOST_DIGITS = 6;

export function short(value: string, marked: boolean): Short {
  const own = markOf(value);
  const sign = marked || own === '−' ? own : '';
  const digits = digitsOf(value);
  if (digits.length <= MOST_DIGITS) return { sign, digits: grouped(digits), power: null };
  const { mantissa, power } = scientific(digits, 3);
  return { sign, digits: mantissa, power };
}

/** Strengths of a tint; each but the last stands for a power of ten. */
export const STRENGTHS = 8;

/**
 * How much of K is |D|: 8 above a tenth, 7 above a hundredth, and so on; 1 for all that is less and where K is not known;
 * 0 where D is 0, or not known.
 */
export function strength({ total, difference }: Figures): number {
  const d = BigInt(difference ?? 0);
  if (d === 0n) return 0;
  if (total === null) return 1;
  const size = d < 0n ? -d : d;
  let level = STRENGTHS;
  for (let scaled = size * 10n; scaled <= BigInt(total) && level > 1; scaled *= 10n) level--;
  return level;
}

/** The class that gives a cell the colour of its sign. */
export function tintClass(figures: Figures): string {
  const level = strength(figures);
  if (level === 0) return 'zero';
  return `${BigInt(figures.difference ?? 0) > 0n ? 'tint-plus' : 'tint-minus'} tint-${level}`;
}
