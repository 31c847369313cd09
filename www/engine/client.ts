import { CANCELLED } from './cancelled';
import type { Event, Opening, Request } from './protocol';
import { startWorker } from './start-worker';

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
 * A pool that has not started for so long never will: its scripts were lost on the way, or the browser lost one of
 * its workers, as a Firefox that is driven from outside does now and then. Each try is given twice the time of the last.
 */
const POOL_WITHIN_MS = 2000;
const POOL_TRIES = 4;
/** While others count for it, the worker tells again and again how far it is; one silent for five looks is lost. */
const LOOK_EVERY_MS = 500;
const SILENT_LOOKS = 5;

/**
 * A new dedicated worker, with a pool if one is asked for; it is at work once it says 'ready'. Its workers are started
 * after `settled`, when it is clear that the page is not about to be loaded again.
 */
export function startEngine(opening: Opening, settled: Promise<void> = Promise.resolve()): EngineClient {
  const listeners = new Set<(event: Event) => void>();
  const tell = (event: Event) => {
    for (const listener of [...listeners]) listener(event);
  };
  let alone = false;
  let units = 0;
  let finished = 0;
  let deaf: ReturnType<typeof setTimeout> | undefined;
  let poolless: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let looking: ReturnType<typeof setInterval> | undefined;
  let silent = 0;
  /** the number of the question for a count by classes that has no answer yet */
  let byClasses: number | undefined;
  let worker = open();

  function open(): Worker {
    const opened = startWorker();
    opened.onmessage = ({ data }: MessageEvent<Event>) => hear(data);
    opened.onerror = (event) => {
      event.preventDefault();
      stopWaiting();
      const message = event.message || 'the reason is not known';
      tell({ type: 'unsupported', message: `The counting worker could not be started: ${message}.` });
    };
    void settled.then(() => opened.postMessage({ type: 'open', ...opening } satisfies Request));
    return opened;
  }

  function hear(event: Event): void {
    silent = 0;
    switch (event.type) {
      case 'loaded':
        poolless = setTimeout(openAgain, POOL_WITHIN_MS * 2 ** tries);
        break;
      case 'ready':
        alone = !event.environment.threads && !event.environment.plain;
        stopWaiting();
        break;
      case 'started':
        units = event.plan.units.length;
        finished = 0;
        if (!alone) looking = setInterval(look, LOOK_EVERY_MS);
        break;
      case 'progress':
        finished += event.finished.length;
        break;
      case 'classesCounted':
      case 'classesRefused':
        if (event.id === byClasses) byClasses = undefined;
        stopWaiting();
        break;
      case 'unsupported':
      case 'done':
      case 'cancelled':
      case 'failed':
        stopWaiting();
    }
    tell(event);
  }

  function stopWaiting(): void {
    clearTimeout(deaf);
    clearTimeout(poolless);
    clearInterval(looking);
  }

  /** Counts looks, not time: a machine that slept has lost no worker. */
  function look(): void {
    silent++;
    if (silent < SILENT_LOOKS) return;
    stopWaiting();
    worker.terminate();
    tell({ type: 'failed', message: 'The counting worker does not answer any more.', finished, units });
  }

  function openAgain(): void {
    worker.terminate();
    tries++;
    if (tries < POOL_TRIES) worker = open();
    else tell({ type: 'unsupported', message: 'Its workers do not start.' });
  }

  /** Of a worker that counts by itself only ending it really stops a long unit; a new one takes its place. */
  function replace(): void {
    worker.terminate();
    worker = open();
    if (byClasses === undefined) tell({ type: 'cancelled', finished, units });
    else tell({ type: 'classesRefused', id: byClasses, message: CANCELLED });
    byClasses = undefined;
  }

  return {
    send(request) {
      if (request.type === 'classes') byClasses = request.id;
      worker.postMessage(request);
      if (request.type === 'cancel' && alone) deaf = setTimeout(replace, HEAR_WITHIN_MS);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end() {
      stopWaiting();
      listeners.clear();
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
    },
  };
}
