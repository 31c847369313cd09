import type { Tone } from '../../components/number';
import type { FigureName, Figures } from '../../model/table-cells';

/** The colour of a figure's sign; K, R and 0 have none. */
export function toneOf(name: FigureName, { difference }: Figures): Tone | undefined {
  if (name === 'positive') return 'plus';
  if (name === 'negative') return 'minus';
  if (name !== 'difference' || difference === '0') return undefined;
  return difference.startsWith('-') ? 'minus' : 'plus';
}
