import { jobOf } from '../model/checkpoint-record';
import type { CountResult, FinishedUnit, Plan, ProgressReport, ProgressState } from '../model/generated';
import { finishedOf } from '../model/result';
import { READING_MS } from '../model/sampling';
import { checkpointFile } from '../storage/checkpoint-file';
import type { JobEvent, JobRequest, JobUpdate, MeterSource } from './api';
import { createAutosave } from './autosave';
import type { Engine } from './boot';
import { checkpointOf, checkpointReader, reportOf } from './checkpoint';
import { errorMessage, sentence } from './error-message';
import { type JobBroadcast, openBroadcast } from './job-broadcast';
import type { Job } from './job-queue';
import { copyMeter } from './meter';
import { NO_AUTOSAVE } from './no-autosave';

/** A count expected to be short is autosaved from then on. */
const LONG_MS = 5000;

/** How often a running count is polled; describing its progress takes time. */
const POLL_MS = 100;

/** For counts that no tab can watch. */
const NO_BROADCAST: JobBroadcast = { open: () => {}, publish: () => {}, close: () => {} };

/** Starts a count and sees it through to its end. */
export function startJob(
  engine: Engine,
  { id, request, checkpoint: given, resume = false }: Omit<JobRequest, 'type'>,
  /** how often progress is saved */
  autosaveMs: number | undefined,
  post: (event: JobEvent) => void,
): Job {
  const { counter, executor, module, environment } = engine;
  const { keep: autosaved, from, to } = request;
  const name = jobOf(request);
  let progress: ProgressReport;
  /** finished units that were reported, and those that were not yet */
  const all: FinishedUnit[] = [];
  let recent: FinishedUnit[] = [];
  let running = false;
  /** whether this run has made progress */
  let more = false;
  let stop = () => {};
  const stopped = new Promise<null>((resolve) => {
    stop = () => resolve(null);
  });
  let broken: string | null = null;
  let ending: 'paused' | 'stopped' | null = null;
  let autosave = NO_AUTOSAVE;
  let broadcast = NO_BROADCAST;
  let sofar = (): JobUpdate[] => [];

  const event = (update: JobUpdate): JobEvent => ({ id, ...update });
  const emit = (update: JobUpdate) => post(event(update));
  const onSaveError = (error: unknown) => emit({ type: 'saved', trouble: errorMessage(error) });
  const checkpoint = () => checkpointOf(counter.checkpoint());

  /** Acquires the job, and opens its broadcast. */
  async function startAutosave(): Promise<void> {
    const onWarning = (message: string) => emit({ type: 'warning', message });
    const onSaved = (trouble: string | null) => emit({ type: 'saved', trouble });
    autosave = createAutosave(name, checkpoint, onSaved, autosaveMs, undefined, {
      onWarning,
      onSaving: () => emit({ type: 'saving' }),
      onUnsaved: ({ report, bytes }) =>
        emit({ type: 'unsaved', checkpoint: report, file: checkpointFile(bytes) }),
      join: checkpointReader(module),
    });
    if (!(await autosave.acquire())) return;
    broadcast = openBroadcast(name, (why) =>
      onWarning(`Other tabs cannot watch this count; the browser refuses to tell them: ${sentence(why)}`),
    );
    broadcast.open(() => sofar().map(event));
  }

  async function runLocked(): Promise<void> {
    try {
      if (autosaved) await startAutosave();
    } catch (error) {
      if (resume) return emit({ type: 'refused', message: sentence(errorMessage(error)) });
      onSaveError(error);
    }
    if (!(await autosave.acquire())) return emit({ type: 'inOtherTab' });
    try {
      await run();
    } finally {
      running = false;
      broadcast.close();
      await autosave.release();
    }
  }

  async function run(): Promise<void> {
    let resumed: Uint8Array | null;
    let plan: Plan;
    try {
      // Cancelling does not wait for the database.
      resumed = await Promise.race([autosave.load(given, resume), stopped]);
      if (ending) return emit({ type: 'cancelled', finished: 0, units: 0 });
      plan = JSON.parse(counter.start(JSON.stringify(request), resumed));
    } catch (error) {
      return emit({ type: 'refused', message: sentence(errorMessage(error)) });
    }
    const startedAt = performance.now();
    const source = meterOf(engine, plan.workers);
    const started = (meter: MeterSource, elapsed: number): JobUpdate => ({
      type: 'started',
      plan,
      meter,
      elapsed,
    });
    const progressEvent = (finished: FinishedUnit[], meter: MeterSource | null): JobUpdate => ({
      type: 'progress',
      progress: { ...progress, finished },
      meter,
    });
    poll();
    const before = progress.done;
    executor.begin();
    // The page reads shared memory itself; other memory is copied for each update.
    emit(started(executor.shared ? source : copyMeter(source), 0));
    const fewer = counter.whyFewerWorkers();
    if (fewer) emit({ type: 'warning', message: fewer });
    running = true;
    sofar = () => [
      started(copyMeter(source), (performance.now() - startedAt) / 1000),
      progressEvent(all, copyMeter(source)),
    ];
    let reportedAt = startedAt;
    let autosaving = autosaved;
    while (true) {
      const state = poll();
      const now = performance.now();
      const over = state.kind !== 'running';
      more = progress.done > before;
      if (over || now - reportedAt >= READING_MS) {
        const finished = recent;
        all.push(...finished);
        recent = [];
        emit(progressEvent(finished, executor.shared ? null : copyMeter(source)));
        broadcast.publish(() => event(progressEvent(finished, copyMeter(source))));
        reportedAt = now;
      }
      running = !over;
      if (over) return ended(state, resumed !== null);
      if (!autosaving && plan.by_column && now - startedAt >= (autosaveMs ?? LONG_MS)) {
        autosaving = true;
        startAutosave().catch(onSaveError);
      }
      // Nothing is saved while phases that are not saved are only being recomputed.
      if (more) autosave.tick(now - startedAt, progress.done);
      const pollAt = now + POLL_MS;
      while ((await executor.advance()) && performance.now() < pollAt);
    }
  }

  function poll(): ProgressState {
    progress = JSON.parse(counter.progress());
    recent.push(...progress.finished);
    if (broken === null || progress.state.kind !== 'running') return progress.state;
    counter.cancel();
    return { kind: 'failed', message: broken };
  }

  /** A total is reported at once; any other end only after progress has been saved. */
  async function ended(state: ProgressState, resumed: boolean): Promise<void> {
    const end = outcome(state);
    const emitEnd = () => {
      emit(end);
      broadcast.publish(() => event(end));
    };
    if (state.kind === 'done') {
      emitEnd();
      if (resumed && leavesMore()) await autosave.saveAtEnd(autosaved);
      else await autosave.discard();
    } else {
      await autosave.saveAtEnd(ending === 'paused');
      // A listener may query the lock as soon as the count has ended.
      await autosave.release();
      emitEnd();
    }
  }

  /** Whether the checkpoint covers more rows than were requested. */
  function leavesMore(): boolean {
    const whole = reportOf(counter.checkpoint());
    return whole.from < from || whole.to > to;
  }

  /** The final update; a total only if it is complete and consistent. */
  function outcome(state: ProgressState): JobUpdate {
    const { done: finished, units } = progress;
    if (state.kind === 'cancelled') return { type: 'cancelled', finished, units };
    try {
      if (state.kind === 'failed')
        return { type: 'failed', message: sentence(state.message), finished, units };
      const result: CountResult = JSON.parse(counter.result());
      const date = new Date().toISOString();
      return { type: 'done', results: finishedOf(result, date, environment.version) };
    } catch (error) {
      return { type: 'failed', message: sentence(errorMessage(error)), finished, units };
    }
  }

  return {
    fail(reason) {
      broken = reason;
    },
    end(how) {
      ending ??= how;
      stop();
      executor.cancel();
    },
    save() {
      if (running && more) autosave.saveNow();
    },
    over: runLocked(),
  };
}

function meterOf({ module, counter, memory: { buffer } }: Engine, workers: number): MeterSource {
  const offset = counter.meterAddress();
  if (offset === undefined) throw new Error('no count has a meter');
  return { buffer, offset, workers, words: module.Counter.meterWords() };
}
