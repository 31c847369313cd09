import { ENGINE_UNRESPONSIVE } from '../format/messages';
import { type EngineOptions, type Event, endsJob, isOfJob, type JobEvent, type Request } from './api';
import { type Fallback, fallbacksFor } from './fallbacks';
import type { FirstWorker } from './first-worker';
import { startWorker } from './start-worker';

/** The page's end of one dedicated worker that owns the wasm module and its pool. */
export interface EngineClient {
  send(request: Request): void;
  /** Calls the listener for every event; returns a function that removes it. */
  listen(listener: (event: Event) => void): () => void;
  /** Terminates the dedicated worker and its pool; resolves when they have ended. */
  end(): Promise<void>;
}

/** The running count, as known from its events. */
type Job = {
  id: number;
  /** Counting has begun. */
  begun: boolean;
  finished: number;
  units: number;
};

/** How long a busy worker has to end its pool itself. */
const END_WITHIN_MS = 500;
/** A worker without a pool handles messages only between units; it is terminated if it takes longer than this. */
const RESPOND_WITHIN_MS = 500;
/**
 * A pool that shows no sign of life for so long may never start: its scripts were lost in transit, or the browser lost a
 * worker, as an automated Firefox sometimes does. Another one is then started beside it, and the first one ready is used.
 * Each has twice the time of the one before, and at least twice the time its module took to load.
 */
const ARRIVE_WITHIN_MS = 2000;
const LOADING_TIMES = 2;
const POLL_EVERY_MS = 500;
/** While its pool counts, the worker reports progress steadily; one silent for ten polls is lost. */
const COUNTING_POLLS = 10;
/** It reports nothing while it saves. */
const SAVING_POLLS = 20;
/** No call takes this long. */
const ANSWER_POLLS = 120;

const LATE = 'the workers did not start in time.';

/**
 * Starts a dedicated worker, with a pool if requested; 'ready' is emitted when it can be used. Workers are started after
 * `settled`, once the page is not about to reload. `first` is used if it was started with the same options, and
 * terminated otherwise.
 */
