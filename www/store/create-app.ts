import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { formatAddress, type Parsed, parseAddress } from '../model/address';
import type { CheckpointRecord } from '../model/checkpoint-record';
import type { EngineChoice } from '../model/engine-selection';
import type { Published, Shape } from '../model/generated';
import { mostColumns } from '../model/limits';
import { oneShapeOf, type Question } from '../model/question';
import type { Finished } from '../model/result';
import { CALM_READING_MS, READING_MS } from '../model/sampling';
import { keyOf, type SavedResult } from '../model/saved-result';
import { MAX_COLUMNS, sameShape } from '../model/shape';
import { type Verdict, verdict } from '../model/soundness';
import { placeOf } from '../model/table-cells';
import { createView } from '../model/view';
import { defaultWorkers, MOST_WORKERS } from '../model/worker-count';
import type { App, Notes } from './app';
import { createCheckpoints } from './checkpoints';
import { createCounts } from './counts';
import { createCrossCheck } from './cross-check';
import { createEngine } from './engine';
import { createEstimator } from './estimate';
import { createForm } from './form';
import type { Host } from './host';
import { createLab } from './lab';
import { createLearn } from './learn';
import { createLinks } from './links';
import { createLive } from './live';
import { createPersistence } from './persistence';
import { createResults } from './results';
import { type Counted, createRunner } from './runner';
import { createSamples } from './samples';
import { createSaving } from './saving';
import { createSequences } from './sequences';
import { createTable } from './table';

/** Longer counts are confirmed before they start. */
export const LONG_SECONDS = 60;

