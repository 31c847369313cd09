import type { JobUpdate, MeterSource } from '../engine/api';
import { type ChosenEngine, rangeFrom } from '../model/engine-selection';
import { ENGINES, type FinishedUnit, type Plan, type ProgressReport } from '../model/generated';
import type { Finished } from '../model/result';
import type { ShapeRange } from '../model/shape';
import { otherTabMessage } from './counts';
import type { RunUpdate } from './engine';

/** The current job: one shape, or shapes of one n that the engine counts together. */
export type Job = {
  /** the first of them */
  shape: ChosenEngine;
  range: ShapeRange;
  /** null until the workers have started */
  plan: Plan | null;
  meter: MeterSource | null;
  /** latest */
  progress: ProgressReport | null;
  /** finished units, including those done before this run */
  finished: FinishedUnit[];
  startedAt: number;
};

/** The progress of a count that ended without a total. */
export type Stopped = { shape: ChosenEngine; finished: number; units: number; columns: number | null };

/** A shape of several that was skipped, and why, in one sentence. */
export type Skipped = { shape: ChosenEngine; reason: string };

/** Shapes in order; each one before the current job is among the results or the skipped. */
type Queue = { shapes: ChosenEngine[]; results: Finished[]; skipped: Skipped[] };

/** One count, or several one after another. Times are those of performance.now(). */
export type Run =
  | { state: 'idle' }
  | (Queue & { state: 'running'; job: Job; stopping: boolean; startedAt: number; watched: boolean })
  | (Queue & { state: 'done'; job: Job; endedAt: number })
  | (Queue & { state: 'cancelled'; stopped: Stopped; endedAt: number; watched: boolean })
  | (Queue & { state: 'failed'; stopped: Stopped; message: string; endedAt: number });

export type Running = Extract<Run, { state: 'running' }>;

/** Whether the engine of a job counts several shapes together. */
export const countsTogether = ({ shape }: Pick<Job, 'shape'>) => ENGINES[shape.engine] === 'columns';

/** Whether the engine of a job goes first column by first column; others report phases, and no figures before the end. */
export const goesByColumns = ({ shape }: Pick<Job, 'shape'>) => ENGINES[shape.engine] === 'shape';

function newJob([shape, ...others]: ChosenEngine[], now: number): Job | null {
  if (!shape) return null;
  const range = rangeFrom([shape, ...others]);
  return { shape, range, plan: null, meter: null, progress: null, finished: [], startedAt: now };
}

/** `watched`: the count runs in another tab. */
export function begin(shapes: ChosenEngine[], now: number, watched = false): Run {
  const job = newJob(shapes, now);
  if (!job) return { state: 'idle' };
  return {
    state: 'running',
    shapes,
    results: [],
    skipped: [],
    job,
    stopping: false,
    startedAt: now,
    watched,
  };
}

export function stop(run: Run): Run {
  return run.state === 'running' ? { ...run, stopping: true } : run;
}

/** The run after an update on its current job. */
export function reduce(run: Run, update: RunUpdate, now: number): Run {
  if (run.state !== 'running') return run;
  const { job, shapes, results, skipped } = run;
  switch (update.type) {
    case 'started':
      return { ...run, job: startedJob(job, update, now) };
    case 'progress':
      // Without new finished units nothing needs to be drawn.
      if (job.plan?.by_column && update.progress.finished.length === 0 && !update.meter) return run;
      return { ...run, job: progressed(job, update) };
    case 'done':
      return next({ ...run, results: [...results, ...update.results] }, now);
    case 'cancelled':
      // A late cancel of the previous job does not apply to this one.
      if (!run.stopping && !run.watched) return run;
      return {
        state: 'cancelled',
        shapes,
        results,
        skipped,
        stopped: stopped(job, update),
        endedAt: now,
        watched: run.watched,
      };
    case 'failed':
      return failed(run, update.message, update, now);
    case 'lost': {
      const { done: finished = 0, units = 0 } = job.progress ?? {};
      return failed(run, update.reason.message, { finished, units }, now);
    }
    case 'refused':
      return passedOver(run, update.message, now);
    case 'inOtherTab':
      return passedOver(run, otherTabMessage(job.shape), now);
    case 'saved':
    case 'saving':
    case 'unsaved':
    case 'warning':
      return run;
  }
}

function startedJob(
  job: Job,
  { plan, meter, elapsed }: Extract<JobUpdate, { type: 'started' }>,
  now: number,
): Job {
  return { ...job, plan, meter, finished: plan.by_column?.before ?? [], startedAt: now - elapsed * 1000 };
}

function progressed(job: Job, { progress, meter }: Extract<JobUpdate, { type: 'progress' }>): Job {
  const finished = progress.finished.length > 0 ? [...job.finished, ...progress.finished] : job.finished;
  return { ...job, progress, meter: meter ?? job.meter, finished };
}

/** Shapes counted together fail together; other n continue. */
function failed(run: Running, message: string, far: Progress, now: number): Run {
  const { shapes, results, skipped, job } = run;
  const together = countsTogether(job) ? jobShapes(job, shapes) : [];
  const all = [...skipped, ...together.map((shape) => ({ shape, reason: message }))];
  if (together.length > 0 && together.length < left(run).length) return next({ ...run, skipped: all }, now);
  return {
    state: 'failed',
    shapes,
    results,
    skipped: all,
    stopped: stopped(job, far),
    message,
    endedAt: now,
  };
}

/** A single shape returns to the form; of several, the others are still counted. */
function passedOver(run: Running, reason: string, now: number): Run {
  const { shapes, skipped, job } = run;
  if (countsTogether(job)) return failed(run, reason, { finished: 0, units: 0 }, now);
  if (shapes.length === 1) return { state: 'idle' };
  return next({ ...run, skipped: [...skipped, { shape: job.shape, reason }] }, now);
}

function next(run: Running, now: number): Run {
  const { shapes, results, skipped } = run;
  const job = newJob(left(run), now);
  const ended = { shapes, results, skipped, endedAt: now };
  const [trouble] = skipped;
  if (!job && trouble && results.length === 0)
    return { state: 'failed', ...ended, stopped: nothingOf(trouble.shape), message: trouble.reason };
  if (!job) return { state: 'done', ...ended, job: run.job };
  if (run.stopping) return { state: 'cancelled', ...ended, stopped: nothingOf(job.shape), watched: false };
  return { ...run, job };
}

/** The shapes that a job counts. */
export function jobShapes(
  { range: { columns, from, to } }: Job,
  shapes: readonly ChosenEngine[],
): ChosenEngine[] {
  return shapes.filter((shape) => shape.columns === columns && shape.rows >= from && shape.rows <= to);
}

/** The shapes that are still to be counted, including those of the current job. */
function left({ shapes, results, skipped }: Running): ChosenEngine[] {
  return shapes.slice(results.length + skipped.length);
}

const nothingOf = (shape: ChosenEngine): Stopped => ({ shape, finished: 0, units: 0, columns: null });

/** Finished units, of all. */
type Progress = { finished: number; units: number };

function stopped({ shape, plan }: Job, { finished, units }: Progress): Stopped {
  return { shape, finished, units, columns: plan?.by_column?.first_columns.length ?? null };
}
