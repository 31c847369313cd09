import type { EngineInfo, EngineOptions } from './api';
import { epoch } from './clock';
import { aloneExecutor, type Executor, poolExecutor } from './executors';
import { startMessagePool } from './message-pool';
import { compileModule, moduleUrl } from './module';
import * as module from './pkg/latin_rectangles.js';
import type { PoolWorkers } from './pool-workers';
import { startMessageWorker } from './start-message-worker';

/** A module that is ready to count, and the executor that runs its units. */
export type Engine = {
  module: typeof module;
  counter: module.Counter;
  executor: Executor;
  memory: WebAssembly.Memory;
  environment: EngineInfo;
};

/** The requested options, with the module if the page has fetched it. */
type BootOptions = EngineOptions & { compiled?: WebAssembly.Module };

/** Starts workers as requested, or the next best thing; `loaded` is called once the module is loaded. */
export async function openEngine(
  options: BootOptions,
  loaded: () => void,
  poolWorkers: PoolWorkers,
): Promise<Engine> {
  const { pool, instead } = options;
  if (!pool) return openAlone(options, instead ? aloneFor(instead.why) : null);
  const why = whyNoThreads() ?? (instead && !instead.shared ? instead.why : null);
  if (why === null) return openPool(options, loaded);
  if (options.purpose === 'lab') return openAlone(options, aloneFor(why));
  try {
    return await openMessagePool(options, why, loaded);
  } catch (error) {
    // Falls back to one worker, with a new module.
    if (instead) throw error;
    poolWorkers.end();
    return openAlone(options, aloneFor(why));
  }
}

const aloneFor = (why: string) => `Only one worker can run here: ${why}`;

async function openPool(options: BootOptions, loaded: () => void): Promise<Engine> {
  const { workers, instead, purpose } = options;
  const { memory } = await module.default({ module_or_path: options.compiled ?? moduleUrl });
  const loadedAt = epoch();
  loaded();
  // Memory must not grow during a measurement.
  if (purpose === 'lab') module.reserve(workers);
  await module.initThreadPool(workers);
  const counter = new module.Counter(true);
  const startTimes = { loadedAt, readyAt: epoch() };
  const reason = instead ? `${workers} workers instead of ${instead.requested}: ${instead.why}` : null;
  return engineOf(memory, counter, poolExecutor(counter), { threads: true, reason, startTimes });
}

/** Rejects if no worker can be started inside this one. */
async function openMessagePool({ workers }: EngineOptions, why: string, loaded: () => void): Promise<Engine> {
  const compiled = await compileModule();
  const { memory } = module.initSync({ module: compiled });
  const loadedAt = epoch();
  loaded();
  const counter = module.Counter.withMessageWorkers(workers);
  const pool = await startMessagePool(counter, workers, compiled, startMessageWorker);
  const startTimes = { loadedAt, readyAt: epoch() };
  return engineOf(memory, counter, pool, {
    messageWorkers: true,
    reason: `Workers without shared memory: ${why}`,
    startTimes,
  });
}

/** @param reason why there is no pool; null if none was requested */
async function openAlone(options: BootOptions, reason: string | null): Promise<Engine> {
  const { memory } = await module.default({ module_or_path: options.compiled ?? moduleUrl });
  const loadedAt = epoch();
  if (options.purpose === 'lab') module.reserve(1);
  const counter = new module.Counter(false);
  const startTimes = { loadedAt, readyAt: loadedAt };
  return engineOf(memory, counter, aloneExecutor(counter), { reason, startTimes });
}

function engineOf(
  memory: WebAssembly.Memory,
  counter: module.Counter,
  executor: Executor,
  how: Partial<EngineInfo> & Pick<EngineInfo, 'startTimes'>,
): Engine {
  const workers = counter.workers();
  const none = { threads: false, messageWorkers: false, reason: null };
  return {
    module,
    counter,
    executor,
    memory,
    environment: { ...none, workers, simd: true, version: module.version(), ...how },
  };
}

/** Why workers cannot share memory here; null if they can. */
function whyNoThreads(): string | null {
  if (self.location.protocol === 'blob:') return 'the whole page is one file.';
  if (!self.crossOriginIsolated) return 'this page was served without the headers that shared memory needs.';
  if (typeof SharedArrayBuffer !== 'function') return 'this browser does not support shared memory.';
  return null;
}
