import type { CountResult, Shape } from '../engine/generated';
import { FIGURES, recordOf, type SavedEnumerate, type SavedResult } from '../lib/result-record';
import { resultFor } from './results';

export const DATE = '2026-11-24T17:30:00.000Z';

export function savedFor(shape: Shape, others: Partial<SavedEnumerate> = {}): SavedEnumerate {
  const record = recordOf(resultFor(shape), '0.1.0', DATE);
  if (record.engine !== 'enumerate') throw new Error('a count by the first columns has another record');
  return { ...record, ...others };
}

/** A record whose sums are right and whose figures are not. */
export function falseFor(shape: Shape): SavedResult {
  return { ...savedFor(shape), ...multiplied(resultFor(shape), 2n) };
}

/** A count whose sums are right, of figures as large as one likes. */
export function hugeFor(shape: Shape, by: bigint): CountResult {
  const result = resultFor(shape);
  const { per_column, ...figures } = multiplied(result, by);
  const columns = result.per_column.map((column, i) => ({ ...column, ...per_column[i] }));
  return { ...result, ...figures, per_column: columns, published: null };
}

function multiplied(result: CountResult, by: bigint) {
  const times = (value: string) => String(by * BigInt(value));
  const figures = Object.fromEntries(FIGURES.map((name) => [name, times(result[name])])) as Pick<
    SavedResult,
    (typeof FIGURES)[number]
  >;
  const per_column = result.per_column.map(({ column, positive, negative }) => ({
    column,
    positive: times(positive),
    negative: times(negative),
  }));
  return { ...figures, per_column };
}
