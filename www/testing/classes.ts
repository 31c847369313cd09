import type { ProgressReport } from '../model/generated';
import type { ClassesFinished } from '../model/result';
import type { ShapeRange } from '../model/shape';
import { factorial, knownSigns, sourcesOf } from './known';

/** For unknown shapes the figures add up, but are made up and not published. */
export function classesCount(rows: number, columns: number): ClassesFinished {
  const firstColumns = factorial(columns - 1) / (factorial(columns - rows) * factorial(rows - 1));
  const weight = factorial(columns - 1) / factorial(columns - rows);
  const signs = knownSigns({ rows, columns });
  const { positive, negative } = signs ?? { positive: weight, negative: 0n };
  const total = positive + negative;
  const reduced = String(total / weight);
  return {
    rows,
    columns,
    engine: 'classes',
    workers: 2,
    first_columns: Number(firstColumns),
    elapsed_seconds: 0.012,
    before_seconds: 0,
    kernel: 'simd128',
    levels: [{ degree: 3, classes: 3, graphs: '90' }],
    per_worker: classesProgress.workers,
    from: rows,
    to: rows,
    date: '2026-11-24T17:30:00.000Z',
    version: '0.1.0',
    all: String(total * factorial(columns)),
    total: String(total),
    positive: String(positive),
    negative: String(negative),
    difference: String(positive - negative),
    reduced,
    published: signs && {
      total: String(total),
      reduced,
      signed: { positive: String(positive), negative: String(negative) },
      ...sourcesOf({ rows, columns }, total / weight),
    },
  };
}

export function classesResult({ columns, from, to }: ShapeRange): ClassesFinished[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ ...classesCount(from + i, columns), from, to }));
}

export const classesProgress: ProgressReport = {
  state: { kind: 'running' },
  phase: { number: 2, name: 'listing the classes of degree 4', done: 3, units: 12, steps: 'matchings' },
  done: 40,
  units: 300,
  share: 0.1,
  finished: [],
  workers: [
    { units: 20, counted: '1200', steps: '34000', busy_seconds: 0.5 },
    { units: 20, counted: '1100', steps: '31000', busy_seconds: 0.5 },
  ],
  elapsed_seconds: 0.6,
};

/** Progress of an enumeration with these newly finished units. */
export const columnsProgress = (finished: ProgressReport['finished']): ProgressReport => ({
  ...classesProgress,
  phase: null,
  done: finished.length,
  finished,
  workers: [],
});
