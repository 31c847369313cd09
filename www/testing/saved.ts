import type { Shape } from '../model/generated';
import type { ColumnsFinished } from '../model/result';
import { FIGURES, recordOf, type SavedColumns, type SavedResult } from '../model/saved-result';
import { resultFor } from './results';

export const DATE = '2026-11-24T17:30:00.000Z';

export function savedFor(shape: Shape, others: Partial<SavedColumns> = {}): SavedColumns {
  const record = recordOf(resultFor(shape));
  if (!('per_column' in record)) throw new Error('a count by the first columns has another record');
  return { ...record, ...others };
}

/** A record with correct sums and wrong figures. */
export function falseFor(shape: Shape): SavedResult {
  const result = resultFor(shape);
  return { ...savedFor(shape), ...multiplied(result, 2n), per_column: multipliedColumns(result, 2n) };
}

/** A count with correct sums and figures of any size. */
export function hugeFor(shape: Shape, by: bigint): ColumnsFinished {
  const result = resultFor(shape);
  const columns = result.per_column.map((column, i) => ({ ...column, ...multipliedColumns(result, by)[i] }));
  return { ...result, ...multiplied(result, by), per_column: columns, published: null };
}

type Figures = Pick<SavedResult, (typeof FIGURES)[number]>;

/** Figures so many times as large, with correct sums. */
export const multiplied = (result: Figures, by: bigint) =>
  Object.fromEntries(FIGURES.map((name) => [name, times(result[name] ?? '0', by)])) as Figures;

const multipliedColumns = ({ per_column }: ColumnsFinished, by: bigint) =>
  per_column.map(({ column, positive, negative }) => ({
    column,
    positive: times(positive, by),
    negative: times(negative, by),
  }));

const times = (value: string, by: bigint) => String(by * BigInt(value));
