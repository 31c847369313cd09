import { comparable, sameFigures } from './figures';
import type { ColumnReport, EngineName, Shape } from './generated';
import {
  type ClassesFinished,
  type ColumnsFinished,
  type Finished,
  type FormulaFinished,
  isByClasses,
  isByFormula,
} from './result';
import { sameShape } from './shape';

/** The format of exported files. */
export const FORMAT = 1;

/** Whether a result was checked by another method. */
export type CheckState = 'not checked' | 'checked' | 'contradicted';

/** What is saved of a count that contradicts a result. */
export type OtherCount = Pick<
  Finished,
  keyof Shape | 'total' | 'positive' | 'negative' | 'difference' | 'elapsed_seconds'
> & { engine: EngineName };

/** The counts of one first column. */
export type SavedColumn = Pick<ColumnReport, 'column' | 'positive' | 'negative'>;

export const FIGURES = ['total', 'positive', 'negative', 'difference', 'reduced', 'all'] as const;

type Common =
  | keyof Shape
  | (typeof FIGURES)[number]
  | 'workers'
  | 'kernel'
  | 'first_columns'
  | 'elapsed_seconds';

type Saved = Pick<Finished, Common> & {
  /** when it was finished, as Date.toISOString writes it */
  date: string;
  /** of the program that counted it */
  version: string;
  /** one that is contradicted counts nowhere as a result */
  check: CheckState;
  /** null unless it is contradicted */
  contradicted_by: OtherCount | null;
};

/** Counted first column by first column. */
export type SavedColumns = Saved &
  Pick<ColumnsFinished, 'schedule' | 'popcount' | 'before_seconds'> & {
    engine: Exclude<EngineName, 'classes' | 'formula'>;
    per_column: SavedColumn[];
  };

/** Counted by classes, every r from `from` to `to` together. */
export type SavedClasses = Saved & Pick<ClassesFinished, 'levels' | 'from' | 'to'> & { engine: 'classes' };

/** Counted by formula, with what was compared. */
export type SavedFormula = Saved & Pick<FormulaFinished, 'evidence'> & { engine: 'formula' };

/** A saved result; figures are decimal strings, and null where the count leaves them open. */
export type SavedResult = SavedColumns | SavedClasses | SavedFormula;

/** The record to save of a finished count. */
export function recordOf(result: Finished): SavedResult {
  const { rows, columns, workers, kernel, first_columns, elapsed_seconds, date, version } = result;
  const { total, positive, negative, difference, reduced, all } = result;
  const figures = { total, positive, negative, difference, reduced, all };
  const common = {
    rows,
    columns,
    workers,
    kernel,
    ...figures,
    first_columns,
    elapsed_seconds,
    date,
    version,
    check: 'not checked' as const,
    contradicted_by: null,
  };
  if (isByClasses(result)) {
    const { levels, from, to } = result;
    return { ...common, engine: 'classes', levels, from, to };
  }
  if (isByFormula(result)) return { ...common, engine: 'formula', evidence: result.evidence };
  const { schedule, popcount, before_seconds } = result;
  return {
    ...common,
    engine: result.engine as SavedColumns['engine'],
    schedule,
    popcount,
    per_column: result.per_column.map((one) => ({
      column: one.column,
      positive: one.positive,
      negative: one.negative,
    })),
    before_seconds,
  };
}

/** The key of a record; equal for two records of one count. */
export function keyOf({ rows, columns, engine, date }: SavedResult): string {
  return `${rows}x${columns} ${engine} ${date}`;
}

export const isContradicted = ({ check }: SavedResult) => check === 'contradicted';

/** The record of a result that another count contradicts. */
export function contradictedBy(result: SavedResult, other: OtherCount): SavedResult {
  const { rows, columns, engine, total, positive, negative, difference, elapsed_seconds } = other;
  const contradicted_by = { rows, columns, engine, total, positive, negative, difference, elapsed_seconds };
  return { ...result, check: 'contradicted', contradicted_by };
}

const METHODS: Record<EngineName, 'columns' | 'classes' | 'formula'> = {
  enumerate: 'columns',
  naive: 'columns',
  classes: 'classes',
  formula: 'formula',
};

/** By classes, by formula, or both first column by first column. */
export const sameMethod = (a: { engine: EngineName }, b: { engine: EngineName }) =>
  METHODS[a.engine] === METHODS[b.engine];

/** The record after comparison with a count by another method; one already checked stays so. */
export function checkedBy(result: SavedResult, other: OtherCount): SavedResult {
  if (result.check !== 'not checked' || sameMethod(result, other) || !comparable(result, other))
    return result;
  return sameFigures(result, other) ? { ...result, check: 'checked' } : contradictedBy(result, other);
}

/** Whether two counts are the same run, not just equal. */
export function sameRun(a: OtherCount, b: OtherCount): boolean {
  return (
    sameShape(a, b) && a.engine === b.engine && a.elapsed_seconds === b.elapsed_seconds && sameFigures(a, b)
  );
}
