import type { ProgressState, Published } from './generated';

/** Counts by classes for one n, with the check that stands behind them. */
export type ClassesResult = {
  columns: number;
  workers: number;
  elapsed_seconds: number;
  kernel: string;
  /** one for each number of rows asked for, in order */
  counts: ClassesCount[];
  /** one for each degree whose classes were listed */
  levels: LevelCheck[];
};

/** K(r,n) and what belongs to it, as decimal strings; `reduced` is R(r,n). */
export type ClassesCount = {
  rows: number;
  total: string;
  positive: string;
  negative: string;
  difference: string;
  reduced: string;
  published: Published | null;
};

/** The labelled graphs of the classes found are all that exist. */
export type LevelCheck = { degree: number; classes: number; graphs: string };

export type ClassesProgress = {
  state: ProgressState;
  /** such as 'listing the classes of degree 4' */
  phase: string;
  /** units done of this phase, of `units` */
  done: number;
  units: number;
  /** since the start */
  workers: { classes: number; matchings: number; busy_seconds: number }[];
  elapsed_seconds: number;
};

/** Every r from `from` to `to` for one n. */
export type ClassesQuestion = { columns: number; from: number; to: number };

export type ClassesEvent =
  | { type: 'classesProgress'; id: number; progress: ClassesProgress }
  | { type: 'classesCounted'; id: number; result: ClassesResult }
  | { type: 'classesRefused'; id: number; message: string };
