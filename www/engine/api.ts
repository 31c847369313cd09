import type {
  CheckpointReport,
  CountRequest,
  EngineName,
  Estimate,
  LabPlan,
  LabReport,
  LabRequest,
  Measurements,
  Options,
  Outcome,
  Plan,
  PoolConfig,
  PopcountChoice,
  ProgressReport,
  Published,
  Rectangle,
  Shape,
  Step,
  UnitReport,
} from '../model/generated';
import type { Finished } from '../model/result';
import type { ShapeRange } from '../model/shape';

/** Who is to work in an engine: a pool, or the dedicated worker by itself. */
export type Opening = PoolConfig & {
  /** what it is opened for: to count, or to measure */
  purpose: 'counting' | 'lab';
  /** settled from the start; null has it tried while the page is at rest */
  popcount: PopcountChoice | null;
  /** set when what was asked for did not start, and this is opened in its place */
  instead?: { asked: number; shared: boolean; why: string };
  /** how often progress is saved; only tests choose */
  autosaveMs?: number;
};

/** What the page asks of the dedicated worker. */
export type Request =
  /** `compiled`: the module, where the page has fetched it already. */
  | ({ type: 'open'; compiled?: WebAssembly.Module } & Opening)
  /** What each would take its engine. */
  | { type: 'estimate'; id: number; asked: EstimateQuestion[] }
  /**
   * `checkpoint`: one that could not be saved, to be resumed.
   * `resume`: it resumes what is saved of it, or not at all.
   */
  | { type: 'count'; id: number; request: CountRequest; checkpoint: Blob | null; resume?: boolean }
  | { type: 'cancel' }
  /** Cancels, and keeps what is done whatever it is. */
  | { type: 'pause' }
  /** Saves what is done, and goes on: the page may be about to be closed. */
  | { type: 'save' }
  /** Reads a checkpoint from an untrusted file, and saves it with what is saved of the same count. */
  | { type: 'checkpoint'; id: number; file: Blob }
  /** What is published of every shape up to so many columns. */
  | { type: 'published'; id: number; columns: number }
  | ({ type: 'unit'; id: number } & UnitQuestion)
  | { type: 'rectangle'; id: number; shape: Shape }
  | { type: 'list'; id: number; columns: number; column: number[]; offset: number; limit: number }
  | LabQuestion
  | { type: 'end' };

export type EstimateQuestion = ShapeRange & { engine: EngineName };

/** What is told of a count until it has ended. */
export type JobNews =
  /** Its first unit is about to be counted. `elapsed` in seconds, when it is heard by one who comes later. */
  | { type: 'started'; plan: Plan; meter: MeterSource; elapsed: number }
  | { type: 'progress'; progress: ProgressReport; meter: MeterSource | null }
  | { type: 'done'; results: Finished[] }
  | { type: 'cancelled'; finished: number; units: number }
  | { type: 'failed'; message: string; finished: number; units: number }
  /** It was not begun. */
  | { type: 'refused'; message: string }
  /** Another tab counts this very job, and it is not counted here. */
  | { type: 'elsewhere' }
  /** What is done was saved, or why it was not. */
  | { type: 'kept'; trouble: string | null }
  /** It saves what is done before it ends, and says nothing meanwhile. */
  | { type: 'saving' }
  /** It was paused, and could not be saved: the page has what is done of it until it is closed. */
  | { type: 'unsaved'; checkpoint: CheckpointReport; file: Blob }
  /** It goes on without something that the browser has refused, in one sentence. */
  | { type: 'without'; message: string };

/** The same with the number of the count. */
export type JobEvent = JobNews & { id: number };

/** Asks for a count. */
export type JobRequest = Extract<Request, { type: 'count' }>;

/** What the lab asks; the worker hears nothing else until it has answered. */
export type LabQuestion =
  | { type: 'labPlan'; id: number; request: LabRequest }
  | { type: 'labStep'; id: number; step: Step }
  | { type: 'labReport'; id: number; measurements: Measurements }
  /** Reads a report from an untrusted file. */
  | { type: 'labRead'; id: number; text: string };

/** What the lab is answered. */
export type LabAnswer =
  | { type: 'labPlanned'; id: number; plan: LabPlan }
  /** `begunAt` in epoch milliseconds */
  | { type: 'labStepped'; id: number; outcome: Outcome; begunAt: number }
  | { type: 'labReported'; id: number; report: LabReport }
  | { type: 'labRefused'; id: number; message: string };

/** For every request that is a question, and no count, the events that answer it; each may be answered with `noAnswer` too. */
export type AnswerTypes = {
  estimate: 'estimates';
  published: 'published';
  unit: 'unit';
  rectangle: 'rectangle';
  list: 'listed';
  checkpoint: 'checkpoint' | 'checkpointRefused';
  labPlan: 'labPlanned' | 'labRefused';
  labStep: 'labStepped' | 'labRefused';
  labReport: 'labReported' | 'labRefused';
  labRead: 'labReported' | 'labRefused';
};

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
  /** workers that share the memory of one module */
  threads: boolean;
  /** several workers, each with an instance of the module of its own */
  plain: boolean;
  simd: boolean;
  /** why there is not what was asked for, in one line; null where there is */
  reason: string | null;
  version: string;
  opened: Opened;
};

/** How an engine came to be, in epoch milliseconds. */
export type Opened = {
  /** The module is instantiated. */
  loadedAt: number;
  /** The pool is ready; without a pool, as `loadedAt`. */
  readyAt: number;
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
  /** One of the pool's workers is there. */
  | { type: 'arrived' }
  /** It could not be started, and is of no use. */
  | { type: 'notOpened'; message: string }
  | { type: 'ready'; environment: Environment }
  /** `again`: what has failed may succeed when it is tried again */
  | { type: 'unsupported'; message: string; again?: boolean }
  /** It was at work, and does nothing any more; whatever it was asked has no answer. */
  | { type: 'broken'; message: string }
  /** Its memory is much larger than it was when it was opened. */
  | { type: 'grown' }
  /** Why a question has no answer, in one sentence. */
  | { type: 'noAnswer'; id: number; message: string }
  /** for each that was asked; in a sentence, why its engine does not take it */
  | { type: 'estimates'; id: number; estimates: (Estimate | string)[] }
  | JobEvent
  /** n by n; null where nothing is known to us */
  | { type: 'published'; id: number; values: (Published | null)[] }
  | { type: 'unit'; id: number; report: UnitReport }
  | { type: 'rectangle'; id: number; rectangle: Rectangle }
  | { type: 'listed'; id: number; rectangles: Rectangle[] }
  /** `unsaved`: the checkpoint where it could not be saved, and why */
  | {
      type: 'checkpoint';
      id: number;
      checkpoint: CheckpointReport;
      unsaved: { file: Blob; why: string } | null;
    }
  | { type: 'checkpointRefused'; id: number; message: string }
  | LabAnswer
  | { type: 'ended' };

const NEWS: Record<JobNews['type'], true> = {
  started: true,
  progress: true,
  done: true,
  cancelled: true,
  failed: true,
  refused: true,
  elsewhere: true,
  kept: true,
  saving: true,
  unsaved: true,
  without: true,
};
const ENDS = ['done', 'cancelled', 'failed', 'refused', 'elsewhere'] as const;

export const isOfJob = (event: Event): event is JobEvent => event.type in NEWS;

/** Nothing follows but what is told of saving it. */
export const endsJob = (news: JobNews): news is Extract<JobNews, { type: (typeof ENDS)[number] }> =>
  (ENDS as readonly string[]).includes(news.type);
