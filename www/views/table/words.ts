import type { Cell, FigureName } from '../../state/table-cells';

export const FIGURE_WORDS: Record<FigureName, string> = {
  total: 'normalised',
  positive: 'even',
  negative: 'odd',
  difference: 'difference',
  reduced: 'reduced',
};

/** How a cell is known, in a few words. */
export function knownWords({ conflict, classes, saved }: Cell): string {
  if (conflict) return 'contradicted';
  if (classes && saved) return 'checked by both engines';
  if (classes) return 'counted by classes';
  return saved ? 'counted exhaustively' : 'not computed yet';
}
