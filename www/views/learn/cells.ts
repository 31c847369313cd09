import type { Shape } from '../../model/generated';

/** Rows of a rectangle that is being filled in; null: an empty cell. */
export type LearnCells = (number | null)[][];

export const emptyCells = ({ rows, columns }: Shape): LearnCells =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));

/** From what an address says, as in '1234-2.4.'. */
export const readCells = (text: string): LearnCells =>
  text.split('-').map((row) => [...row].map((cell) => (cell === '.' ? null : Number(cell))));

export const writeCells = (cells: LearnCells): string =>
  cells.map((row) => row.map((cell) => cell ?? '.').join('')).join('-');
