import { ENUMERATE_LARGEST, type Shape } from './generated';

/** Every r from `from` to `to` for one n. */
export type ShapeRange = { columns: number; from: number; to: number };

/** Up to so many columns every number of rows is counted, by either engine. */
export const MAX_COLUMNS = ENUMERATE_LARGEST;

export function shapeName({ rows, columns }: Shape): string {
  return `${rows} × ${columns}`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

export function columnName(column: number[]): string {
  return `(${column.join(', ')})`;
}

/** 1..10 in words. */
export function numberWord(value: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  return words[value] ?? String(value);
}

/** '5 × 8' or 'n = 8' or 'n = 8, r from 4 to 6'. */
export function rangeName({ columns, from, to }: ShapeRange): string {
  if (from === to) return shapeName({ rows: from, columns });
  return from === 1 && to === columns ? `n = ${columns}` : `n = ${columns}, r from ${from} to ${to}`;
}
