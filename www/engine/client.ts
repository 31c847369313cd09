import type { Event, Opening, Request } from './protocol';
import { startWorker } from './start-worker';
import { type Way, waysOf } from './ways';

/** The page's end of one dedicated worker that owns the wasm module and its pool. */
export interface EngineClient {
  send(request: Request): void;
  /** Calls listener for every event; returns the function that stops it. */
  listen(listener: (event: Event) => void): () => void;
  /** Ends the dedicated worker and every pool worker; resolves when they have ended. */
  end(): Promise<void>;
}

/** A worker in the middle of something is given so long to end its pool itself. */
const END_WITHIN_MS = 500;
/** A worker that counts by itself hears only between two units; one that is longer deaf is ended. */
const HEAR_WITHIN_MS = 500;
/**
 * A pool of which nothing has arrived for so long may never start, as its scripts were lost on the way, or the browser
 * lost one of its workers, as a Firefox that is driven from outside does now and then: another one is started beside it,
 * and the first that is ready is taken. Each is given twice the time of the last, and twice what its module took.
 */
const ARRIVE_WITHIN_MS = 2000;
const LOADING_TIMES = 2;
const LOOK_EVERY_MS = 500;
/** While others count for it, the worker tells again and again how far it is; one silent for ten looks is lost. */
const COUNTING_LOOKS = 10;
/** One that saves tells nothing meanwhile. */
const SAVING_LOOKS = 20;
/** A question takes no such time. */
const ANSWER_LOOKS = 120;

const LATE = 'the workers did not start in time.';

/**
 * A new dedicated worker, with a pool if one is asked for; it is at work once it says 'ready'. Its workers are started
 * after `settled`, when it is clear that the page is not about to be loaded again.
 */