export function createApp(host: Host): App {
  const { source, cores } = host;
  const address = parseAddress(host.search, cores);
  const readEvery = host.reducedMotion ? CALM_READING_MS : READING_MS;
  const view = createView(address.view);
  const form = createForm(address);
  const workers = computed(() => form.workers.value ?? defaultWorkers(cores));
  const mostWorkers = signal(Math.min(cores, MOST_WORKERS));
  effect(() => {
    mostWorkers.value = Math.max(mostWorkers.peek(), workers.value);
  });
  const notes = signal<Notes>(address);
  const size = signal(address.size);
  const present = signal(address.present);
  const persistence = createPersistence(host);
  /** by shapes in the order of SHAPES */
  const published = signal<(Published | null)[] | null>(null);
  const results = createResults(
    host.openResults,
    () => void persistence.request(),
    (shape) => published.value?.[placeOf(shape)] ?? null,
  );
  const engine = createEngine(source.start, workers.value);
  const workerCount = computed(() => engine.environment.value?.workers ?? workers.value);
  const checkpoints = createCheckpoints(host, engine.call);
  const live = createLive(source.read);
  const samples = createSamples(engine);
  const pending = signal(address.run && address.view === 'count');
  const confirming = signal(false);
  const refusal = signal<string | null>(null);
  const shown = signal<Finished | null>(null);
  const saved = signal<SavedResult | null>(null);
  const saving = createSaving({
    engine,
    epoch: host.epoch,
    onSaved(trouble) {
      if (trouble === null) void persistence.request();
      if (!counts.running.value) void checkpoints.refresh();
    },
    onUnsaved: checkpoints.addUnsaved,
  });
  const resumes = (job: string) => checkpoints.of(job) !== null;
  const counts = createCounts({
    engine,
    readEvery,
    checkpointOf: checkpoints.unsaved,
    resumes,
    finished: checkpoints.finished,
    begun: saving.forget,
    ended: () => void checkpoints.refresh(),
  });
  const check = createCrossCheck(counts, (result, other) => void results.settle(result, other));
  const runner = createRunner({
    ...host,
    engine,
    counts,
    check,
    results,
    checkpoints,
    saving,
    live,
    readEvery,
    form,
    secondsBy: (shape, engine) => secondsOf(shape, engine),
    refused,
  });
  const { run, inOtherTab } = runner;
  const counting = computed(() => run.value.state === 'running' || pending.value);
  const table = createTable({
    engine,
    counts,
    check,
    save: (finished) => void results.save(finished),
    chosen: oneShapeOf(address.question),
    shown: address.shown,
    saved: computed(() => [...results.list.value, ...results.contradicted.value]),
    busy: computed(() => {
      if (counting.value) return 'A count is running. Fill the table when it has finished.';
      if (sequences.running.value) return 'A sequence is being counted. Fill the table when it has finished.';
      return measuring.value ? 'The lab is measuring. Fill the table when it has finished.' : null;
    }),
    free: () => free() && run.value.state !== 'running' && !counts.running.value,
    now: host.now,
  });
  const sequences = createSequences({
    engine,
    counts,
    place: address.sequence,
    resumes,
    busy: computed(() => {
      if (counting.value) return 'A count is running. Count the sequence when it has finished.';
      if (table.running.value) return 'The table is being filled. Count the sequence when it has finished.';
      return measuring.value ? 'The lab is measuring. Count the sequence when it has finished.' : null;
    }),
    free: () => free() && run.value.state !== 'running' && !counts.running.value,
    now: host.now,
  });
  effect(() => {
    published.value = table.answers.published.value;
  });
  const lab = createLab({
    engine,
    start: source.start,
    counted: oneShapeOf(address.question),
    timed: address.timed,
    workerCount,
    cores,
    machine: host.machine,
    epoch: host.sharedClock,
    readEvery,
    active: computed(() => view.value === 'lab'),
    counting: computed(() => counting.value || check.running.value),
    filling: computed(() => {
      if (table.running.value) return 'The table is being filled. Measure when it has finished.';
      return sequences.running.value ? 'A sequence is being counted. Measure when it has finished.' : null;
    }),
  });
  const learn = createLearn(address.learn, {
    measuring: computed(() => measuring.value),
    counting: computed(
      () => counting.value || counts.running.value || table.running.value || sequences.running.value,
    ),
  });
  const measuring = computed(() => lab.run.value.state === 'measuring');
  /** Another view is using the processors. */
  const lent = computed(() => measuring.value || table.running.value || sequences.running.value);
  /** workers that the engine was started with */
  let running = workers.value;
  /** Whether the engine can be called; it is left alone while others use the processors. */
  const free = () =>
    engine.state.value === 'ready' && !engine.grown.value && !lent.value && workers.value === running;
  /** whether a long count was confirmed */
  let confirmed = false;
  const { estimates, plan, secondsOf, forget } = createEstimator({
    engine,
    form,
    pending,
    isQuick: host.isQuick,
    free: () => free() && run.value.state !== 'running',
    refused,
  });

  function verdictOf(result: Finished): Verdict {
    return verdict(result, [
      ...results.beside(result),
      ...[counts.of(result) ?? [], counts.formulaOf(result) ?? []].flat(),
    ]);
  }

  const stands = (result: Finished) => verdictOf(result).kind === 'sound';

  function refused(message: string) {
    refusal.value = message;
    pending.value = false;
  }

  function start() {
    const shapes = plan.value;
    if (!shapes) return;
    confirmed = false;
    // Where two counts differ, either may be wrong.
    if ('results' in run.value) counts.forget(run.value.results.filter((one) => !stands(one)));
    clearSelection();
    samples.forget();
    runner.start(shapes);
  }

  /** Leaves a result that is shown, and clears messages about the last count. */
  function clearSelection() {
    batch(() => {
      pending.value = confirming.value = false;
      refusal.value = shown.value = saved.value = null;
    });
  }

  function count(yes = false) {
    if (run.value.state === 'running' || !form.checked.value.question) return;
    refusal.value = inOtherTab.value = saved.value = null;
    confirmed = yes;
    pending.value = true;
    check.cancel();
    // A failed count may have left a pool that lacks a worker.
    if (engine.damaged.value) void engine.restart();
  }

  function countBy(choice: EngineChoice) {
    form.engine.value = choice;
    count();
  }

  function countAnyway() {
    confirmed = true;
    batch(() => {
      confirming.value = false;
      pending.value = true;
    });
  }

  function resume(unfinishedCount: CheckpointRecord) {
    if (run.value.state === 'running') return;
    setForm(unfinishedCount);
    count(true);
  }

  function watch(shape: Counted) {
    if (run.value.state === 'running') return;
    setShape(shape);
    clearSelection();
    runner.watch(shape);
  }

  async function openCheckpoint(file: File) {
    const imported = await checkpoints.open(file);
    if (imported && run.value.state !== 'running') setForm(imported);
  }

  /** Sets the form to an unfinished count. */
  function setForm(count: CheckpointRecord) {
    batch(() => {
      const { engine, columns, from, to } = count;
      form.engine.value = engine;
      setShape({ rows: to, columns });
      if (from < to && columns <= MAX_COLUMNS) form.scope.value = 'all';
    });
  }

  function setShape({ rows, columns }: Shape) {
    batch(() => {
      form.scope.value = 'shape';
      form.texts.value = { ...form.texts.value, rows: String(rows), columns: String(columns) };
    });
  }

  function cancel(how: 'cancel' | 'pause' = 'cancel') {
    pending.value = confirming.value = false;
    runner.cancel(how);
  }

  const howNow = () => ({ engine: form.engine.value, figure: form.figure.value });

  function show(result: SavedResult) {
    if (run.value.state === 'running') return;
    batch(() => {
      if (result.columns > mostColumns(result.rows, howNow())) form.engine.value = 'auto';
      if (result.columns > mostColumns(result.rows, howNow())) form.figure.value = null;
      setShape(result);
      pending.value = confirming.value = false;
      saved.value = result;
    });
  }

  async function startAgain() {
    await engine.restart(workers.value);
    count();
  }

  const { arrive, ...links } = createLinks({
    ...host,
    view,
    form,
    size,
    present,
    lab,
    table,
    learn,
    sequences,
  });

  /** Restores the state of an address after Back or Forward; whatever runs continues. */
  host.onArrival((search) => {
    const next = parseAddress(search, mostWorkers.value);
    arrive(formatAddress({ ...next, run: false }), () => batch(() => bringBack(next)));
  });

  function bringBack(next: Parsed) {
    notes.value = next;
    size.value = next.size;
    present.value = next.present;
    view.value = next.view;
    if (next.view === 'table' && !table.running.value) {
      table.chosen.value = oneShapeOf(next.question);
      table.shown.value = next.shown;
    }
    if (next.view === 'lab' && !measuring.value) {
      lab.counted.value = oneShapeOf(next.question);
      lab.timed.value = next.timed;
    }
    if (next.view === 'learn') learn.place.value = next.learn;
    if (next.view === 'sequences') sequences.place.value = next.sequence;
    if (run.value.state === 'running' || lent.value) return;
    form.setChoices(next);
    if (next.view === 'count' || next.view === 'results') form.setQuestion(next);
  }

  void checkpoints.refresh();
  void persistence.check();

  host.whenHidden(() => {
    if (counts.running.value) engine.send({ type: 'save' });
  });

  let lastQuestion: Question | null = null;
  effect(() => {
    const question = form.checked.value.question;
    // A press of Count was for the previous question.
    if (lastQuestion !== null) pending.value = confirming.value = false;
    const selected = saved.peek();
    if (selected && !(question?.scope === 'shape' && sameShape(question, selected))) saved.value = null;
    if (question !== lastQuestion) inOtherTab.value = null;
    lastQuestion = question;
  });

  effect(() => {
    const selected = saved.value;
    if (selected && results.contradicted.value.some((one) => keyOf(one) === keyOf(selected)))
      saved.value = null;
  });

  effect(() => {
    if (!pending.value || !plan.value || !free() || check.running.value) return;
    const seconds = plan.value.reduce((sum, one) => sum + one.seconds, 0);
    if (seconds > LONG_SECONDS && !confirmed) {
      batch(() => {
        pending.value = false;
        confirming.value = true;
      });
    } else untracked(start);
  });

  /** Whether nothing runs, in the engine or beside it. */
  const idle = () => run.value.state !== 'running' && !counts.running.value && !lent.value;

  effect(() => {
    if (engine.grown.value && idle()) untracked(() => void engine.restart());
  });

  effect(() => {
    if (workers.value === running || lent.value) return;
    running = workers.value;
    forget();
    void engine.restart(running);
  });

  return {
    view,
    form,
    workers,
    workerCount,
    cores,
    mostWorkers,
    engine,
    run,
    number: runner.number,
    popcount: runner.popcount,
    autosaving: runner.autosaving,
    notSaved: runner.notSaved,
    savedAt: runner.savedAt,
    warnings: runner.warnings,
    inOtherTab,
    sampledAt: runner.sampledAt,
    live,
    samples,
    lab,
    table,
    learn,
    sequences,
    counts,
    check,
    results,
    checkpoints,
    persistence,
    size,
    present,
    drawing: host.drawing,
    estimates,
    plan,
    notes,
    pending,
    confirming,
    refusal,
    shown,
    saved,
    verdictOf,
    stands,
    show,
    count: () => count(),
    countBy,
    countAnyway,
    resume,
    watch,
    openCheckpoint,
    dismissConfirm: () => {
      confirming.value = false;
    },
    cancel: () => cancel(),
    pause: () => cancel('pause'),
    startAgain,
    ...links,
  };
}
