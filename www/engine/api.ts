import type {
  CheckpointReport,
  Comparison,
  ComparisonRequest,
  CountRequest,
  EngineName,
  Estimate,
  Figure,
  LabPlan,
  LabReport,
  LabRequest,
  LearnAnswer,
  LearnRequest,
  Measurements,
  Options,
  Outcome,
  Plan,
  PoolConfig,
  PopcountChoice,
  ProgressReport,
  Published,
  Rectangle,
  Sequence,
  SequenceFormat,
  SequencePlan,
  SequenceRequest,
  Shape,
  Step,
  Term,
  UnitReport,
  UnknownTerms,
} from '../model/generated';
import type { Finished } from '../model/result';
import type { ShapeRange } from '../model/shape';

/** How to start an engine: with a pool of workers, or with the dedicated worker alone. */
export type EngineOptions = PoolConfig & {
  /** to count, or to measure in the lab */
  purpose: 'counting' | 'lab';
  /** fixed from the start; null: chosen by a race while the page is idle */
  popcount: PopcountChoice | null;
  /** set when these options are a fallback for others that did not start */
  instead?: { requested: number; shared: boolean; why: string };
  /** how often progress is saved; only tests choose */
  autosaveMs?: number;
};

/** Requests from the page to the dedicated worker. */
export type Request =
  /** `compiled`: the module, if the page has already fetched it. */
  | ({ type: 'open'; compiled?: WebAssembly.Module } & EngineOptions)
  /** Estimates how long each request would take. */
  | { type: 'estimate'; id: number; requests: EstimateRequest[] }
  /**
   * `checkpoint`: one that could not be saved, to resume from.
   * `resume`: resumes from saved progress, or is refused if there is none.
   */
  | { type: 'count'; id: number; request: CountRequest; checkpoint: Blob | null; resume?: boolean }
  | { type: 'cancel' }
  /** Cancels, and always saves progress. */
  | { type: 'pause' }
  /** Saves progress and continues: the page may be about to close. */
  | { type: 'save' }
  /** Reads a checkpoint from an untrusted file, and saves it, merged with the saved progress of the same count. */
  | { type: 'checkpoint'; id: number; file: Blob }
  /** Published values of every shape with at most so many columns. */
  | { type: 'published'; id: number; columns: number }
  | ({ type: 'unit'; id: number } & UnitRequest)
  | { type: 'rectangle'; id: number; shape: Shape }
  | { type: 'list'; id: number; columns: number; column: number[]; offset: number; limit: number }
  /** What the walk shows. */
  | { type: 'learn'; id: number; request: LearnRequest }
  /** Measures a spoilt way to count beside the good one; the worker handles nothing else until it has responded. */
  | { type: 'compareWays'; id: number; request: ComparisonRequest }
  /** Which counts give the terms of a sequence. */
  | { type: 'sequencePlan'; id: number; request: SequenceRequest }
  | ({ type: 'sequenceFile'; id: number } & SequenceContent)
  | LabCall
  | { type: 'end' };

export type EstimateRequest = ShapeRange & {
  engine: EngineName;
  /** the only one that is wanted; left out, all that are known */
  figure?: Figure | null;
};

/** What is written to the file of a sequence. */
export type SequenceContent = {
  sequence: Sequence;
  unknown: UnknownTerms[];
  terms: Term[];
  format: SequenceFormat;
};

/** Updates on a count, until it has ended. */
export type JobUpdate =
  /** Counting begins. `elapsed`: seconds since then, for a tab that starts watching later. */
  | { type: 'started'; plan: Plan; meter: MeterSource; elapsed: number }
  | { type: 'progress'; progress: ProgressReport; meter: MeterSource | null }
  | { type: 'done'; results: Finished[] }
  | { type: 'cancelled'; finished: number; units: number }
  | { type: 'failed'; message: string; finished: number; units: number }
  /** It was not started. */
  | { type: 'refused'; message: string }
  /** Not started, because another tab is counting the same job. */
  | { type: 'inOtherTab' }
  /** Progress was saved, or why it was not. */
  | { type: 'saved'; trouble: string | null }
  /** Progress is being saved before the end; there are no updates meanwhile. */
  | { type: 'saving' }
  /** It was paused but could not be saved: the page keeps its progress until it is closed. */
  | { type: 'unsaved'; checkpoint: CheckpointReport; file: Blob }
  /** The browser has refused something that the count can do without, in one sentence. */
  | { type: 'warning'; message: string };

/** An update with the id of its count. */
export type JobEvent = JobUpdate & { id: number };

/** The request to count. */
export type JobRequest = Extract<Request, { type: 'count' }>;

/** Requests of the lab; the worker handles nothing else until it has responded. */
export type LabCall =
  | { type: 'labPlan'; id: number; request: LabRequest }
  | { type: 'labStep'; id: number; step: Step }
  | { type: 'labReport'; id: number; measurements: Measurements }
  /** Reads a report from an untrusted file. */
  | { type: 'labRead'; id: number; text: string };

