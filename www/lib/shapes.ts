import type { Shape } from '../engine/generated';

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
