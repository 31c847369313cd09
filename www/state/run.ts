import type { ClassesProgress, FinishedUnit, Plan } from '../engine/generated';
import type { JobNews, MeterSource } from '../engine/protocol';
import type { ClassesFinished, Finished } from '../lib/finished';
import type { ClassesRange } from '../lib/shapes';
import { type Planned, rangeFrom } from './choice';
import type { ClassesEnd } from './classes';
import type { Heard } from './engine';

/** A shape that is counted first column by first column. */
export type ColumnsJob = {
  engine: 'enumerate';
  shape: Planned;
  /** null until the workers have started */
  plan: Plan | null;
  meter: MeterSource | null;
  /** those that were done before this run included */
  finished: FinishedUnit[];
  startedAt: number;
};

/** Shapes of one n that are counted by classes together. */
export type ClassesJob = {
  engine: 'classes';
  /** the first of them */
  shape: Planned;
  range: ClassesRange;
  /** null until the workers have started */
  progress: ClassesProgress | null;
  startedAt: number;
};

/** What is in hand. */
export type Job = ColumnsJob | ClassesJob;

/** How far a count had come when it ended without a total. */
export type Stopped = { shape: Planned; finished: number; units: number; columns: number | null };

/** A shape of several that was passed over, and why, in one sentence. */
export type Skipped = { shape: Planned; reason: string };

/** Shapes in their order; each one up to the job in hand is among the results or was passed over. */
type Queue = { shapes: Planned[]; results: Finished[]; skipped: Skipped[] };

/** One count, or several one after another. Times are those of performance.now(). */
export type Run =
  | { state: 'idle' }
  | (Queue & { state: 'running'; job: Job; stopping: boolean; startedAt: number; watched: boolean })
  | (Queue & { state: 'done'; job: Job; endedAt: number })
  | (Queue & { state: 'cancelled'; stopped: Stopped; endedAt: number; watched: boolean })
  | (Queue & { state: 'failed'; stopped: Stopped; message: string; endedAt: number });

export type Running = Extract<Run, { state: 'running' }>;

function newJob(shapes: Planned[], now: number): Job | null {
  const [shape] = shapes;
  if (!shape) return null;
  if (shape.engine === 'classes')
    return { engine: 'classes', shape, range: rangeFrom(shapes), progress: null, startedAt: now };
  return { engine: 'enumerate', shape, plan: null, meter: null, finished: [], startedAt: now };
}

/** `watched` is what another tab counts. */
export function begin(shapes: Planned[], now: number, watched = false): Run {
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

/** What news of the job in hand make of a run. */
export function fold(run: Run, news: Heard, now: number): Run {
  if (run.state !== 'running' || run.job.engine !== 'enumerate') return run;
  const { job, shapes, results, skipped } = run;
  switch (news.type) {
    case 'started':
      return { ...run, job: startedJob(job, news, now) };
    case 'progress':
      // Where nothing is new, nothing is drawn again.
      if (news.finished.length === 0 && !news.meter) return run;
      return {
        ...run,
        job: {
          ...job,
          meter: news.meter ?? job.meter,
          finished: news.finished.length > 0 ? [...job.finished, ...news.finished] : job.finished,
        },
      };
    case 'done':
      return next({ ...run, results: [...results, news.result] }, now);
    case 'cancelled':
      // A cancel that came too late for the job before is not about this one.
      if (!run.stopping && !run.watched) return run;
      return {
        state: 'cancelled',
        shapes,
        results,
        skipped,
        stopped: stopped(job, news),
        endedAt: now,
        watched: run.watched,
      };
    case 'failed':
      return {
        state: 'failed',
        shapes,
        results,
        skipped,
        stopped: stopped(job, news),
        message: news.message,
        endedAt: now,
      };
    case 'lost':
      return {
        state: 'failed',
        shapes,
        results,
        skipped,
        stopped: stopped(job, { finished: job.finished.length, units: job.plan?.units.length ?? 0 }),
        message: news.reason.message,
        endedAt: now,
      };
    case 'refused':
      return passedOver(run, news.message, now);
    case 'elsewhere':
      return passedOver(run, 'It is being counted in another tab.', now);
    case 'kept':
    case 'saving':
    case 'unsaved':
    case 'without':
    case 'classesProgress':
    case 'classesCounted':
      return run;
  }
}

/** The job of a running count by classes goes on. */
export function progressed(run: Run, progress: ClassesProgress): Run {
  if (run.state !== 'running' || run.job.engine !== 'classes') return run;
  return { ...run, job: { ...run.job, progress } };
}

/** The job of a running count by classes is done. */
export function counted(run: Run, finished: ClassesFinished[], now: number): Run {
  if (run.state !== 'running' || run.job.engine !== 'classes') return run;
  return next({ ...run, results: [...run.results, ...finished] }, now);
}

/** The job of a running count by classes has ended without figures. */
export function brokenOff(run: Run, end: Exclude<ClassesEnd, { state: 'done' }>, now: number): Run {
  if (run.state !== 'running' || run.job.engine !== 'classes') return run;
  const { shapes, results, skipped, job } = run;
  const reasons =
    end.state === 'failed' ? jobShapes(job, shapes).map((shape) => ({ shape, reason: end.message })) : [];
  if (reasons.length > 0 && reasons.length < left(run).length)
    return next({ ...run, skipped: [...skipped, ...reasons] }, now);
  const { blocks_done: finished = 0, blocks: units = 0 } = job.progress ?? {};
  const stopped = { shape: job.shape, finished, units, columns: null };
  const ended = { shapes, results, skipped: [...skipped, ...reasons], stopped, endedAt: now };
  return end.state === 'cancelled'
    ? { state: 'cancelled', ...ended, watched: false }
    : { state: 'failed', ...ended, message: end.message };
}

function startedJob(
  job: ColumnsJob,
  { plan, meter, elapsed }: Extract<JobNews, { type: 'started' }>,
  now: number,
): Job {
  // By classes there is neither.
  if (!plan) return job;
  return { ...job, plan, meter, finished: plan.before, startedAt: now - elapsed * 1000 };
}

/** One shape is asked for again where it was; of several the others are still to be counted. */
function passedOver(run: Running, reason: string, now: number): Run {
  const { shapes, skipped, job } = run;
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
export function jobShapes(job: Job, shapes: readonly Planned[]): Planned[] {
  if (job.engine === 'enumerate') return [job.shape];
  const { columns, from, to } = job.range;
  return shapes.filter((shape) => shape.columns === columns && shape.rows >= from && shape.rows <= to);
}

/** The shapes that are still to be counted, those of the job in hand included. */
function left({ shapes, results, skipped }: Running): Planned[] {
  return shapes.slice(results.length + skipped.length);
}

const nothingOf = (shape: Planned): Stopped => ({ shape, finished: 0, units: 0, columns: null });

function stopped(
  { shape, plan }: ColumnsJob,
  { finished, units }: { finished: number; units: number },
): Stopped {
  return { shape, finished, units, columns: plan?.first_columns.length ?? null };
}