/** Responses to the lab. */
export type LabResponse =
  | { type: 'labPlanned'; id: number; plan: LabPlan }
  /** `begunAt` in epoch milliseconds */
  | { type: 'labStepped'; id: number; outcome: Outcome; begunAt: number }
  | { type: 'labReported'; id: number; report: LabReport }
  | { type: 'labRefused'; id: number; message: string };

/** The response types of each call; any call may get `requestFailed` instead. */
export type ResponseTypes = {
  estimate: 'estimates';
  published: 'published';
  unit: 'unit';
  rectangle: 'rectangle';
  list: 'listed';
  learn: 'learned';
  compareWays: 'waysCompared';
  sequencePlan: 'sequencePlanned';
  sequenceFile: 'sequenceWritten';
  checkpoint: 'checkpoint' | 'checkpointRefused';
  labPlan: 'labPlanned' | 'labRefused';
  labStep: 'labStepped' | 'labRefused';
  labReport: 'labReported' | 'labRefused';
  labRead: 'labReported' | 'labRefused';
};

/** Part of a first column to be timed by itself, so many times; columns and parts are numbered from 0. */
export type UnitRequest = {
  shape: Shape;
  firstColumn: number;
  part: number;
  parts: number;
  repetitions: number;
  options: Partial<Options>;
};

/** What the engine can do in this browser. */
export type EngineInfo = {
  workers: number;
  /** workers that share the memory of one module */
  threads: boolean;
  /** several workers without shared memory, each with its own instance of the module */
  messageWorkers: boolean;
  simd: boolean;
  /** why the engine is not as requested, in one line; null if it is */
  reason: string | null;
  version: string;
  startTimes: StartTimes;
};

/** When an engine started, in epoch milliseconds. */
export type StartTimes = {
  /** The module is instantiated. */
  loadedAt: number;
  /** The pool is ready; without a pool, as `loadedAt`. */
  readyAt: number;
};

/** Where the meter of a running job is: in shared memory, or in a copy that each progress event replaces. */
export type MeterSource = {
  buffer: ArrayBufferLike;
  /** in bytes */
  offset: number;
  workers: number;
  /** 64-bit words that each worker has */
  words: number;
};

/** Events from the dedicated worker to the page. */
export type Event =
  /** The module is loaded, and the pool is starting. */
  | { type: 'loaded' }
  /** A worker of the pool has started. */
  | { type: 'workerStarted' }
  /** The engine could not be started. */
  | { type: 'startFailed'; message: string }
  | { type: 'ready'; environment: EngineInfo }
  /** `again`: trying again may succeed */
  | { type: 'unsupported'; message: string; again?: boolean }
  /** The engine has stopped working; pending calls get no response. */
  | { type: 'broken'; message: string }
  /** Its memory has grown much since it started. */
  | { type: 'grown' }
  /** Why a call has no result, in one sentence. */
  | { type: 'requestFailed'; id: number; message: string }
  /** one for each request, or in a sentence why its engine cannot count it */
  | { type: 'estimates'; id: number; estimates: (Estimate | string)[] }
  | JobEvent
  /** n by n; null: no published value known */
  | { type: 'published'; id: number; values: (Published | null)[] }
  | { type: 'unit'; id: number; report: UnitReport }
  | { type: 'rectangle'; id: number; rectangle: Rectangle }
  | { type: 'listed'; id: number; rectangles: Rectangle[] }
  | { type: 'learned'; id: number; answer: LearnAnswer }
  | { type: 'waysCompared'; id: number; comparison: Comparison }
  | { type: 'sequencePlanned'; id: number; plan: SequencePlan }
  /** `ended`: why the file ends before the sequence does, in a sentence */
  | { type: 'sequenceWritten'; id: number; file: Blob; ended: string | null }
  /** `unsaved`: the checkpoint if it could not be saved, and why */
  | {
      type: 'checkpoint';
      id: number;
      checkpoint: CheckpointReport;
      unsaved: { file: Blob; why: string } | null;
    }
  | { type: 'checkpointRefused'; id: number; message: string }
  | LabResponse
  | { type: 'ended' };

const UPDATES: Record<JobUpdate['type'], true> = {
  started: true,
  progress: true,
  done: true,
  cancelled: true,
  failed: true,
  refused: true,
  inOtherTab: true,
  saved: true,
  saving: true,
  unsaved: true,
  warning: true,
};
const ENDS = ['done', 'cancelled', 'failed', 'refused', 'inOtherTab'] as const;

export const isOfJob = (event: Event): event is JobEvent => event.type in UPDATES;

/** Whether this ends the job; only updates about saving may follow. */
export const endsJob = (update: JobUpdate): update is Extract<JobUpdate, { type: (typeof ENDS)[number] }> =>
  (ENDS as readonly string[]).includes(update.type);
