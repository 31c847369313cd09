import type { Shape } from '../model/generated';
import type { FormulaFinished } from '../model/result';
import { factorial } from './known';

/** A count by formula of which D alone is known; its value is made up, and divisible as it must be. */
export function differenceAlone({ rows, columns }: Shape, times = -3n): FormulaFinished {
  const weight = factorial(columns - 1) / factorial(columns - rows);
  return {
    rows,
    columns,
    engine: 'formula',
    workers: 2,
    first_columns: Number(weight / factorial(rows - 1)),
    elapsed_seconds: 0.02,
    before_seconds: 0,
    kernel: 'portable',
    per_worker: [],
    date: '2026-11-24T17:30:00.000Z',
    version: '0.1.0',
    total: null,
    positive: null,
    negative: null,
    difference: String(weight * times),
    reduced: null,
    all: null,
    published: null,
    evidence: [
      {
        what: 'shapes whose D is divisible by (n-1)!/(n-r)!',
        count: 1,
        things: 'shape',
        degree: null,
        found: '1',
        expected: '1',
      },
    ],
  };
}
