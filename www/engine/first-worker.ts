import { coresHere, defaultWorkers } from '../model/worker-count';
import type { EngineOptions, Event, Request } from './api';
import { compileModule } from './module';
import { startWorker } from './start-worker';

// A script of its own, which runs before that of the page has come; it imports next to nothing.

/** The page's first dedicated worker, opened for what most visits ask for. */
export type FirstWorker = {
  worker: Worker;
  options: EngineOptions;
  /** what it has said so far, in order */
  events: (MessageEvent<Event> | ErrorEvent)[];
};

export const firstWorker: FirstWorker | null = begin();

/** Null where the page may be about to be loaded again, or asks for workers of its own. */
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
  // The module comes while the worker's script does; one that does not come the worker asks for itself.
  compileModule().then(open, () => open());
  return { worker, options, events: said };
}
