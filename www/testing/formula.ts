import type { Shape } from '../model/generated';
import type { FormulaFinished } from '../model/result';
import { classesCount } from './classes';
import { factorial } from './known';
import { multiplied } from './saved';

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

/** A count by formula of all figures; of unknown shapes they are those of the made-up count by classes. */
export function formulaCount(shape: Shape): FormulaFinished {
  const { total, positive, negative, difference, reduced, all, published } = classesCount(
    shape.rows,
    shape.columns,
  );
  const figures = { total, positive, negative, difference, reduced, all, published };
  return { ...differenceAlone(shape), ...figures };
}

/** The same with sums that are correct and figures that are wrong. */
export function wrongByFormula(shape: Shape): FormulaFinished {
  const count = formulaCount(shape);
  return { ...count, ...multiplied(count, 2n), published: null };
}
