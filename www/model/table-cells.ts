import { FIGURE_NAMES, type FigureName } from './figures';
import type { Published, Shape } from './generated';
import type { ClassesFinished, Finished, FormulaFinished } from './result';
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
  | { kind: 'sum'; counted: Finished | SavedResult }
  | { kind: 'published'; counted: Finished | SavedResult; published: Published }
  | { kind: 'engines'; counted: Finished | SavedResult; other: Known };

/** What is known about one shape, and how. */
export type Cell = {
  shape: Shape;
  /** null: not computed yet, or contradicted */
  figures: Figures | null;
  /** counted since the page was opened, or saved before */
  classes: ClassesFinished | SavedClasses | null;
  /** counted by enumeration, and saved */
  saved: SavedColumns | null;
  /** counted by formula since the page was opened, or saved before; K may be open */
  formula: FormulaFinished | SavedFormula | null;
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

/** What was counted of a shape since the page was opened. */
export type CountedNow = { classes: ClassesFinished | null; formula: FormulaFinished | null };

export function cellOf(
  shape: Shape,
  counted: CountedNow,
  results: readonly SavedResult[],
  found: Published | null | undefined,
): Cell {
  const ofShape = results.filter((one) => sameShape(one, shape));
  const standing = ofShape.filter((one) => !isContradicted(one));
  const classes = counted.classes ?? standing.find((one) => one.engine === 'classes') ?? null;
  const saved = standing.find((one): one is SavedColumns => 'per_column' in one) ?? null;
  const formula = counted.formula ?? standing.find((one) => one.engine === 'formula') ?? null;
  const published = counted.classes ? counted.classes.published : found;
  const conflict =
    conflictOf(counted.classes, [...standing, ...othersOf(counted, 'classes', ofShape)], published) ??
    conflictOf(counted.formula, [...standing, ...othersOf(counted, 'formula', ofShape)], published) ??
    conflictOf(classes, [], published) ??
    conflictOf(saved, [], published) ??
    conflictOf(formula, [], published) ??
    (classes || saved || formula ? null : savedConflict(ofShape));
  const known = [classes, saved, formula].filter((one) => one !== null);
  const figures = conflict || known.length === 0 ? null : figuresOf(known);
  return { shape, figures, classes, saved, formula, conflict, published };
}

/** Counts that one by this engine may contradict: that by the other one, and those saved as contradicted by it. */
function othersOf(
  { classes, formula }: CountedNow,
  engine: keyof CountedNow,
  results: SavedResult[],
): Known[] {
  const [one, other] = engine === 'classes' ? [classes, formula] : [formula, classes];
  const saved = results.filter(
    ({ contradicted_by }) => one && contradicted_by && sameRun(contradicted_by, one),
  );
  return other ? [other, ...saved] : saved;
}

/** The counts of a cell, each by another method. */
export const countsOf = ({ classes, saved, formula }: Cell) =>
  [classes, saved, formula].filter((one) => one !== null);

/** Whether a saved count was checked by another one, which may not be saved. */
export const wasChecked = (count: Known) => 'check' in count && count.check === 'checked';

/** Whether a cell was counted by one method and checked by another. */
export const isChecked = (cell: Cell) => countsOf(cell).length > 1 || countsOf(cell).some(wasChecked);

function conflictOf(
  counted: Finished | SavedResult | null,
  others: Known[],
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
