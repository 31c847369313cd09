import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { endsJob, type JobUpdate } from '../engine/api';
import { EngineRestarted } from '../engine/calls';
import { errorMessage, sentence } from '../engine/error-message';
import { jobOf } from '../model/checkpoint-record';
import { type CountRequest, ENGINES, type Shape } from '../model/generated';
import { type ClassesFinished, type FormulaFinished, isByClasses, isByFormula } from '../model/result';
import { paced } from '../model/sampling';
import type { ShapeRange } from '../model/shape';
import type { Engine, RunUpdate } from './engine';

/** Requests to be counted one after another. */
export type CountJob = {
  requests: CountRequest[];
  /** Called with every update on a request, by its index. */
  onUpdate(update: RunUpdate, place: number): void;
};

/** How it ended. */
export type CountEnd = { state: 'done' } | { state: 'cancelled' } | { state: 'failed'; message: string };

/** Runs counts in the engine, one job at a time; starting another cancels the current one. */
export type Counts = {
  /** counted by classes since the page was opened */
  of(shape: Shape): ClassesFinished | null;
  /** counted by formula since the page was opened */
  formulaOf(shape: Shape): FormulaFinished | null;
  running: ReadonlySignal<boolean>;
  /** Forgets counts of these shapes. */
  forget(shapes: Shape[]): void;
  count(job: CountJob): Promise<CountEnd>;
  /** Ends the current job; 'pause' saves its progress. */
  end(how: Ending): void;
};

/** How to end the current job, as a request to the engine. */
export type Ending = 'cancel' | 'pause';

export type CountsDeps = {
  engine: Pick<Engine, 'state' | 'ready' | 'send' | 'run' | 'restart' | 'damaged'>;
  /** milliseconds from one reading to the next */
  readEvery: number;
  /** the checkpoint of a job that could not be saved */
  checkpointOf(job: string): Blob | null;
  /** Whether there is saved progress of a job. */
  resumes?(job: string): boolean;
  /** A job has its result; its progress is no longer needed. */
  finished?(job: string): void;
  /** An autosaved job begins. */
  begun?(): void;
  /** An autosaved job has ended. */
  ended(): void;
};

const CANCELLED: CountEnd = { state: 'cancelled' };

