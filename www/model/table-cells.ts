import type { Published, Shape } from './generated';
import type { ClassesFinished } from './result';
import {
  isContradicted,
  type SavedClasses,
  type SavedColumns,
  type SavedResult,
  sameRun,
} from './saved-result';
import { MAX_COLUMNS, sameShape } from './shape';
import { type Known, verdict } from './soundness';

/** What a figure of a cell is called. */
export const FIGURE_NAMES = ['total', 'positive', 'negative', 'difference', 'reduced'] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];
export type Figures = Record<FigureName, string>;

/** Two numbers that must be equal and are not, or figures that do not add up. */
export type Conflict =
  | { kind: 'sum'; counted: ClassesFinished | SavedResult }
  | { kind: 'published'; counted: ClassesFinished | SavedResult; published: Published }
  | { kind: 'engines'; counted: ClassesFinished | SavedResult; other: Known };

/** What is known of one shape, and how. */
export type Cell = {
  shape: Shape;
  /** null: not computed yet, or contradicted */
  figures: Figures | null;
  /** counted since the page was opened, or saved before */
  classes: ClassesFinished | SavedClasses | null;
  /** counted exhaustively, and saved */
  saved: SavedColumns | null;
  conflict: Conflict | null;
  /** to compare with, and to show where nothing is computed; null: no published value known, undefined: not looked up yet */
  published: Published | null | undefined;
};

/** Every shape of the table, n by n. */
export const SHAPES: readonly Shape[] = Array.from({ length: MAX_COLUMNS }, (_, i) =>
  Array.from({ length: i + 1 }, (_, j) => ({ rows: j + 1, columns: i + 1 })),
).flat();

/** Of a shape among SHAPES; none of more columns is there. */
export const placeOf = ({ rows, columns }: Shape) => (columns * (columns - 1)) / 2 + rows - 1;

export function cellOf(
  shape: Shape,
  counted: ClassesFinished | null,
  results: readonly SavedResult[],
  found: Published | null | undefined,
): Cell {
  const ofShape = results.filter((one) => sameShape(one, shape));
  const standing = ofShape.filter((one) => !isContradicted(one));
  const classes = counted ?? standing.find((one) => one.engine === 'classes') ?? null;
  const saved = standing.find((one) => one.engine !== 'classes') ?? null;
  const published = counted ? counted.published : found;
  const conflict =
    conflictOf(counted, [...standing, ...contradictedWith(counted, ofShape)], published) ??
    conflictOf(classes, [], published) ??
    conflictOf(saved, [], published) ??
    (classes || saved ? null : savedConflict(ofShape));
  const known = classes ?? saved;
  const figures = conflict || !known ? null : figuresOf(known);
  return { shape, figures, classes, saved, conflict, published };
}

/** Saved counts that this very one contradicts, and that contradict it. */
const contradictedWith = (counted: ClassesFinished | null, results: SavedResult[]) =>
  results.filter(({ contradicted_by }) => counted && contradicted_by && sameRun(contradicted_by, counted));

function conflictOf(
  counted: ClassesFinished | SavedResult | null,
  others: SavedResult[],
  published: Published | null | undefined,
): Conflict | null {
  if (!counted) return null;
  const found = verdict(counted, others, published ?? null);
  switch (found.kind) {
    case 'sound':
      return null;
    case 'columns':
    case 'sum':
      return { kind: 'sum', counted };
    case 'published':
      return published ? { kind: 'published', counted, published } : null;
    case 'count':
      return { kind: 'engines', counted, other: found.other };
  }
}

/** Of a shape of which there is nothing but counts that contradict each other. */
function savedConflict([one]: SavedResult[]): Conflict | null {
  return one?.contradicted_by ? { kind: 'engines', counted: one, other: one.contradicted_by } : null;
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
