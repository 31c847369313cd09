import type { Published, Shape } from '../engine/generated';
import type { ClassesFinished } from '../lib/finished';
import { type SavedClasses, type SavedEnumerate, type SavedResult, sameFigures } from '../lib/result-record';
import { MAX_COLUMNS, sameShape } from '../lib/shapes';
import { verdict } from '../lib/verdict';

/** What a figure of a cell is called. */
export const FIGURE_NAMES = ['total', 'positive', 'negative', 'difference', 'reduced'] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];
export type Figures = Record<FigureName, string>;

/** Two numbers that must be equal and are not, or figures that do not add up. */
export type Conflict =
  | { kind: 'sum'; classes: ClassesFinished }
  | { kind: 'published'; classes: ClassesFinished }
  | { kind: 'engines'; classes: ClassesFinished; saved: SavedResult };

/** What is known of one shape, and how. */
export type Cell = {
  shape: Shape;
  /** null: not computed yet, or contradicted */
  figures: Figures | null;
  /** counted since the page was opened, or saved before */
  classes: ClassesFinished | SavedClasses | null;
  /** counted exhaustively, and saved */
  saved: SavedEnumerate | null;
  conflict: Conflict | null;
};

/** The published values that a count by classes was compared with. */
export const publishedOf = ({ classes }: Cell): Published | null =>
  classes && 'published' in classes ? classes.published : null;

/** Every shape of the table, n by n. */
export const SHAPES: readonly Shape[] = Array.from({ length: MAX_COLUMNS }, (_, i) =>
  Array.from({ length: i + 1 }, (_, j) => ({ rows: j + 1, columns: i + 1 })),
).flat();

export function cellOf(shape: Shape, counted: ClassesFinished | null, results: readonly SavedResult[]): Cell {
  const ofShape = results.filter((one) => sameShape(one, shape));
  const classes = counted ?? ofShape.find((one) => one.engine === 'classes') ?? null;
  const saved = ofShape.find((one) => one.engine === 'enumerate') ?? null;
  const conflict = conflictOf(counted, ofShape);
  const known = classes ?? saved;
  return { shape, figures: conflict || !known ? null : figuresOf(known), classes, saved, conflict };
}

/** What is saved has been checked against what was saved before it. */
function conflictOf(classes: ClassesFinished | null, saved: SavedResult[]): Conflict | null {
  if (!classes) return null;
  const finding = verdict(classes);
  if (finding.kind !== 'sound') return { kind: finding.kind === 'published' ? 'published' : 'sum', classes };
  const differing = saved.find((one) => !sameFigures(one, classes));
  return differing ? { kind: 'engines', classes, saved: differing } : null;
}

export function figuresOf(count: Figures): Figures {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, count[name]])) as Figures;
}
