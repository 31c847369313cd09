import type { EngineChoice } from './engine-selection';
import { CLASSES_LARGEST, type EngineName, type Figure, FORMULA_LARGEST } from './generated';
import { MAX_COLUMNS } from './shape';

/** How a shape is to be counted. */
export type How = { engine: EngineChoice; figure: Figure | null };

const ANYHOW: How = { engine: 'auto', figure: null };

/** The most columns of which a formula gives D, or where K is wanted K; 0 where there is none for so many rows. */
export function mostColumnsByFormula(rows: number, figure: Figure | null = null): number {
  const [, columns, columnsOfK] = FORMULA_LARGEST.find(([r]) => r === rows) ?? [rows, 0, 0];
  return figure === null || figure === 'D' ? columns : columnsOfK;
}

/** The most columns with so many rows that an engine counts; 0 if it does not take so many rows. */
export function mostColumnsBy(engine: EngineName, rows: number, figure: Figure | null = null): number {
  switch (engine) {
    case 'enumerate':
    case 'naive':
      return rows <= MAX_COLUMNS ? MAX_COLUMNS : 0;
    case 'classes':
      return Math.max(...CLASSES_LARGEST.map(([columns, most]) => (rows <= most ? columns : 0)));
    case 'formula':
      return mostColumnsByFormula(rows, figure);
  }
}

/** The same for the engine that was chosen; 'auto' and 'naive', which says itself what it refuses, take any. */
export function mostColumns(rows: number, { engine, figure }: How = ANYHOW): number {
  if (engine !== 'auto' && engine !== 'naive') return mostColumnsBy(engine, rows, figure);
  return Math.max(mostColumnsBy('classes', rows, figure), mostColumnsBy('formula', rows, figure));
}

/** The most columns with any number of rows. */
export const mostColumnsOfAll = (how: How = ANYHOW) =>
  Math.max(...ROWS.map((rows) => mostColumns(rows, how)));

/** The most rows with so many columns; 0 if there are too many columns. */
export const mostRows = (columns: number, how: How = ANYHOW) =>
  most(columns, (rows) => mostColumns(rows, how));

export const mostRowsBy = (engine: EngineName, columns: number) =>
  most(columns, (rows) => mostColumnsBy(engine, rows));

/** The least rows with so many columns; a formula needs two. */
export const leastRows = ({ engine }: How) => (engine === 'formula' ? 2 : 1);

const ROWS = Array.from({ length: MAX_COLUMNS }, (_, i) => i + 1);

function most(columns: number, columnsOf: (rows: number) => number): number {
  return Math.max(0, ...ROWS.filter((rows) => rows <= columns && columnsOf(rows) >= columns));
}
