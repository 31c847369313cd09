import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { EngineInfo } from '../engine/api';
import { EngineRestarted } from '../engine/calls';
import { errorMessage, sentence } from '../engine/error-message';
import { yieldToEvents } from '../engine/scheduling';
import type { LabPlan, LabReport, LabRequest, Shape, Step } from '../model/generated';
import { paced } from '../model/sampling';
import { textOf } from '../storage/read-file';
import type { Engine, EngineSource } from './engine';
import { progressOf } from './lab-progress';
import { notReady } from './not-ready';

/** What the lab is doing. */
export type LabRun =
  /** nothing yet, or there is a report */
  | { state: 'idle' }
  | {
      state: 'measuring';
      plan: LabPlan;
      /** steps done, of plan.steps */
      done: number;
      /** the current step; null while the shared sessions are started */
      step: Step | null;
      /** 0..1, weighted by the estimated seconds of each step */
      share: number;
      /** estimated from the pace so far */
      remainingSeconds: number;
      stopping: boolean;
    }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

/** What the reader guessed before measuring; null: no guess */
export type Guess = {
  /** sequential time over the pool's */
  speedUp: number | null;
  /** first columns for worker 1, of all of the counted shape */
  firstShare: number | null;
};

export type Lab = {
  /** the shape whose assignments are counted */
  counted: Signal<Shape>;
  /** the shape that is timed; null: chosen automatically */
  timed: Signal<Shape | null>;
  /** for the current request; null until it arrives */
  plan: ReadonlySignal<LabPlan | null>;
  run: Signal<LabRun>;
  /** the last one; stays while the next is measured */
  report: Signal<LabReport | null>;
  /** opened from a file, for comparison */
  other: Signal<{ name: string; report: LabReport } | null>;
  /** why a file or a request was refused, in one sentence */
  refusal: Signal<string | null>;
  guess: Signal<Guess>;
  /** why it cannot start now, in one sentence; null when it can */
  blocked: ReadonlySignal<string | null>;
  start(): void;
  cancel(): void;
  /** Reads a report file into `other`, or sets `refusal`. */
  open(file: File): Promise<void>;
  close(): void;
};

/** What the lab needs from the app. */
export type LabDeps = {
  /** the page's own engine; it stays idle while the lab measures with others */
  engine: Engine;
  start: EngineSource['start'];
  counted: Shape;
  timed: Shape | null;
  /** workers there are */
  workerCount: ReadonlySignal<number>;
  cores: number;
  machine(): Promise<{ platform: string; memoryGib: number | null }>;
  /** milliseconds since 1970 */
  epoch(): number;
  /** milliseconds from one reading to the next */
  readEvery: number;
  /** whether the lab is shown; only then does it plan */
  active: ReadonlySignal<boolean>;
  /** a count runs, or waits to */
  counting: ReadonlySignal<boolean>;
  /** the table is being filled */
  filling: ReadonlySignal<string | null>;
};

const PLAN_DELAY = 150;
/** Hundreds of times the size of a report. */
const MOST_BYTES = 32 << 20;

/** A pool with fewer workers than requested still has threads. */
const whyNoThreads = (environment: EngineInfo | null) =>
  environment?.threads ? null : (environment?.reason ?? null);

/** Why a call has no result; null if the new engine can be called again. */
const reasonOf = (error: unknown) =>
  error instanceof EngineRestarted
    ? null
    : { type: 'labRefused' as const, message: sentence(errorMessage(error)) };

