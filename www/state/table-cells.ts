import type { ClassesCount, ClassesResult, Shape } from '../engine/generated';
import { factorial } from '../lib/numbers';
import { type SavedResult, sameFigures } from '../lib/result-record';
import { MAX_COLUMNS, sameShape } from '../lib/shapes';
import { comparePublished } from '../lib/verdict';

/** A count by classes as the table keeps it, with the run that it came from. */
export type ByClasses = {
  count: ClassesCount;
  run: Pick<ClassesResult, 'workers' | 'elapsed_seconds' | 'kernel' | 'levels'> & {
    /** every r from `from` to `to` was counted together */
    from: number;
    to: number;
    /** when it was finished, as Date.toISOString writes it */
    date: string;
    version: string;
  };
};

/** What a figure of a cell is called. */
export const FIGURE_NAMES = ['total', 'positive', 'negative', 'difference', 'reduced'] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];
export type Figures = Record<FigureName, string>;

/** Two numbers that must be equal and are not, or figures that do not add up. */
export type Conflict =
  | { kind: 'sum'; classes: ByClasses }
  | { kind: 'published'; classes: ByClasses }
  | { kind: 'engines'; classes: ByClasses; saved: SavedResult };

/** What is known of one shape, and how. */
export type Cell = {
  shape: Shape;
  /** null: not computed yet, or contradicted */
  figures: Figures | null;
  classes: ByClasses | null;
  /** counted exhaustively, and saved */
  saved: SavedResult | null;
  conflict: Conflict | null;
};

/** Every shape of the table, n by n. */
export const SHAPES: readonly Shape[] = Array.from({ length: MAX_COLUMNS }, (_, i) =>
  Array.from({ length: i + 1 }, (_, j) => ({ rows: j + 1, columns: i + 1 })),
).flat();

export function cellOf(shape: Shape, classes: ByClasses | null, results: readonly SavedResult[]): Cell {
  const counted = results.filter((one) => one.engine === 'enumerate' && sameShape(one, shape));
  const differing = classes && counted.find((one) => !sameFigures(one, classes.count));
  const saved = counted[0] ?? null;
  const conflict = classes && conflictOf(shape, classes, differing ?? null);
  const known = classes?.count ?? saved;
  return { shape, figures: conflict || !known ? null : figuresOf(known), classes, saved, conflict };
}

function conflictOf(shape: Shape, classes: ByClasses, differing: SavedResult | null): Conflict | null {
  const { count } = classes;
  if (!adds(shape, count)) return { kind: 'sum', classes };
  const { total, signs } = comparePublished(count, count.published);
  if (total === 'disagrees' || signs === 'disagrees') return { kind: 'published', classes };
  return differing ? { kind: 'engines', classes, saved: differing } : null;
}

function adds({ rows, columns }: Shape, count: ClassesCount): boolean {
  const [total, positive, negative, difference, reduced] = FIGURE_NAMES.map((name) =>
    BigInt(count[name]),
  ) as [bigint, bigint, bigint, bigint, bigint];
  return (
    positive + negative === total &&
    positive - negative === difference &&
    (reduced * factorial(columns - 1)) / factorial(columns - rows) === total
  );
}

export function figuresOf(count: Figures): Figures {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, count[name]])) as Figures;
}
