import { epoch } from './clock';
import { aloneExecutor, type Executor, poolExecutor } from './executors';
import { startHands } from './hands';
import { compileModule, moduleUrl } from './module';
import * as counting from './pkg/counting/counting.js';
import type { PoolWorkers } from './pool-workers';
import type { Environment, Opening } from './protocol';
import { startHand } from './start-hand';

/** What all modules can. */
type Module = Pick<
  typeof counting,
  | 'default'
  | 'Counter'
  | 'initThreadPool'
  | 'listRectangles'
  | 'randomRectangle'
  | 'readCheckpoint'
  | 'reserve'
  | 'version'
>;

/** A module that is ready to count, and who counts with it. */
export type Engine = {
  module: Module;
  counter: counting.Counter;
  executor: Executor;
  memory: WebAssembly.Memory;
  environment: Environment;
};

/** A module, and where it is. */
type Source = { module: Module; url: string };

/** Starts workers as asked for, or the next best thing; `loaded` is called when the module is here. */
export async function openEngine(
  opening: Opening,
  { module, url }: Source = { module: counting, url: moduleUrl },
  loaded: () => void,
  poolWorkers: PoolWorkers,
): Promise<Engine> {
  const { pool, instead } = opening;
  const source = { module, url };
  if (!pool) return openAlone(source, opening, instead ? aloneFor(instead.why) : null);
  const why = whyNoThreads() ?? (instead && !instead.shared ? instead.why : null);
  if (why === null) return openPool(source, opening, loaded);
  // Plain workers have the smallest module.
  if (opening.module !== 'counting') return openAlone(source, opening, aloneFor(why));
  try {
    return await openPlain(opening, why, loaded);
  } catch (error) {
    // Then one worker is the next way, in a module that is new.
    if (instead) throw error;
    poolWorkers.end();
    return openAlone(source, opening, aloneFor(why));
  }
}

const aloneFor = (why: string) => `One worker only: ${why}`;

/** Counts by classes need no tables of first columns. */
const hasTables = (opening: Opening) => opening.module !== 'classes';

async function openPool({ module, url }: Source, opening: Opening, loaded: () => void): Promise<Engine> {
  const { workers, instead } = opening;
  const { memory } = await module.default({ module_or_path: url });
  const loadedAt = epoch();
  loaded();
  if (hasTables(opening)) module.reserve(workers);
  await module.initThreadPool(workers);
  const counter = new module.Counter(true);
  const opened = { loadedAt, readyAt: epoch() };
  const reason = instead ? `${workers} workers instead of ${instead.asked}: ${instead.why}` : null;
  return engineOf(module, memory, counter, poolExecutor(counter), { threads: true, reason, opened });
}

/** Rejects where no worker can be started inside this one. */
async function openPlain({ workers, instead }: Opening, why: string, loaded: () => void): Promise<Engine> {
  const compiled = await compileModule();
  const { memory } = counting.initSync({ module: compiled });
  const loadedAt = epoch();
  loaded();
  // Where memory was lacking, what each of them needs is asked for first.
  if (instead) counting.reserve(1);
  const counter = counting.Counter.withHands(workers);
  const hands = await startHands(counter, workers, compiled, startHand);
  const opened = { loadedAt, readyAt: epoch() };
  return engineOf(counting, memory, counter, hands, {
    plain: true,
    reason: `Plain workers: ${why}`,
    opened,
  });
}

/** @param reason null when it is alone because it was asked to be */
async function openAlone({ module, url }: Source, opening: Opening, reason: string | null): Promise<Engine> {
  const { memory } = await module.default({ module_or_path: url });
  const loadedAt = epoch();
  // What is measured must not find memory growing.
  if ((reason === null || opening.instead) && hasTables(opening)) module.reserve(1);
  const counter = new module.Counter(false);
  const opened = { loadedAt, readyAt: loadedAt };
  return engineOf(module, memory, counter, aloneExecutor(counter), { reason, opened });
}

function engineOf(
  module: Module,
  memory: WebAssembly.Memory,
  counter: counting.Counter,
  executor: Executor,
  how: Partial<Environment> & Pick<Environment, 'opened'>,
): Engine {
  const workers = counter.workers();
  const none = { threads: false, plain: false, reason: null };
  return {
    module,
    counter,
    executor,
    memory,
    environment: { ...none, workers, simd: true, version: module.version(), ...how },
  };
}

/** Why workers can share no memory here; null when they can. */
function whyNoThreads(): string | null {
  if (self.location.protocol === 'blob:') return 'this page is a single file.';
  if (!self.crossOriginIsolated) return 'this page was served without isolation headers.';
  if (typeof SharedArrayBuffer !== 'function') return 'this browser shares no memory.';
  return null;
}
