import type { CountResult, FinishedUnit, Plan, Shape } from '../engine/generated';
import type { Event, MeterSource } from '../engine/protocol';

/** The shape in hand. */
export type Job = {
  shape: Shape;
  /** null until the workers have started */
  plan: Plan | null;
  meter: MeterSource | null;
  /** those that were done before this run included */
  finished: FinishedUnit[];
  startedAt: number;
};

/** How far a count had come when it ended without a total. */
export type Stopped = { shape: Shape; finished: number; units: number; columns: number | null };

type Queue = { shapes: Shape[]; results: CountResult[] };

/** One count, or several one after another. Times are those of performance.now(). */
export type Run =
  | { state: 'idle' }
  | (Queue & { state: 'running'; job: Job; stopping: boolean; startedAt: number; watched: boolean })
  | (Queue & { state: 'done'; job: Job; endedAt: number })
  | (Queue & { state: 'cancelled'; stopped: Stopped; endedAt: number; watched: boolean })
  | (Queue & { state: 'failed'; stopped: Stopped; message: string; endedAt: number });

export type Running = Extract<Run, { state: 'running' }>;

function newJob(shape: Shape, now: number): Job {
  return { shape, plan: null, meter: null, finished: [], startedAt: now };
}

/** `watched` is what another tab counts. */
export function begin(shapes: Shape[], now: number, watched = false): Run {
  const [first] = shapes;
  if (!first) return { state: 'idle' };
  const job = newJob(first, now);
  return { state: 'running', shapes, results: [], job, stopping: false, startedAt: now, watched };
}

export function stop(run: Run): Run {
  return run.state === 'running' ? { ...run, stopping: true } : run;
}

/** What an event makes of a run; events that do not concern it leave it as it is. */
export function fold(run: Run, event: Event, now: number): Run {
  if (run.state !== 'running') return run;
  const { job, shapes, results } = run;
  switch (event.type) {
    case 'started':
      return { ...run, job: startedJob(job, event, now) };
    case 'progress':
      return {
        ...run,
        job: {
          ...job,
          meter: event.meter ?? job.meter,
          finished: event.finished.length > 0 ? [...job.finished, ...event.finished] : job.finished,
        },
      };
    case 'done':
      return next(run, [...results, event.result], now);
    case 'cancelled':
      // A cancel that came too late for the job before is not about this one.
      if (!run.stopping && !run.watched) return run;
      return {
        state: 'cancelled',
        shapes,
        results,
        stopped: stopped(job, event),
        endedAt: now,
        watched: run.watched,
      };
    case 'failed':
      return {
        state: 'failed',
        shapes,
        results,
        stopped: stopped(job, event),
        message: event.message,
        endedAt: now,
      };
    case 'unsupported':
      return {
        state: 'failed',
        shapes,
        results,
        stopped: stopped(job, { finished: job.finished.length, units: job.plan?.units.length ?? 0 }),
        message: event.message,
        endedAt: now,
      };
    case 'refused':
    case 'elsewhere':
      return { state: 'idle' };
    case 'loaded':
    case 'ready':
    case 'estimates':
    case 'unit':
    case 'rectangle':
    case 'listed':
    case 'checkpoint':
    case 'checkpointRefused':
    case 'kept':
    case 'labPlanned':
    case 'labStepped':
    case 'labReported':
    case 'labRefused':
    case 'classesProgress':
    case 'classesCounted':
    case 'classesRefused':
    case 'ended':
      return run;
  }
}

function startedJob(job: Job, event: Extract<Event, { type: 'started' }>, now: number): Job {
  const { plan, meter, elapsed } = event;
  return { ...job, plan, meter, finished: plan.before, startedAt: now - elapsed * 1000 };
}

function next(run: Running, results: CountResult[], now: number): Run {
  const shape = run.shapes[results.length];
  if (!shape) return { state: 'done', shapes: run.shapes, results, job: run.job, endedAt: now };
  if (run.stopping) {
    const nothing = { shape, finished: 0, units: 0, columns: null };
    return {
      state: 'cancelled',
      shapes: run.shapes,
      results,
      stopped: nothing,
      endedAt: now,
      watched: false,
    };
  }
  return { ...run, results, job: newJob(shape, now) };
}

function stopped({ shape, plan }: Job, { finished, units }: { finished: number; units: number }): Stopped {
  return { shape, finished, units, columns: plan?.first_columns.length ?? null };
}
