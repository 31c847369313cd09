import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { JobUpdate } from '../engine/api';
import { jobOf } from '../model/checkpoint-record';
import type { ChosenEngine } from '../model/engine-selection';
import type { CountRequest, EngineName, Popcount, Shape } from '../model/generated';
import type { Checkpoints } from './checkpoints';
import type { Counts } from './counts';
import type { CrossCheck } from './cross-check';
import type { Drawing } from './drawing';
import type { Engine, RunUpdate } from './engine';
import type { Form } from './form';
import type { Live } from './live';
import type { Results } from './results';
import { begin, countsTogether, type Job, type Run, reduce, stop } from './run';
import type { Saving } from './saving';

/** Longer counts are autosaved. */
const AUTOSAVE_SECONDS = 5;

/** A shape and its engine. */
export type Counted = Shape & { engine: EngineName };

/** Carries out a run, one job after another. */
export type Runner = {
  run: Signal<Run>;
  /** the number of the run, from 1; watched counts included */
  number: ReadonlySignal<number>;
  /** requested by the run; the form may have changed since */
  popcount: ReadonlySignal<Popcount>;
  /** whether the running count is autosaved, so that it can be paused */
  autosaving: ReadonlySignal<boolean>;
  /** why progress of the running count is not saved, in one sentence */
  notSaved: ReadonlySignal<string | null>;
  /** when progress of the running count was last saved, in milliseconds since 1970; null if never */
  savedAt: ReadonlySignal<number | null>;
  /** what the browser has refused to the running count, in sentences */
  warnings: ReadonlySignal<string[]>;
  /** the shape that was not counted here because another tab is counting it */
  inOtherTab: Signal<Counted | null>;
  /** when the running count was last sampled, as performance.now() */
  sampledAt: ReadonlySignal<number>;
  start(plan: ChosenEngine[]): void;
  /** Shows a count that runs in another tab. */
  watch(shape: Counted): void;
  cancel(how: 'cancel' | 'pause'): void;
};

export type RunnerDeps = {
  engine: Engine;
  counts: Counts;
  check: CrossCheck;
  results: Results;
  checkpoints: Checkpoints;
  saving: Saving;
  live: Live;
  form: Pick<Form, 'figure' | 'schedule' | 'popcount'>;
  /** About how long a shape takes by an engine; infinite if that is not known or it does not take it. */
  secondsBy(shape: Shape, engine: EngineName): number;
  /** The engine has refused a job, or crashed before one; with its message. */
  refused(message: string): void;
  /** as performance.now() */
  now(): number;
  /** Calls back before the next repaint; never while the page is hidden. */
  nextFrame(callback: () => void): void;
  /** A short count is drawn only once, and the check starts after its figures are drawn. */
  drawing: Drawing;
  /** milliseconds from one reading to the next */
  readEvery: number;
  /** Watches a count in another tab until it ends; returns a function that stops watching. */
  watchJob(name: string, onUpdate: (update: JobUpdate) => void): () => void;
};

export function createRunner(deps: RunnerDeps): Runner {
  const { engine, counts, check, results, checkpoints, saving, live, drawing, form, now } = deps;
  const run = signal<Run>({ state: 'idle' });
  const number = signal(0);
  const popcount = signal(form.popcount.value);
  const autosaving = signal(false);
  /** when the progress that is being resumed was saved */
  const savedBefore = signal<number | null>(null);
  const inOtherTab = signal<Counted | null>(null);
  const sampledAt = signal(now());
  let stopWatching = () => {};
  let runs = 0;
  let reading: ReturnType<typeof setTimeout> | undefined;

  function enter(next: Run) {
    batch(() => {
      inOtherTab.value = null;
      saving.forget();
      live.forget();
      run.value = next;
      number.value++;
    });
  }

  /** Ends early if another run is started meanwhile. */
  async function carryOut() {
    runs++;
    const mine = runs;
    while (mine === runs && run.value.state === 'running') {
      live.forget();
      await counts.count({ requests: [requestOf(run.value.job)], onUpdate });
    }
  }

  /** The request of a job; also sets whether it is autosaved, and when it was last saved. */
  function requestOf({ shape: { engine, seconds }, range }: Job): CountRequest {
    const job = jobOf({ engine, ...range });
    const saved = checkpoints.of(job);
    autosaving.value = saved !== null || seconds >= AUTOSAVE_SECONDS;
    savedBefore.value = saved !== null && checkpoints.unsaved(job) === null ? Date.parse(saved.date) : null;
    const options = { popcount: popcount.value };
    const { figure, schedule } = form;
    return {
      engine,
      ...range,
      schedule: schedule.value,
      options,
      figure: figure.value,
      keep: autosaving.value,
    };
  }

  /** A single timer for all runs, so that there are never two at once. */
  function readLater() {
    clearTimeout(reading);
    reading = setTimeout(() => deps.nextFrame(read), deps.readEvery);
  }

  function read() {
    if (run.value.state !== 'running') return;
    sampledAt.value = now();
    live.sample(run.value.job, now());
    readLater();
  }

  function onUpdate(update: RunUpdate) {
    const before = run.value;
    run.value = reduce(before, update, now());
    if (before.state !== 'running') return;
    const { job, watched } = before;
    const alone = before.shapes.length === 1 && !countsTogether(job);
    if (update.type === 'refused' && alone) deps.refused(update.message);
    if (update.type === 'inOtherTab' && alone) inOtherTab.value = job.shape;
    if (run.value.state !== 'running') void checkpoints.refresh();
    if (update.type === 'done') {
      if (watched) void results.refresh();
      else void results.save(update.results);
    }
    const done = run.value;
    if (done.state !== 'done') return;
    drawing.after(() => {
      if (run.value === done) void check.begin(done.results, deps.secondsBy);
    });
  }

  effect(() => {
    if (run.value.state !== 'running') drawing.release();
  });

  engine.listen((event) => {
    if (event.type === 'broken' && run.value.state !== 'running' && !counts.running.value)
      deps.refused(`${event.message} It is being started again; please try again.`);
  });

  return {
    run,
    number,
    popcount,
    autosaving,
    notSaved: saving.notSaved,
    savedAt: computed(() => saving.savedAt.value ?? savedBefore.value),
    warnings: saving.warnings,
    inOtherTab,
    sampledAt,
    start(plan) {
      popcount.value = form.popcount.value;
      drawing.hold();
      enter(begin(plan, now()));
      void carryOut();
      readLater();
    },
    watch({ rows, columns, engine }) {
      autosaving.value = false;
      enter(begin([{ rows, columns, engine, seconds: 0 }], now(), true));
      stopWatching = deps.watchJob(jobOf({ engine, columns, to: rows }), onUpdate);
      readLater();
    },
    cancel(how) {
      if (run.value.state !== 'running' || run.value.stopping) return;
      if (run.value.watched) {
        stopWatching();
        run.value = { state: 'idle' };
        void checkpoints.refresh();
        return;
      }
      run.value = stop(run.value);
      counts.end(how);
    },
  };
}
