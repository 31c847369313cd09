import type {
  CountResult,
  EngineName,
  Estimate,
  FinishedUnit,
  Options,
  Plan,
  Rectangle,
  Schedule,
  Shape,
  UnitReport,
} from './generated';

/** What the page asks of the dedicated worker. */
export type Request =
  | { type: 'open'; workers: number }
  | { type: 'estimate'; id: number; shapes: Shape[] }
  | { type: 'count'; shape: Shape; engine: EngineName; schedule: Schedule | null; options: Partial<Options> }
  | { type: 'cancel' }
  | ({ type: 'unit'; id: number } & UnitQuestion)
  | { type: 'rectangle'; id: number; shape: Shape }
  | { type: 'list'; id: number; columns: number; column: number[]; offset: number; limit: number }
  | { type: 'end' };

/** A part of a first column to be run by itself, so often; columns and parts are numbered from 0. */
export type UnitQuestion = {
  shape: Shape;
  firstColumn: number;
  part: number;
  parts: number;
  repetitions: number;
  options: Partial<Options>;
};

/** How this browser counts. */
export type Environment = {
  workers: number;
  threads: boolean;
  simd: boolean;
  /** why there is one worker only, in one line; null with threads */
  reason: string | null;
  version: string;
};

/** Where the meter of a running job is: shared memory, or a copy that each progress event renews. */
export type MeterSource = {
  buffer: ArrayBufferLike;
  /** in bytes */
  offset: number;
  workers: number;
  /** 64-bit words that each worker has */
  words: number;
};

/** What the dedicated worker tells the page. */
export type Event =
  /** The module is here, and the pool starts. */
  | { type: 'loaded' }
  | { type: 'ready'; environment: Environment }
  | { type: 'unsupported'; message: string }
  | { type: 'estimates'; id: number; estimates: Estimate[] }
  | { type: 'started'; plan: Plan; meter: MeterSource }
  | { type: 'progress'; finished: FinishedUnit[]; meter: MeterSource | null }
  | { type: 'done'; result: CountResult }
  | { type: 'cancelled'; finished: number; units: number }
  | { type: 'failed'; message: string; finished: number; units: number }
  | { type: 'refused'; message: string }
  | { type: 'unit'; id: number; report: UnitReport }
  | { type: 'rectangle'; id: number; rectangle: Rectangle }
  | { type: 'listed'; id: number; rectangles: Rectangle[] }
  | { type: 'ended' };
