import { coresHere, defaultWorkers } from '../model/worker-count';
import type { EngineOptions, Event, Request } from './api';
import { compileModule } from './module';
import { startWorker } from './start-worker';

// A separate script that runs while the page's own is still loading; it imports next to nothing.

/** The page's first dedicated worker, started with the options that most visits need. */
export type FirstWorker = {
  worker: Worker;
  options: EngineOptions;
  /** its events so far, in order */
  events: (MessageEvent<Event> | ErrorEvent)[];
};

export const firstWorker: FirstWorker | null = begin();

/** Null if the page may be about to reload, or its address sets the number of workers. */
function begin(): FirstWorker | null {
  if (!globalThis.crossOriginIsolated || new URLSearchParams(location.search).has('workers')) return null;
  const options: EngineOptions = {
    purpose: 'counting',
    workers: defaultWorkers(coresHere()),
    pool: true,
    popcount: null,
  };
  const said: FirstWorker['events'] = [];
  const worker = startWorker();
  worker.onmessage = (event: MessageEvent<Event>) => void said.push(event);
  worker.onerror = (event) => {
    event.preventDefault();
    said.push(event);
  };
  const open = (compiled?: WebAssembly.Module) =>
    worker.postMessage({ type: 'open', ...options, ...(compiled && { compiled }) } satisfies Request);
  // The module loads in parallel with the worker's script; if that fails, the worker loads it itself.
  compileModule().then(open, () => open());
  return { worker, options, events: said };
}
