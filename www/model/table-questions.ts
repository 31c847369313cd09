import type { Shape } from './generated';
import type { ShapeRange } from './shape';
import type { Cell } from './table-cells';

/** n up to here is counted by classes, all r together, in under a second. */
export const QUICK_COLUMNS = 9;

export const cellQuestion = ({ rows, columns }: Shape): ShapeRange => ({
  columns,
  from: rows,
  to: rows,
});
export const lineQuestion = (columns: number): ShapeRange => ({ columns, from: 1, to: columns });

export const sameQuestion = (a: ShapeRange, b: ShapeRange) =>
  a.columns === b.columns && a.from === b.from && a.to === b.to;

/** All r of every small n of which something is not counted by classes. */
export function missing(cells: readonly Cell[]): ShapeRange[] {
  const lacking = (columns: number) => cells.some((one) => one.shape.columns === columns && !one.classes);
  return Array.from({ length: QUICK_COLUMNS }, (_, i) => i + 1)
    .filter(lacking)
    .map(lineQuestion);
}
