import { FIGURE_NAMES, type FigureName } from './figures';
import type { Published, Shape } from './generated';
import type { ClassesFinished } from './result';
import {
  isContradicted,
  type SavedClasses,
  type SavedColumns,
  type SavedFormula,
  type SavedResult,
  sameRun,
} from './saved-result';
import { MAX_COLUMNS, sameShape } from './shape';
import { type Known, verdict } from './soundness';

/** The figures of a cell; null where a count leaves one open. */
export type Figures = Record<FigureName, string | null>;

/** Two numbers that should be equal and are not, or figures that do not add up. */
export type Conflict =
  | { kind: 'sum'; counted: ClassesFinished | SavedResult }
  | { kind: 'published'; counted: ClassesFinished | SavedResult; published: Published }
  | { kind: 'engines'; counted: ClassesFinished | SavedResult; other: Known };

/** What is known about one shape, and how. */
export type Cell = {
  shape: Shape;
  /** null: not computed yet, or contradicted */
  figures: Figures | null;
  /** counted since the page was opened, or saved before */
  classes: ClassesFinished | SavedClasses | null;
  /** counted by enumeration, and saved */
  saved: SavedColumns | null;
  /** counted by formula, and saved; K may be open */
  formula: SavedFormula | null;
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
  const saved = standing.find((one): one is SavedColumns => 'per_column' in one) ?? null;
  const formula = standing.find((one) => one.engine === 'formula') ?? null;
  const published = counted ? counted.published : found;
  const conflict =
    conflictOf(counted, [...standing, ...contradictedWith(counted, ofShape)], published) ??
    conflictOf(classes, [], published) ??
    conflictOf(saved, [], published) ??
    conflictOf(formula, [], published) ??
    (classes || saved || formula ? null : savedConflict(ofShape));
  const known = [classes, saved, formula].filter((one) => one !== null);
  const figures = conflict || known.length === 0 ? null : figuresOf(known);
  return { shape, figures, classes, saved, formula, conflict, published };
}

/** Saved counts that contradict this one. */
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

/** The conflict of a shape that has only counts that contradict each other. */
function savedConflict([one]: SavedResult[]): Conflict | null {
  return one?.contradicted_by ? { kind: 'engines', counted: one, other: one.contradicted_by } : null;
}

/** Each figure from the first of some counts that has it. */
function figuresOf(counts: readonly Figures[]): Figures {
  const known = (name: FigureName) => counts.find((one) => one[name] !== null)?.[name] ?? null;
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, known(name)])) as Figures;
}

/** Figures of which some are not known. */
export type SomeFigures = Partial<Record<FigureName, string>>;

/** The published figures of a shape; the signs may be missing. */
export function publishedFigures({ total, reduced, signed }: Published): SomeFigures {
  if (!signed) return { total, reduced };
  const { positive, negative } = signed;
  return { total, positive, negative, difference: String(BigInt(positive) - BigInt(negative)), reduced };
}

/** The published figures of a cell that is neither computed nor contradicted. */
export function onlyPublished({ figures, conflict, published }: Cell): SomeFigures {
  return figures || conflict || !published ? {} : publishedFigures(published);
}
