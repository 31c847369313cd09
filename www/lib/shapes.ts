import type { Shape } from '../engine/generated';
import type { ClassesRange } from '../engine/protocol';

export const MAX_COLUMNS = 10;

export function shapeName({ rows, columns }: Shape): string {
  return `${rows} × ${columns}`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

export function columnName(column: number[]): string {
  return `(${column.join(', ')})`;
}

/** 1..10 as a reader says it in a sentence. */
export function numberWord(value: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  return words[value] ?? String(value);
}

/** '5 × 8' or 'n = 8' or 'n = 8, r from 4 to 6'. */
export function rangeName({ columns, from, to }: ClassesRange): string {
  if (from === to) return shapeName({ rows: from, columns });
  return from === 1 && to === columns ? `n = ${columns}` : `n = ${columns}, r from ${from} to ${to}`;
}
