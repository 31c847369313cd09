import type { ClassesCount, ClassesProgress, ClassesResult } from '../engine/generated';
import type { ClassesRange } from '../lib/shapes';
import { factorial, knownSigns, sourcesOf } from './known';

/** Of shapes that are not known, figures that add up and are not published. */
export function classesCount(rows: number, columns: number): ClassesCount {
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

export function classesResult({ columns, from, to }: ClassesRange): ClassesResult {
  return {
    columns,
    workers: 2,
    elapsed_seconds: 0.012,
    before_seconds: 0,
    kernel: 'simd128',
    counts: Array.from({ length: to - from + 1 }, (_, i) => classesCount(from + i, columns)),
    levels: [{ degree: 3, classes: 3, graphs: '90' }],
    per_worker: classesProgress.workers,
  };
}

export const classesProgress: ClassesProgress = {
  state: { kind: 'running' },
  phase: 'listing the classes of degree 4',
  done: 3,
  units: 12,
  blocks_done: 40,
  blocks: 300,
  workers: [
    { classes: 1200, matchings: 34_000, busy_seconds: 0.5 },
    { classes: 1100, matchings: 31_000, busy_seconds: 0.5 },
  ],
  elapsed_seconds: 0.6,
};
