import type { Published, Shape } from '../engine/generated';
import type { ClassesFinished } from '../lib/finished';
import { type SavedClasses, type SavedEnumerate, type SavedResult, sameFigures } from '../lib/result-record';
import { MAX_COLUMNS, sameShape } from '../lib/shapes';
import { addsUp, comparePublished } from '../lib/verdict';

/** What a figure of a cell is called. */
export const FIGURE_NAMES = ['total', 'positive', 'negative', 'difference', 'reduced'] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];
export type Figures = Record<FigureName, string>;

/** Two numbers that must be equal and are not, or figures that do not add up. */
export type Conflict =
  | { kind: 'sum'; classes: ClassesFinished }
  | { kind: 'published'; counted: ClassesFinished | SavedResult; published: Published }
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
  /** to compare with, and to show where nothing is computed; null: not yet known to us, undefined: not looked up yet */
  published: Published | null | undefined;
};

/** Every shape of the table, n by n. */
export const SHAPES: readonly Shape[] = Array.from({ length: MAX_COLUMNS }, (_, i) =>
  Array.from({ length: i + 1 }, (_, j) => ({ rows: j + 1, columns: i + 1 })),
).flat();

export function cellOf(
  shape: Shape,
  counted: ClassesFinished | null,
  results: readonly SavedResult[],
  found: Published | null | undefined,
): Cell {
  const ofShape = results.filter((one) => sameShape(one, shape));
  const classes = counted ?? ofShape.find((one) => one.engine === 'classes') ?? null;
  const saved = ofShape.find((one) => one.engine === 'enumerate') ?? null;
  const published = counted ? counted.published : found;
  const conflict =
    wrongSum(counted) ??
    contradiction(classes, published) ??
    disagreement(counted, ofShape) ??
    contradiction(saved, published);
  const known = classes ?? saved;
  const figures = conflict || !known ? null : figuresOf(known);
  return { shape, figures, classes, saved, conflict, published };
}

const wrongSum = (classes: ClassesFinished | null): Conflict | null =>
  classes && !addsUp(classes) ? { kind: 'sum', classes } : null;

function contradiction(
  counted: ClassesFinished | SavedResult | null,
  published: Published | null | undefined,
): Conflict | null {
  if (!counted || !published) return null;
  const { total, signs } = comparePublished(counted, published);
  const differs = total === 'disagrees' || signs === 'disagrees';
  return differs ? { kind: 'published', counted, published } : null;
}

/** What is saved has been checked against what was saved before it. */
function disagreement(classes: ClassesFinished | null, results: SavedResult[]): Conflict | null {
  const saved = classes && results.find((one) => !sameFigures(one, classes));
  return saved ? { kind: 'engines', classes, saved } : null;
}

export function figuresOf(count: Figures): Figures {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, count[name]])) as Figures;
}

/** What is published of a shape; the signs are not always. */
export function publishedFigures({ total, reduced, signed }: Published): Partial<Figures> {
  if (!signed) return { total, reduced };
  const { positive, negative } = signed;
  return { total, positive, negative, difference: String(BigInt(positive) - BigInt(negative)), reduced };
}

/** What is published of a cell that is neither computed nor contradicted. */
export function onlyPublished({ figures, conflict, published }: Cell): Partial<Figures> {
  return figures || conflict || !published ? {} : publishedFigures(published);
}