export function createCounts(deps: CountsDeps): Counts {
  const { engine, readEvery, checkpointOf, resumes = () => false } = deps;
  /** by the names of their shapes */
  const counted = signal<ReadonlyMap<string, ClassesFinished>>(new Map());
  const byFormula = signal<ReadonlyMap<string, FormulaFinished>>(new Map());
  const jobs = signal(0);
  let sent = false;
  let end = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function carryOut(job: CountJob, ending: AbortSignal): Promise<CountEnd> {
    if (isAutosaved(job)) deps.begun?.();
    for (const [i, request] of job.requests.entries()) {
      const onUpdate = (update: RunUpdate) => {
        if (update.type === 'done') deps.finished?.(jobOf(request));
        batch(() => take(job, i, update));
      };
      const update = await endOf(request, ending, onUpdate);
      if (update.type === 'done') continue;
      if (ending.aborted || update.type === 'cancelled') return CANCELLED;
      return { state: 'failed', message: reasonOf(update, request) };
    }
    return { state: 'done' };
  }

  function take(job: CountJob, i: number, update: RunUpdate) {
    if (update.type === 'done') {
      counted.value = joined(counted.value, update.results.filter(isByClasses));
      byFormula.value = joined(byFormula.value, update.results.filter(isByFormula));
    }
    job.onUpdate(update, i);
  }

  /** The final update, from this engine or the one that replaces it; `onUpdate` gets it too. */
  async function endOf(
    request: CountRequest,
    ending: AbortSignal,
    onUpdate: (update: RunUpdate) => void,
  ): Promise<RunUpdate> {
    // Without finished units to collect, only the latest progress matters.
    const readings = paced<JobUpdate>(readEvery, onUpdate);
    function finish(update: RunUpdate): RunUpdate {
      sent = false;
      readings.drop();
      onUpdate(update);
      return update;
    }
    for (;;) {
      try {
        if (engine.damaged.value) void engine.restart();
        if (engine.state.value !== 'ready') await Promise.race([engine.ready(), aborted(ending)]);
        if (ending.aborted) return finish({ type: 'cancelled', finished: 0, units: 0 });
        sent = true;
        return await runOnce(request, (update) => {
          if (endsJob(update)) finish(update);
          else if (update.type === 'progress' && ENGINES[request.engine] !== 'shape') readings.offer(update);
          else onUpdate(update);
        });
      } catch (error) {
        if (!(error instanceof EngineRestarted)) return finish({ type: 'lost', reason: error as Error });
        sent = false;
      }
    }
  }

  function runOnce(request: CountRequest, onUpdate: (update: JobUpdate) => void) {
    const job = jobOf(request);
    const checkpoint = request.keep ? checkpointOf(job) : null;
    const resume = request.keep && checkpoint === null && resumes(job) && { resume: true };
    return new Promise<JobUpdate>((resolve, reject) => {
      engine.run({ type: 'count', request, checkpoint, ...resume }, (update) => {
        if (update.type === 'lost') return reject(update.reason);
        onUpdate(update);
        if (endsJob(update)) resolve(update);
      });
    });
  }

  function endBy(how: Ending) {
    if (end.signal.aborted) return;
    end.abort();
    if (sent) engine.send({ type: how });
  }

  return {
    of: (shape) => counted.value.get(keyOf(shape)) ?? null,
    formulaOf: (shape) => byFormula.value.get(keyOf(shape)) ?? null,
    running: computed(() => jobs.value > 0),
    forget(shapes) {
      const names = new Set(shapes.map(keyOf));
      if (names.size === 0) return;
      counted.value = without(counted.value, names);
      byFormula.value = without(byFormula.value, names);
    },
    async count(job) {
      endBy('cancel');
      end = new AbortController();
      const { signal: ending } = end;
      const idle = jobs.value === 0;
      jobs.value++;
      const ended = idle ? carryOut(job, ending) : last.then(() => carryOut(job, ending));
      last = ended;
      try {
        return await ended;
      } finally {
        jobs.value--;
        if (isAutosaved(job)) deps.ended();
      }
    },
    end: endBy,
  };
}

/** Every r of a range by classes, as a request. */
export const byClasses = (range: ShapeRange, keep: boolean): CountRequest => ({
  engine: 'classes',
  ...range,
  schedule: null,
  options: {},
  figure: null,
  keep,
});

/** All that is known of one shape by formula, as a request. */
export const byFormula = (range: ShapeRange): CountRequest => ({
  ...byClasses(range, false),
  engine: 'formula',
});

const isAutosaved = ({ requests }: CountJob) => requests.some(({ keep }) => keep);

/** Why a job is not counted here while another tab counts it. */
export const otherTabMessage = ({ engine, columns }: Pick<CountRequest, 'engine' | 'columns'>) =>
  ENGINES[engine] === 'columns'
    ? `n = ${columns} is already being counted in another tab.`
    : 'It is being counted in another tab.';

/** Why there are no figures. */
function reasonOf(update: RunUpdate, request: CountRequest): string {
  if (update.type === 'inOtherTab') return otherTabMessage(request);
  if (update.type === 'lost') return sentence(errorMessage(update.reason));
  return 'message' in update ? update.message : '';
}

const keyOf = ({ rows, columns }: Shape) => `${rows}x${columns}`;

const joined = <T extends Shape>(all: ReadonlyMap<string, T>, found: T[]): ReadonlyMap<string, T> =>
  found.length === 0 ? all : new Map([...all, ...found.map((one) => [keyOf(one), one] as const)]);

const without = <T>(all: ReadonlyMap<string, T>, names: ReadonlySet<string>): ReadonlyMap<string, T> =>
  new Map([...all].filter(([name]) => !names.has(name)));

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
