import {
  batch,
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from '@preact/signals';
import type { CountResult, EngineName, Estimate, Popcount, Shape } from '../engine/generated';
import type { Event } from '../engine/protocol';
import type { SavedResult } from '../lib/result-record';
import { sameShape } from '../lib/shapes';
import { jobName, type UnfinishedShape } from '../lib/unfinished-record';
import { isSound } from '../lib/verdict';
import { createEngine, type Engine, type EngineSource } from './engine';
import { createForm, type Form } from './form';
import { createLab, type Lab } from './lab';
import { createLive, type Live } from './live';
import { defaultWorkers, EXAMPLE, oneShapeOf, type Question, shapesOf } from './question';
import { createResults, type OpenedFile, type Results } from './results';
import type { ResultsStore } from './results-store';
import { begin, fold, type Run, stop } from './run';
import { createSamples, type Samples } from './samples';
import { createTable, type Table } from './table';
import { createUnfinished, type Places, type Unfinished } from './unfinished';
import { formatAddress, parseAddress, type Size } from './url';
import { createView, type View } from './view';

/** From here on a count asks before it starts. */
export const LONG_SECONDS = 60;
/** From here on it is kept while it runs. */
export const KEPT_SECONDS = 5;
const ESTIMATE_DELAY = 150;
const ENGINE: EngineName = 'enumerate';

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
  /** Calls back before the next repaint. */
  nextFrame(callback: () => void): void;
  replaceAddress(search: string): void;
  /** Rejects where nothing can be kept. */
  openResults(): Promise<ResultsStore>;
  /** Hears of a count in another tab until it ends; returns the function that stops watching. */
  watchJob(name: string, hear: (event: Event) => void): () => void;
} & Places;

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
  table: Table;
  results: Results;
  unfinished: Unfinished;
  /** what is done of the running count is kept, so that it can be paused */
  keeping: ReadonlySignal<boolean>;
  /** why what is done of the running count is not kept, in one sentence */
  notKept: ReadonlySignal<string | null>;
  size: Signal<Size>;
  /** the results are shown large, without controls */
  present: Signal<boolean>;
  /** for the form's question, null until they are there */
  estimates: ReadonlySignal<Estimate[] | null>;
  /** the parts of the address that were not used */
  ignored: string[];
  /** asked to count, waiting for the engine, the estimate, the lab or the table */
  pending: Signal<boolean>;
  /** asked to count something long, waiting for a yes */
  asking: Signal<boolean>;
  /** what the engine refused, in its words */
  refusal: Signal<string | null>;
  /** what was to be counted, but is being counted in another tab */
  elsewhere: Signal<Shape | null>;
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
  /** Goes on with an unfinished count. */
  goOn(count: UnfinishedShape): void;
  /** Shows what another tab counts. */
  watch(shape: Shape): void;
  /** Takes a checkpoint from a file, and sets the form to its shape. */
  openCheckpoint(file: OpenedFile): Promise<void>;
  notNow(): void;
  cancel(): void;
  /** Cancels, and keeps what is done. */
  pause(): void;
  /** Counts the same again on a new engine. */
  startAgain(): Promise<void>;
  /** The address of one result, or of the form's question. */
  link(question: Question, run: boolean): string;
  /** The address of the lab as it stands. */
  labLink(): string;
  /** The address of the table as it stands. */
  tableLink(): string;
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
  const unfinished = createUnfinished(surroundings, engine.ask);
  const keeping = signal(false);
  const notKept = signal<string | null>(null);
  const live = createLive(source.read, surroundings.reducedMotion ? 1000 : undefined);
  const samples = createSamples(engine);
  const estimated = signal<{ question: Question; estimates: Estimate[] } | null>(null);
  const pending = signal(address.run && address.view === 'count');
  const asking = signal(false);
  const refusal = signal<string | null>(null);
  const elsewhere = signal<Shape | null>(null);
  const shown = signal<CountResult | null>(null);
  const saved = signal<SavedResult | null>(null);
  const counting = computed(() => run.value.state === 'running' || pending.value);
  const table = createTable({
    engine,
    start: source.start,
    chosen: oneShapeOf(address.question),
    shown: address.shown,
    workers,
    saved: results.list,
    busy: computed(() => {
      if (counting.value) return 'A count is running; the table waits until it is done.';
      return measuring.value ? 'The lab is measuring; the table waits until it is done.' : null;
    }),
    epoch: surroundings.epoch,
  });
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
    counting,
    filling: table.running,
  });
  const measuring = computed(() => lab.run.value.state === 'measuring');
  /** Others have the processors. */
  const lent = computed(() => measuring.value || table.running.value);
  /** of the engine as it was started */
  let running = workers.value;
  /** Something can be asked of the engine; while others work it is left alone. */
  const free = () => engine.state.value === 'ready' && !lent.value && workers.value === running;
  /** the yes to a long count */
  let agreed = false;
  let stopWatching = () => {};

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
      refusal.value = elsewhere.value = shown.value = saved.value = notKept.value = null;
      samples.forget();
      live.forget();
      popcount.value = form.popcount.value;
      run.value = begin(shapesOf(question), now());
    });
    sendJob();
    look();
  }

  function sendJob() {
    if (run.value.state !== 'running') return;
    const { shape } = run.value.job;
    const seconds = estimates.value?.find((one) => sameShape(one.shape, shape))?.seconds ?? 0;
    const checkpoint = unfinished.of(shape)?.text ?? null;
    keeping.value = checkpoint !== null || seconds >= KEPT_SECONDS;
    engine.send({
      type: 'count',
      request: {
        shape,
        engine: ENGINE,
        schedule: form.schedule.value,
        options: { popcount: popcount.value },
        keep: keeping.value,
        checkpoint,
      },
    });
  }

  function look() {
    surroundings.nextFrame(() => {
      if (run.value.state !== 'running') return;
      live.look(run.value.job, now());
      look();
    });
  }

  function hear(event: Event) {
    const before = run.value;
    if (event.type === 'refused') {
      refusal.value = event.message;
      pending.value = false;
    }
    if (event.type === 'elsewhere' && before.state === 'running') elsewhere.value = before.job.shape;
    if (event.type === 'kept') notKept.value = event.trouble;
    run.value = fold(before, event, now());
    if (run.value.state !== 'running' && (before.state === 'running' || event.type === 'kept'))
      void unfinished.refresh();
    if (before.state !== 'running') return;
    if (event.type === 'done' && before.watched) void results.refresh();
    else if (event.type === 'done')
      void results.keep(event.result, engine.version.value, new Date(surroundings.epoch()).toISOString());
    if (run.value.state !== 'running') return;
    if (before.job.shape !== run.value.job.shape) {
      live.forget();
      sendJob();
    }
  }

  function count(yes = false) {
    if (run.value.state === 'running' || !form.checked.value.question) return;
    refusal.value = elsewhere.value = saved.value = null;
    agreed = yes;
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

  function goOn({ shape }: UnfinishedShape) {
    if (run.value.state === 'running') return;
    setShape(shape);
    count(true);
  }

  function watch(shape: Shape) {
    if (run.value.state === 'running') return;
    setShape(shape);
    batch(() => {
      keeping.value = false;
      pending.value = asking.value = false;
      refusal.value = elsewhere.value = shown.value = saved.value = notKept.value = null;
      live.forget();
      run.value = begin([shape], now(), true);
    });
    stopWatching = surroundings.watchJob(jobName(shape, ENGINE), hear);
    look();
  }

  async function openCheckpoint(file: OpenedFile) {
    const shape = await unfinished.open(file);
    if (shape && run.value.state !== 'running') setShape(shape);
  }

  function setShape({ rows, columns }: Shape) {
    batch(() => {
      form.scope.value = 'shape';
      form.texts.value = { ...form.texts.value, rows: String(rows), columns: String(columns) };
    });
  }

  function cancel(how: 'cancel' | 'pause' = 'cancel') {
    pending.value = asking.value = false;
    if (run.value.state !== 'running' || run.value.stopping) return;
    if (run.value.watched) {
      stopWatching();
      run.value = { state: 'idle' };
      void unfinished.refresh();
      return;
    }
    run.value = stop(run.value);
    engine.send({ type: how });
  }

  const chosen = () => ({
    workers: form.workers.value,
    schedule: form.schedule.value,
    popcount: form.popcount.value,
    size: size.value,
    present: false,
    shown: table.shown.value,
  });

  function link(question: Question, started: boolean): string {
    return formatAddress({ view: 'count', question, timed: null, ...chosen(), run: started });
  }

  function labLink(): string {
    const question: Question = { scope: 'shape', ...lab.counted.value };
    return formatAddress({ view: 'lab', question, timed: lab.timed.value, ...chosen(), run: false });
  }

  function tableLink(): string {
    const question: Question = { scope: 'shape', ...table.chosen.value };
    return formatAddress({ view: 'table', question, timed: null, ...chosen(), run: false });
  }

  function resultsLink(): string {
    const question = form.checked.value.question ?? EXAMPLE;
    const parts = { ...chosen(), present: present.value, run: false };
    return formatAddress({ view: 'results', question, timed: null, ...parts });
  }

  function show(result: SavedResult) {
    if (run.value.state === 'running') return;
    batch(() => {
      setShape(result);
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
      case 'table':
        return tableLink();
      case 'results':
        return resultsLink();
    }
  }

  engine.listen((event) => {
    if (!(run.value.state === 'running' && run.value.watched)) hear(event);
  });
  void unfinished.refresh();

  let asked: Question | null = null;
  effect(() => {
    const question = form.checked.value.question;
    // Another question is not counted on the strength of a press made for the last one.
    if (asked !== null) pending.value = asking.value = false;
    const looked = saved.peek();
    if (looked && !(question?.scope === 'shape' && sameShape(question, looked))) saved.value = null;
    if (question !== asked) elsewhere.value = null;
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
    if (workers.value === running || lent.value) return;
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
    table,
    results,
    unfinished,
    keeping,
    notKept,
    size,
    present,
    estimates,
    ignored: address.ignored,
    pending,
    asking,
    refusal,
    elsewhere,
    shown,
    saved,
    stands: (result) => isSound(result) && results.differing(result) === null,
    show,
    count: () => count(),
    countAllTheSame,
    goOn,
    watch,
    openCheckpoint,
    notNow: () => {
      asking.value = false;
    },
    cancel: () => cancel(),
    pause: () => cancel('pause'),
    startAgain,
    link,
    labLink,
    tableLink,
    resultsLink,
  };
}
