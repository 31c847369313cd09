import type {
  CountResult,
  EngineName,
  Estimate,
  FinishedUnit,
  Plan,
  Rectangle,
  Schedule,
  Shape,
} from './generated';

/** What the page asks of the dedicated worker. */
export type Request =
  | { type: 'open'; workers: number }
  | { type: 'estimate'; id: number; shapes: Shape[] }
  | { type: 'count'; shape: Shape; engine: EngineName; schedule: Schedule | null }
  | { type: 'cancel' }
  | { type: 'rectangle'; id: number; shape: Shape }
  | { type: 'list'; id: number; columns: number; column: number[]; offset: number; limit: number }
  | { type: 'end' };

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
  | { type: 'rectangle'; id: number; rectangle: Rectangle }
  | { type: 'listed'; id: number; rectangles: Rectangle[] }
  | { type: 'ended' };