export function createLab(deps: LabDeps): Lab {
  const { engine, workerCount, cores, machine, epoch, readEvery, active, counting, filling } = deps;
  const counted = signal(deps.counted);
  const timed = signal(deps.timed);
  const planned = signal<{ key: string; plan: LabPlan | null; refusal: string | null } | null>(null);
  const run = signal<LabRun>({ state: 'idle' });
  const report = signal<LabReport | null>(null);
  const other = signal<Lab['other']['value']>(null);
  const refusal = signal<string | null>(null);
  const guess = signal<Guess>({ speedUp: null, firstShare: null });
  let stop = new AbortController();
  let opening = 0;

  const measuring = computed(() => run.value.state === 'measuring');

  const request = computed<LabRequest | null>(() => {
    const environment = engine.environment.value;
    if (!environment) return null;
    const { threads } = environment;
    return { counted: counted.value, timed: timed.value, workers: workerCount.value, cores, threads };
  });
  /** the plan for the current request */
  const current = computed(() => {
    const answer = planned.value;
    return answer !== null && answer.key === JSON.stringify(request.value) ? answer : null;
  });
  const plan = computed(() => current.value?.plan ?? null);

  const blocked = computed(() => {
    if (measuring.value) return null;
    const why = notReady(engine);
    if (why !== null) return why;
    if (counting.value) return 'A count is running. Measure when it has finished.';
    if (filling.value !== null) return filling.value;
    return current.value?.refusal ?? null;
  });

  async function requestPlan(wanted: LabRequest) {
    const answer = await engine.call({ type: 'labPlan', request: wanted }).catch(reasonOf);
    // The new engine is called when it is ready.
    if (answer === null) return;
    const key = JSON.stringify(wanted);
    batch(() => {
      if (refusal.value === planned.value?.refusal) refusal.value = null;
      if (answer.type === 'labRefused') {
        planned.value = { key, plan: null, refusal: answer.message };
        refusal.value = answer.message;
      } else planned.value = { key, plan: answer.plan, refusal: null };
    });
  }

  async function measure(chosen: LabPlan) {
    stop = new AbortController();
    const { signal } = stop;
    const from = epoch();
    const readings = paced<{ done: number; step: Step | null }>(readEvery, ({ done, step }) => {
      const far = progressOf(chosen, done, (epoch() - from) / 1000);
      run.value = { state: 'measuring', plan: chosen, done, step, ...far, stopping: signal.aborted };
    });
    const progress = (done: number, step: Step | null) => readings.offer({ done, step });
    progress(0, null);
    try {
      const { carryOut } = await import('./lab-drive');
      const { platform, memoryGib } = await machine();
      const drawn = await carryOut(chosen, {
        start: deps.start,
        epoch,
        machine: {
          platform,
          cores,
          no_threads: whyNoThreads(engine.environment.value),
          memory_gib: memoryGib,
        },
        signal,
        progress,
      }).finally(readings.drop);
      report.value = drawn;
      // Drawing the report and the end of measuring are two tasks, so that neither is long.
      await yieldToEvents();
      run.value = { state: 'idle' };
    } catch (error) {
      run.value = signal.aborted ? { state: 'cancelled' } : { state: 'failed', message: errorMessage(error) };
    }
  }

  async function open(file: File) {
    opening++;
    const mine = opening;
    const refuse = (message: string) => {
      if (mine === opening) refusal.value = message;
    };
    refusal.value = null;
    if (engine.state.value === 'unsupported') return refuse('This browser cannot read reports.');
    if (file.size > MOST_BYTES) return refuse(`${file.name} is larger than any report.`);
    const text = await textOf(file).catch(() => null);
    if (text === null) return refuse(`${file.name} could not be read.`);
    const answer = await engine.call({ type: 'labRead', text }).catch(reasonOf);
    if (answer === null) return refuse(`${file.name} was not read, because the workers were restarted.`);
    if (answer.type === 'labRefused') return refuse(answer.message);
    if (mine === opening) other.value = { name: file.name, report: answer.report };
  }

  effect(() => {
    const wanted = request.value;
    if (!wanted || !active.value || engine.state.value !== 'ready') return;
    if (counting.value || filling.value !== null || measuring.value || current.value) return;
    const timer = setTimeout(() => void requestPlan(wanted), PLAN_DELAY);
    return () => clearTimeout(timer);
  });

  return {
    counted,
    timed,
    plan,
    run,
    report,
    other,
    refusal,
    guess,
    blocked,
    start() {
      if (measuring.value || blocked.value !== null || !plan.value) return;
      refusal.value = null;
      void measure(plan.value);
    },
    cancel() {
      if (run.value.state !== 'measuring' || run.value.stopping) return;
      run.value = { ...run.value, stopping: true };
      stop.abort();
    },
    open,
    close() {
      opening++;
      other.value = refusal.value = null;
    },
  };
}
