import {
  batch,
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from '@preact/signals';
import type { CountResult, Estimate, Popcount } from '../engine/generated';
import type { Event } from '../engine/protocol';
import type { SavedResult } from '../lib/result-record';
import { sameShape } from '../lib/shapes';
import { isSound } from '../lib/verdict';
import { createEngine, type Engine, type EngineSource } from './engine';
import { createForm, type Form } from './form';
import { createLab, type Lab } from './lab';
import { createLive, type Live } from './live';
import { defaultWorkers, EXAMPLE, oneShapeOf, type Question, shapesOf } from './question';
import { createResults, type Results } from './results';
import type { ResultsStore } from './results-store';
import { begin, fold, type Run, stop } from './run';
import { createSamples, type Samples } from './samples';
import { formatAddress, parseAddress, type Size } from './url';
import { createView, type View } from './view';

/** From here on a count asks before it starts. */
export const LONG_SECONDS = 60;
const ESTIMATE_DELAY = 150;

/** The page around the store: what differs between a browser and a test. */
export type Surroundings = {
  source: EngineSource;
  cores: number;
  search: string;
  reducedMotion: boolean;
  /** of the machine, as far as the browser tells */
  machine: { platform: string; memoryGib: number | null };
  /** as performance.now() */
  now(): number;
  /** milliseconds since 1970, as fine as the browser makes them */
  epoch(): number;
  /** Calls back before the next repaint. */
  nextFrame(callback: () => void): void;
  replaceAddress(search: string): void;
  /** Rejects where nothing can be kept. */
  openResults(): Promise<ResultsStore>;
};

export type Counter = {
  view: Signal<View>;
  form: Form;
  /** asked for */
  workers: ReadonlySignal<number>;
  /** there are; without shared memory one, whatever is asked for */
  crew: ReadonlySignal<number>;
  cores: number;
  engine: Engine;
  run: Signal<Run>;
  /** asked for by the run; the form may have been changed since */
  popcount: ReadonlySignal<Popcount>;
  live: Live;
  samples: Samples;
  lab: Lab;
  results: Results;
  size: Signal<Size>;
  /** the results are shown large, without controls */
  present: Signal<boolean>;
  /** for the form's question, null until they are there */
  estimates: ReadonlySignal<Estimate[] | null>;
  /** the parts of the address that were not used */
  ignored: string[];
  /** asked to count, waiting for the engine, the estimate or the lab */
  pending: Signal<boolean>;
  /** asked to count something long, waiting for a yes */
  asking: Signal<boolean>;
  /** what the engine refused, in its words */
  refusal: Signal<string | null>;
  /** the one of several results that is looked at */
  shown: Signal<CountResult | null>;
  /** the saved result that is looked at instead of a count */
  saved: Signal<SavedResult | null>;
  /** Whether a finished count is sound and contradicts no saved one. */
  stands(result: CountResult): boolean;
  /** Looks at a saved result, with the form set to its shape; while a count runs it does nothing. */
  show(result: SavedResult): void;
  count(): void;
  countAllTheSame(): void;
  notNow(): void;
  cancel(): void;
  /** Counts the same again on a new engine. */
  startAgain(): Promise<void>;
  /** The address of one result, or of the form's question. */
  link(question: Question, run: boolean): string;
  /** The address of the lab as it stands. */
  labLink(): string;
  resultsLink(): string;
};

export function createCounter(surroundings: Surroundings): Counter {
  const { source, cores, now } = surroundings;
  const address = parseAddress(surroundings.search, cores);
  const view = createView(address.view);
  const form = createForm(address);
  const workers = computed(() => form.workers.value ?? defaultWorkers(cores));
  const size = signal(address.size);
  const present = signal(address.present);
  const results = createResults(surroundings.openResults);
  const engine = createEngine(source.start, workers.value);
  const run = signal<Run>({ state: 'idle' });
  const popcount = signal(address.popcount);
  const crew = computed(() => engine.environment.value?.workers ?? workers.value);
  const live = createLive(source.read, surroundings.reducedMotion ? 1000 : undefined);
  const samples = createSamples(engine);
  const estimated = signal<{ question: Question; estimates: Estimate[] } | null>(null);
  const pending = signal(address.run && address.view === 'count');
  const asking = signal(false);
  const refusal = signal<string | null>(null);
  const shown = signal<CountResult | null>(null);
  const saved = signal<SavedResult | null>(null);
  const lab = createLab({
    engine,
    start: source.start,
    counted: oneShapeOf(address.question),
    timed: address.timed,
    crew,
    cores,
    machine: surroundings.machine,
    epoch: surroundings.epoch,
    active: computed(() => view.value === 'lab'),
    counting: computed(() => run.value.state === 'running' || pending.value),
  });
  const measuring = computed(() => lab.run.value.state === 'measuring');
  /** of the engine as it was started */
  let running = workers.value;
  /** Something can be asked of the engine; while the lab measures it is left alone. */
  const free = () => engine.state.value === 'ready' && !measuring.value && workers.value === running;
  /** the yes to a long count */
  let agreed = false;

  const estimates = computed(() => {
    const question = form.checked.value.question;
    return question !== null && estimated.value?.question === question ? estimated.value.estimates : null;
  });

  async function estimate(question: Question) {
    const answer = await engine.ask({ type: 'estimate', shapes: shapesOf(question) });
    estimated.value = { question, estimates: answer.estimates };
  }

  function start() {
    const question = form.checked.value.question;
    if (!question) return;
    agreed = false;
    batch(() => {
      pending.value = asking.value = false;
      refusal.value = shown.value = saved.value = null;
      samples.forget();
      live.forget();
      popcount.value = form.popcount.value;
      run.value = begin(shapesOf(question), now());
    });
    sendJob();
    watch();
  }

  function sendJob() {
    if (run.value.state !== 'running') return;
    const { shape } = run.value.job;
    engine.send({
      type: 'count',
      shape,
      engine: 'enumerate',
      schedule: form.schedule.value,
      options: { popcount: popcount.value },
    });
  }

  function watch() {
    surroundings.nextFrame(() => {
      if (run.value.state !== 'running') return;
      live.look(run.value.job, now());
      watch();
    });
  }

  function hear(event: Event) {
    const before = run.value;
    if (event.type === 'refused') {
      refusal.value = event.message;
      pending.value = false;
    }
    run.value = fold(before, event, now());
    if (before.state !== 'running') return;
    if (event.type === 'done')
      void results.keep(event.result, engine.version.value, new Date(surroundings.epoch()).toISOString());
    if (run.value.state !== 'running') return;
    if (before.job.shape !== run.value.job.shape) {
      live.forget();
      sendJob();
    }
  }

  function count() {
    if (run.value.state === 'running' || !form.checked.value.question) return;
    refusal.value = null;
    agreed = false;
    pending.value = true;
    // What failed may have left a pool that lacks a worker.
    if (run.value.state === 'failed' && engine.state.value === 'ready') void engine.restart(workers.value);
  }

  function countAllTheSame() {
    agreed = true;
    batch(() => {
      asking.value = false;
      pending.value = true;
    });
  }

  function cancel() {
    pending.value = asking.value = false;
    if (run.value.state !== 'running' || run.value.stopping) return;
    run.value = stop(run.value);
    engine.send({ type: 'cancel' });
  }

  const chosen = () => ({
    workers: form.workers.value,
    schedule: form.schedule.value,
    popcount: form.popcount.value,
    size: size.value,
    present: false,
  });

  function link(question: Question, started: boolean): string {
    return formatAddress({ view: 'count', question, timed: null, ...chosen(), run: started });
  }

  function labLink(): string {
    const question: Question = { scope: 'shape', ...lab.counted.value };
    return formatAddress({ view: 'lab', question, timed: lab.timed.value, ...chosen(), run: false });
  }

  function resultsLink(): string {
    const question = form.checked.value.question ?? EXAMPLE;
    const parts = { ...chosen(), present: present.value, run: false };
    return formatAddress({ view: 'results', question, timed: null, ...parts });
  }

  function show(result: SavedResult) {
    if (run.value.state === 'running') return;
    const { rows, columns } = result;
    batch(() => {
      form.scope.value = 'shape';
      form.texts.value = { ...form.texts.value, rows: String(rows), columns: String(columns) };
      pending.value = asking.value = false;
      saved.value = result;
    });
  }

  async function startAgain() {
    await engine.restart(workers.value);
    count();
  }

  function addressOf(shownView: View, question: Question | null): string | null {
    switch (shownView) {
      case 'count':
        return question && link(question, false);
      case 'lab':
        return labLink();
      case 'results':
        return resultsLink();
    }
  }

  engine.listen(hear);

  let asked: Question | null = null;
  effect(() => {
    const question = form.checked.value.question;
    // Another question is not counted on the strength of a press made for the last one.
    if (asked !== null) pending.value = asking.value = false;
    const looked = saved.peek();
    if (looked && !(question?.scope === 'shape' && sameShape(question, looked))) saved.value = null;
    asked = question;
  });

  effect(() => {
    const question = form.checked.value.question;
    if (!question || !free() || run.value.state === 'running') return;
    if (estimates.value) return;
    const timer = setTimeout(() => void estimate(question), pending.value ? 0 : ESTIMATE_DELAY);
    return () => clearTimeout(timer);
  });

  effect(() => {
    if (!pending.value || !estimates.value || !free()) return;
    const seconds = estimates.value.reduce((sum, one) => sum + one.seconds, 0);
    if (seconds > LONG_SECONDS && !agreed) {
      batch(() => {
        pending.value = false;
        asking.value = true;
      });
    } else untracked(start);
  });

  effect(() => {
    if (workers.value === running || measuring.value) return;
    running = workers.value;
    estimated.value = null;
    void engine.restart(running);
  });

  let written: string | null = null;
  effect(() => {
    const question = form.checked.value.question;
    const search = addressOf(view.value, question);
    if (!search) return;
    if (written !== null && written !== search) surroundings.replaceAddress(search);
    written = search;
  });

  return {
    view,
    form,
    workers,
    crew,
    cores,
    engine,
    run,
    popcount,
    live,
    samples,
    lab,
    results,
    size,
    present,
    estimates,
    ignored: address.ignored,
    pending,
    asking,
    refusal,
    shown,
    saved,
    stands: (result) => isSound(result) && results.differing(result) === null,
    show,
    count,
    countAllTheSame,
    notNow: () => {
      asking.value = false;
    },
    cancel,
    startAgain,
    link,
    labLink,
    resultsLink,
  };
}
