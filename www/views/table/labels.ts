import { type Cell, type FigureName, onlyPublished } from '../../model/table-cells';

export const FIGURE_WORDS: Record<FigureName, string> = {
  total: 'normalised',
  positive: 'even',
  negative: 'odd',
  difference: 'difference',
  reduced: 'reduced',
};

/** More digits than fit beside a name. */
export const isLong = (digits: string): boolean => digits.length > 15;

/** How a figure of a cell is known, in a few words. */
export function knownWords(cell: Cell, name: FigureName): string {
  const { conflict, classes, saved, published } = cell;
  if (conflict) return 'contradicted';
  if (classes && saved) return 'checked by both methods';
  if (classes) return 'counted by classes';
  if (saved) return 'counted by enumeration';
  if (onlyPublished(cell)[name] !== undefined) return 'published, not counted here';
  return published === undefined ? 'not computed yet' : 'no published value known';
}
