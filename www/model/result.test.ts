import { expect, it } from 'vitest';
import { resultFor } from '../testing/results';
import type { CountResult } from './generated';
import { finishedOf, isByClasses, isByFormula } from './result';

const { rows, columns, total, positive, negative, difference, reduced, all, first_columns, published } =
  resultFor({ rows: 4, columns: 6 });
const figures = {
  rows,
  columns,
  total,
  positive,
  negative,
  difference,
  reduced,
  all,
  first_columns,
  published,
};
const evidence = { what: 'labelled graphs', things: 'classes of degree 3', found: '90', expected: '90' };
const result: CountResult = {
  engine: 'classes',
  workers: 2,
  elapsed_seconds: 1,
  before_seconds: 0,
  kernel: 'simd128',
  figures: [figures, { ...figures, rows: 5 }],
  evidence: [
    { ...evidence, count: 3, degree: 3 },
    { ...evidence, count: 3, degree: null },
  ],
  per_worker: [],
  by_column: null,
};

it('every shape of a count has its figures, the run and what proves it', () => {
  const finished = finishedOf(result, '2026-11-24T17:30:00.000Z', '0.1.0');
  expect(finished.map((one) => one.rows)).toEqual([4, 5]);
  const levels = [{ degree: 3, classes: 3, graphs: '90' }];
  for (const one of finished) expect(one).toMatchObject({ total, engine: 'classes', from: 4, to: 5, levels });
  expect(finished.every(isByClasses)).toBe(true);
});

it('a figure that is left open is null, and a count by formula keeps what it compared', () => {
  const open = { ...result, engine: 'formula' as const, figures: [{ ...figures, total: null }] };
  const [one, ...others] = finishedOf(open, '', '');
  expect(others).toEqual([]);
  expect(one).toMatchObject({ total: null, difference, evidence: result.evidence });
  expect(one && isByFormula(one)).toBe(true);
});