export function startEngine(
  options: EngineOptions,
  settled: Promise<void> = Promise.resolve(),
  first: FirstWorker | null = null,
): EngineClient {
  const listeners = new Set<(event: Event) => void>();
  const emit = (event: Event) => {
    for (const listener of [...listeners]) listener(event);
  };
  /** workers being started, in the order of `fallbacks` */
  const starting = new Map<Worker, EngineOptions>();
  let fallbacks: Fallback[] = fallbacksFor(options);
  let tried = 0;
  /** why the first attempt failed */
  let reason: string | undefined;
  let arriving: ReturnType<typeof setTimeout> | undefined;
  /** milliseconds to wait for the next sign of life */
  let patience = 0;
  /** the one that is ready, and the options it was started with */
  let worker: Worker | undefined;
  let usedOptions = options;
  let over = false;
  const unsent: Request[] = [];

  /** It has no pool, and handles no messages in the middle of a unit. */
  let alone = false;
  /** the last count sent, until it has ended */
  let job: Job | undefined;
  let unresponsive: ReturnType<typeof setTimeout> | undefined;
  let silentPolls = 0;
  let saving = false;
  /** ids of unanswered calls */
  const pending = new Set<number>();
  const polling = setInterval(poll, POLL_EVERY_MS);

  let newest: Worker | undefined;

  tryNext(LATE, first);

  function tryNext(why: string, begun: FirstWorker | null = null): void {
    clearTimeout(arriving);
    const fallback = fallbacks[tried];
    if (!fallback) {
      giveUp();
      return;
    }
    tried++;
    const next = fallback(why);
    const same = begun !== null && isSame(begun.options, next);
    if (begun && !same) begun.worker.terminate();
    const started = same ? begun.worker : startWorker();
    starting.set(started, next);
    newest = started;
    let startedAt = performance.now();
    started.onmessage = ({ data }: MessageEvent<Event>) => {
      if (started === worker) onEvent(data);
      else if (starting.has(started)) onStartupEvent(started, data, performance.now() - startedAt);
    };
    started.onerror = (event) => {
      event.preventDefault();
      stopped(started, event.message || 'unknown error');
    };
    started.onmessageerror = () => stopped(started, 'a message could not be read');
    if (same) {
      // Whoever starts an engine listens to it only after that.
      queueMicrotask(() => {
        for (const event of begun.events)
          if (event instanceof MessageEvent) started.onmessage?.(event);
          else started.onerror?.(event);
      });
      return;
    }
    void settled.then(() => {
      startedAt = performance.now();
      started.postMessage({ type: 'open', ...next } satisfies Request);
    });
  }

  function onStartupEvent(from: Worker, event: Event, since: number): void {
    switch (event.type) {
      case 'loaded':
        patience = Math.max(ARRIVE_WITHIN_MS * 2 ** (tried - 1), LOADING_TIMES * since);
        wait();
        emit(event);
        break;
      case 'workerStarted':
        wait();
        emit(event);
        break;
      case 'ready':
        take(from, event);
        break;
      case 'unsupported':
        endStarting();
        emit(event);
        break;
      case 'startFailed':
        failed(from, event.message, `The engine could not start: ${event.message}`);
    }
  }

  function wait(): void {
    clearTimeout(arriving);
    arriving = setTimeout(() => tryNext(LATE), patience);
  }

  /** Workers that are still starting may yet succeed. */
  function giveUp(): void {
    emit({
      type: 'unsupported',
      message: reason ?? 'The workers did not start. Try again, or use fewer workers.',
      again: true,
    });
  }

  function failed(from: Worker, why: string, message: string): void {
    reason ??= message;
    starting.delete(from);
    from.terminate();
    if (from === newest) tryNext(why);
  }

  function take(from: Worker, event: Extract<Event, { type: 'ready' }>): void {
    worker = from;
    usedOptions = starting.get(from) ?? usedOptions;
    starting.delete(from);
    endStarting();
    const { threads, messageWorkers } = event.environment;
    alone = !threads && !messageWorkers;
    emit(event);
    for (const request of unsent.splice(0)) worker.postMessage(request);
  }

  function endStarting(): void {
    clearTimeout(arriving);
    for (const one of starting.keys()) void endWorker(one);
    starting.clear();
  }

  function stopped(which: Worker, why: string): void {
    if (which === worker) fail(`The engine stopped: ${why}.`);
    else if (starting.has(which)) failed(which, why, `The engine could not start: ${why}.`);
  }

  function onEvent(event: Event): void {
    silentPolls = 0;
    saving = event.type === 'saving';
    if (event.type === 'broken') {
      fail(event.message);
      return;
    }
    if (isOfJob(event)) onJobEvent(event);
    else if ('id' in event) pending.delete(event.id);
    emit(event);
  }

  function onJobEvent(event: JobEvent): void {
    if (event.id !== job?.id) return;
    if (event.type === 'started') {
      job.begun = true;
      job.units = event.plan.by_column?.units.length ?? 0;
    }
    if (event.type === 'progress') {
      job.finished = event.progress.done;
      job.units = event.progress.units;
    }
    if (endsJob(event)) {
      job = undefined;
      clearTimeout(unresponsive);
    }
  }

  /** Counts polls, not time, so that a machine waking from sleep does not lose its worker. */
  function poll(): void {
    if (!worker || (job ? alone : pending.size === 0)) {
      silentPolls = 0;
      return;
    }
    silentPolls++;
    const most = saving ? SAVING_POLLS : job?.begun ? COUNTING_POLLS : ANSWER_POLLS;
    if (silentPolls >= most) fail(ENGINE_UNRESPONSIVE);
  }

  /** The worker is unusable. */
  function fail(message: string): void {
    if (over) return;
    stop();
    worker?.terminate();
    worker = undefined;
    emit({ type: 'broken', message });
  }

  function stop(): void {
    over = true;
    clearTimeout(unresponsive);
    clearInterval(polling);
    endStarting();
  }

  /** Without a pool, only terminating the worker stops a long unit; a new one replaces it. */
  function replace(): void {
    worker?.terminate();
    worker = undefined;
    [fallbacks, tried, reason] = [[() => usedOptions], 0, undefined];
    tryNext(LATE);
    const ended = job;
    job = undefined;
    if (ended) emit({ type: 'cancelled', id: ended.id, finished: ended.finished, units: ended.units });
    for (const id of pending) emit({ type: 'requestFailed', id, message: 'The worker was terminated.' });
    pending.clear();
  }

  return {
    send(request) {
      if (over) return;
      if (request.type === 'count') job = { id: request.id, begun: false, finished: 0, units: 0 };
      else if ('id' in request) pending.add(request.id);
      if (worker) worker.postMessage(request);
      else unsent.push(request);
      if (request.type === 'cancel' && job && alone && worker)
        unresponsive = setTimeout(replace, RESPOND_WITHIN_MS);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async end() {
      listeners.clear();
      const ending = [...starting.keys(), ...(worker ? [worker] : [])].map(endWorker);
      starting.clear();
      stop();
      await Promise.all(ending);
    },
  };
}

const isSame = (one: EngineOptions, other: EngineOptions) =>
  one.purpose === other.purpose &&
  one.workers === other.workers &&
  one.pool === other.pool &&
  !other.popcount;

/** Has a worker end its pool, and terminates it. */
function endWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const ended = () => {
      clearTimeout(late);
      worker.terminate();
      resolve();
    };
    const late = setTimeout(ended, END_WITHIN_MS);
    worker.onmessage = ({ data }: MessageEvent<Event>) => {
      if (data.type === 'ended') ended();
    };
    worker.onerror = ended;
    worker.postMessage({ type: 'end' } satisfies Request);
  });
}
