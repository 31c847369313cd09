import type { ClassesRange } from '../../engine/classes-crew';
import type { Shape } from '../../engine/generated';
import { shapeName } from '../../lib/shapes';
import { QUICK_COLUMNS } from '../../state/table';

/** Up to here the classes of half the table suffice. */
const SOON_ROWS = 5;

export const cellQuestion = ({ rows, columns }: Shape): ClassesRange => ({
  columns,
  from: rows,
  to: rows,
});
export const lineQuestion = ({ columns }: Shape): ClassesRange => ({ columns, from: 1, to: columns });

export function questionWords({ columns, from, to }: ClassesRange): string {
  if (from === to) return shapeName({ rows: from, columns });
  return from === 1 && to === columns ? `n = ${columns}` : `n = ${columns}, r from ${from} to ${to}`;
}

/** About how long it takes, as a sentence. */
export function aboutWords({ columns, to }: ClassesRange): string {
  if (columns <= QUICK_COLUMNS) return 'Well under a second.';
  return to <= SOON_ROWS ? 'About five seconds.' : 'About a minute.';
}

export const sameQuestion = (a: ClassesRange, b: ClassesRange) =>
  a.columns === b.columns && a.from === b.from && a.to === b.to;
