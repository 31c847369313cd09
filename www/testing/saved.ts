import type { Shape } from '../model/generated';
import type { ColumnsFinished } from '../model/result';
import { FIGURES, recordOf, type SavedColumns, type SavedResult } from '../model/saved-result';
import { resultFor } from './results';

export const DATE = '2026-11-24T17:30:00.000Z';

export function savedFor(shape: Shape, others: Partial<SavedColumns> = {}): SavedColumns {
  const record = recordOf(resultFor(shape));
  if (record.engine === 'classes') throw new Error('a count by the first columns has another record');
  return { ...record, ...others };
}

/** A record whose sums are right and whose figures are not. */
export function falseFor(shape: Shape): SavedResult {
  const result = resultFor(shape);
  return { ...savedFor(shape), ...multiplied(result, 2n), per_column: multipliedColumns(result, 2n) };
}

/** A count whose sums are right, of figures as large as one likes. */
export function hugeFor(shape: Shape, by: bigint): ColumnsFinished {
  const result = resultFor(shape);
  const columns = result.per_column.map((column, i) => ({ ...column, ...multipliedColumns(result, by)[i] }));
  return { ...result, ...multiplied(result, by), per_column: columns, published: null };
}

type Figures = Pick<SavedResult, (typeof FIGURES)[number]>;

/** Figures whose sums are right, so many times as large. */
export const multiplied = (result: Figures, by: bigint) =>
  Object.fromEntries(FIGURES.map((name) => [name, times(result[name], by)])) as Figures;

const multipliedColumns = ({ per_column }: ColumnsFinished, by: bigint) =>
  per_column.map(({ column, positive, negative }) => ({
    column,
    positive: times(positive, by),
    negative: times(negative, by),
  }));

const times = (value: string, by: bigint) => String(by * BigInt(value));
