import type { Shape } from '../../engine/generated';
import type { ClassesRange } from '../../engine/protocol';
import { QUICK_COLUMNS } from '../../state/table';

/** Up to here the classes of half the table suffice. */
const SOON_ROWS = 5;

export const cellQuestion = ({ rows, columns }: Shape): ClassesRange => ({
  columns,
  from: rows,
  to: rows,
});
export const lineQuestion = ({ columns }: Shape): ClassesRange => ({ columns, from: 1, to: columns });

/** About how long it takes, as a sentence. */
export function aboutWords({ columns, to }: ClassesRange): string {
  if (columns <= QUICK_COLUMNS) return 'Well under a second.';
  return to <= SOON_ROWS ? 'About five seconds.' : 'About a minute.';
}

export const sameQuestion = (a: ClassesRange, b: ClassesRange) =>
  a.columns === b.columns && a.from === b.from && a.to === b.to;
