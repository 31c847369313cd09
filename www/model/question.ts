import type { Popcount, Schedule, Shape } from './generated';
import { MAX_COLUMNS, shapeName } from './shape';

/** What is to be counted: one shape, every r of one n, or every r of several n. */
export type Question =
  | { scope: 'shape'; rows: number; columns: number }
  | { scope: 'all'; columns: number }
  | { scope: 'range'; from: number; to: number };

export type Scope = Question['scope'];

/** The worked example that is counted if the address has no question. */
const EXAMPLE_SHAPE: Shape = { rows: 5, columns: 6 };
export const EXAMPLE: Question = { scope: 'shape', ...EXAMPLE_SHAPE };

export const SCHEDULES: readonly Schedule[] = ['dynamic', 'static', 'split'];
export const POPCOUNTS: readonly Popcount[] = ['auto', 'scalar', 'bytes', 'vertical'];

function everyRow(columns: number): Shape[] {
  return Array.from({ length: columns }, (_, i) => ({ rows: i + 1, columns }));
}

export function shapesOf(question: Question): Shape[] {
  switch (question.scope) {
    case 'shape':
      return [{ rows: question.rows, columns: question.columns }];
    case 'all':
      return everyRow(question.columns);
    case 'range':
      return Array.from({ length: question.to - question.from + 1 }, (_, i) =>
        everyRow(question.from + i),
      ).flat();
  }
}

/** The shape in the question, or the example if there are several or it is too large for enumeration. */
export function oneShapeOf(question: Question): Shape {
  if (question.scope !== 'shape' || question.columns > MAX_COLUMNS) return EXAMPLE_SHAPE;
  return { rows: question.rows, columns: question.columns };
}

export function questionName(question: Question): string {
  switch (question.scope) {
    case 'shape':
      return shapeName(question);
    case 'all':
      return `all r for n = ${question.columns}`;
    case 'range':
      return `n from ${question.from} to ${question.to}`;
  }
}
