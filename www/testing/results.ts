import type { ColumnsPlan, Plan, Schedule, Shape } from '../model/generated';
import type { ColumnsFinished } from '../model/result';
import { factorial, firstColumns, knownSigns, sourcesOf } from './known';

/** The plan of a shape whose counts are known; split makes `parts` units of each first column. */
export function planFor(
  shape: Shape,
  workers = 2,
  schedule: Schedule = 'dynamic',
  parts = 4,
): Plan & { by_column: ColumnsPlan } {
  const columns = firstColumns(shape);
  const cut = schedule === 'split' ? parts : 1;
  const secondRows = shape.rows > 1 ? Math.max(cut, 53) : 1;
  return {
    engine: 'enumerate',
    columns: shape.columns,
    from: shape.rows,
    to: shape.rows,
    workers,
    before_seconds: 0,
    by_column: {
      schedule,
      first_columns: columns,
      units: columns.flatMap((_, first_column) =>
        Array.from({ length: cut }, (_, part) => ({
          first_column,
          from: Math.floor((part * secondRows) / cut),
          to: Math.floor(((part + 1) * secondRows) / cut),
        })),
      ),
      row_orders: String(factorial(shape.rows - 1)),
      total_digits: String(totalOf(shape)).length,
      before: [],
    },
  };
}

function totalOf(shape: Shape): bigint {
  const signs = knownSigns(shape);
  return signs ? signs.positive + signs.negative : 0n;
}

/** N+ and N- of one first column. */
export function columnSigns(shape: Shape): { positive: bigint; negative: bigint } {
  const signs = knownSigns(shape) ?? { positive: 0n, negative: 0n };
  const weight = BigInt(firstColumns(shape).length) * factorial(shape.rows - 1);
  return { positive: signs.positive / weight, negative: signs.negative / weight };
}

/** A true result, with made-up times: columns go to the workers in turn. */
export function resultFor(
  shape: Shape,
  seconds = 0.0025,
  workers = 2,
  schedule: Schedule = 'dynamic',
): ColumnsFinished {
  const columns = firstColumns(shape);
  const { positive, negative } = columnSigns(shape);
  const weight = BigInt(columns.length) * factorial(shape.rows - 1);
  const total = (positive + negative) * weight;
  const signs = { positive: String(positive * weight), negative: String(negative * weight) };
  return {
    ...shape,
    engine: 'enumerate',
    schedule,
    workers,
    total: String(total),
    ...signs,
    difference: String((positive - negative) * weight),
    reduced: String(positive + negative),
    all: String(total * factorial(shape.columns)),
    first_columns: columns.length,
    elapsed_seconds: seconds,
    date: '2026-11-24T17:30:00.000Z',
    version: '0.1.0',
    before_seconds: 0,
    table_seconds: seconds * 0.16,
    candidates: 53,
    derangements: '265',
    kernel: 'simd128',
    popcount: null,
    per_column: columns.map((column, i) => ({
      column,
      positive: String(positive),
      negative: String(negative),
      seconds: seconds / columns.length,
      worker: schedule === 'split' ? null : i % workers,
    })),
    per_worker: Array.from({ length: workers }, (_, worker) => {
      const share = columns.filter((_, i) => i % workers === worker).length;
      return {
        units: share,
        counted: String((positive + negative) * BigInt(share)),
        steps: '0',
        busy_seconds: (seconds * 0.84 * share) / Math.ceil(columns.length / workers),
      };
    }),
    published: {
      total: String(total),
      reduced: String(positive + negative),
      signed: signs,
      ...sourcesOf(shape, positive + negative),
    },
  };
}
