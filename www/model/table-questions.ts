import type { Shape } from './generated';
import type { ShapeRange } from './shape';
import type { Cell } from './table-cells';

/** Up to this n, all r together are counted by classes in under a second. */
export const QUICK_COLUMNS = 9;

export const cellQuestion = ({ rows, columns }: Shape): ShapeRange => ({
  columns,
  from: rows,
  to: rows,
});
export const lineQuestion = (columns: number): ShapeRange => ({ columns, from: 1, to: columns });

export const sameQuestion = (a: ShapeRange, b: ShapeRange) =>
  a.columns === b.columns && a.from === b.from && a.to === b.to;

/** Every small n, with all r, that is not yet completely counted by classes. */
export function missing(cells: readonly Cell[]): ShapeRange[] {
  const lacking = (columns: number) => cells.some((one) => one.shape.columns === columns && !one.classes);
  return Array.from({ length: QUICK_COLUMNS }, (_, i) => i + 1)
    .filter(lacking)
    .map(lineQuestion);
}