export function startEngine(opening: Opening, settled: Promise<void> = Promise.resolve()): EngineClient {
  const listeners = new Set<(event: Event) => void>();
  const tell = (event: Event) => {
    for (const listener of [...listeners]) listener(event);
  };
  /** being started, in the order of `ways` */
  const starting = new Map<Worker, Opening>();
  let ways: Way[] = waysOf(opening);
  let tried = 0;
  /** why the first way failed */
  let reason: string | undefined;
  let arriving: ReturnType<typeof setTimeout> | undefined;
  /** milliseconds in which something is to arrive */
  let patience = 0;
  /** the one that is ready, and how it was opened */
  let worker: Worker | undefined;
  let opened = opening;
  let over = false;
  const unsent: Request[] = [];

  /** Who counts first columns, and who counts by classes, is deaf in a unit. */
  let alone = { columns: false, classes: false };
  let units = 0;
  let finished = 0;
  let deaf: ReturnType<typeof setTimeout> | undefined;
  let silent = 0;
  let counting = false;
  let saving = false;
  /** the numbers of the questions that have no answer yet */
  const asked = new Set<number>();
  /** the number of the question for a count by classes that has no answer yet */
  let byClasses: number | undefined;
  const looking = setInterval(look, LOOK_EVERY_MS);

  let newest: Worker | undefined;

  tryNext(LATE);

  function tryNext(why: string): void {
    clearTimeout(arriving);
    const way = ways[tried];
    if (!way) {
      giveUp();
      return;
    }
    tried++;
    const next = way(why);
    const started = startWorker();
    starting.set(started, next);
    newest = started;
    let startedAt = performance.now();
    started.onmessage = ({ data }: MessageEvent<Event>) => {
      if (started === worker) hear(data);
      else if (starting.has(started)) hearStarting(started, data, performance.now() - startedAt);
    };
    started.onerror = (event) => {
      event.preventDefault();
      stopped(started, event.message || 'the reason is not known');
    };
    started.onmessageerror = () => stopped(started, 'what it said could not be read');
    void settled.then(() => {
      startedAt = performance.now();
      started.postMessage({ type: 'open', ...next } satisfies Request);
    });
  }

  function hearStarting(from: Worker, event: Event, since: number): void {
    switch (event.type) {
      case 'loaded':
        patience = Math.max(ARRIVE_WITHIN_MS * 2 ** (tried - 1), LOADING_TIMES * since);
        wait();
        tell(event);
        break;
      case 'arrived':
        wait();
        tell(event);
        break;
      case 'ready':
        take(from, event);
        break;
      case 'unsupported':
        endStarting();
        tell(event);
        break;
      case 'notOpened':
        failed(from, event.message, `The counting module could not be started here: ${event.message}`);
    }
  }

  function wait(): void {
    clearTimeout(arriving);
    arriving = setTimeout(() => tryNext(LATE), patience);
  }

  /** Those under way may still come. */
  function giveUp(): void {
    tell({ type: 'unsupported', message: reason ?? 'Its workers do not start.', again: true });
  }

  function failed(from: Worker, why: string, message: string): void {
    reason ??= message;
    starting.delete(from);
    from.terminate();
    if (from === newest) tryNext(why);
  }

  function take(from: Worker, event: Extract<Event, { type: 'ready' }>): void {
    worker = from;
    opened = starting.get(from) ?? opened;
    starting.delete(from);
    endStarting();
    const { threads, plain } = event.environment;
    alone = { columns: !threads && !plain, classes: !threads };
    tell(event);
    for (const request of unsent.splice(0)) worker.postMessage(request);
  }

  function endStarting(): void {
    clearTimeout(arriving);
    for (const one of starting.keys()) void endWorker(one);
    starting.clear();
  }

  function stopped(which: Worker, why: string): void {
    if (which === worker) fail(`The counting worker stopped: ${why}.`);
    else if (starting.has(which)) failed(which, why, `The counting worker could not be started: ${why}.`);
  }

  function hear(event: Event): void {
    silent = 0;
    saving = event.type === 'saving';
    if ('id' in event && event.type !== 'classesProgress') asked.delete(event.id);
    switch (event.type) {
      case 'started':
        units = event.plan.units.length;
        finished = 0;
        counting = true;
        break;
      case 'progress':
        finished += event.finished.length;
        break;
      case 'classesProgress':
        counting = event.id === byClasses;
        break;
      case 'classesCounted':
      case 'classesCancelled':
      case 'classesFailed':
      case 'classesRefused':
      case 'noAnswer':
        if (event.id === byClasses) answered();
        break;
      case 'done':
      case 'cancelled':
      case 'failed':
      case 'refused':
      case 'elsewhere':
        counting = false;
        clearTimeout(deaf);
        break;
      case 'broken':
        fail(event.message);
        return;
    }
    tell(event);
  }

  function answered(): void {
    byClasses = undefined;
    counting = false;
    clearTimeout(deaf);
  }

  /** It counts by itself, and hears nothing in the middle of a unit. */
  const deafInUnits = () => (byClasses === undefined ? alone.columns : alone.classes);

  /** Counts looks, not time: a machine that slept has lost no worker. */
  function look(): void {
    const busy = counting || byClasses !== undefined;
    if (!worker || (busy && deafInUnits()) || (!counting && asked.size === 0)) {
      silent = 0;
      return;
    }
    silent++;
    const most = saving ? SAVING_LOOKS : counting ? COUNTING_LOOKS : ANSWER_LOOKS;
    if (silent >= most) fail('The counting worker does not answer any more.');
  }

  /** Nothing is to be had from it any more. */
  function fail(message: string): void {
    if (over) return;
    stop();
    worker?.terminate();
    worker = undefined;
    tell({ type: 'broken', message });
  }

  function stop(): void {
    over = true;
    clearTimeout(deaf);
    clearInterval(looking);
    endStarting();
  }

  /** Of a worker that counts by itself only ending it really stops a long unit; a new one takes its place. */
  function replace(): void {
    worker?.terminate();
    worker = undefined;
    counting = false;
    [ways, tried, reason] = [[() => opened], 0, undefined];
    tryNext(LATE);
    if (byClasses === undefined) tell({ type: 'cancelled', finished, units });
    else tell({ type: 'classesCancelled', id: byClasses });
    for (const id of asked)
      if (id !== byClasses) tell({ type: 'noAnswer', id, message: 'The worker that was asked was ended.' });
    asked.clear();
    byClasses = undefined;
  }

  return {
    send(request) {
      if (over) return;
      if ('id' in request) asked.add(request.id);
      if (request.type === 'classes') byClasses = request.id;
      if (worker) worker.postMessage(request);
      else unsent.push(request);
      if (request.type === 'cancel' && deafInUnits() && worker) deaf = setTimeout(replace, HEAR_WITHIN_MS);
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

/** Asks a worker to end its pool, and ends it. */
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
