import { simd } from 'wasm-feature-detect';
import { jobName } from '../lib/unfinished-record';
import { epoch } from './clock';
import { aloneExecutor, type Executor, poolExecutor } from './executors';
import type {
  CheckpointReport,
  CountRequest,
  CountResult,
  Estimate,
  FinishedUnit,
  Plan,
  ProgressReport,
  Rectangle,
  UnitReport,
} from './generated';
import { startHands } from './hands';
import { createKeeper, type Keeper } from './keeper';
import { answerLab } from './lab-worker';
import { copyMeter } from './meter';
import { compileModule, moduleUrl } from './module';
import { pause } from './pace';
import init, {
  Counter,
  initSync,
  initThreadPool,
  listRectangles,
  randomRectangle,
  readCheckpoint,
  reserve,
  version,
} from './pkg/latin_rectangles.js';
import { watchPoolWorkers } from './pool-workers';
import type { Environment, Event, MeterSource, Opening, Request } from './protocol';
import { openStage, type Stage } from './stage';
import { startHand } from './start-hand';
import { sentence, words } from './words';

const PROGRESS_EVERY_MS = 100;

/** The popcounts are tried while the page is at rest, so often and so long. */
const IDLE_MS = 100;
const RACES = 10;
const RACE_SECONDS = 0.02;

type Engine = {
  counter: Counter;
  executor: Executor;
  memory: WebAssembly.Memory;
  environment: Environment;
};

let engine: Engine | undefined;
/** A count: why it is broken, if it is, and how it was asked to end. */
type Current = { broken: string | null; ending: 'paused' | 'stopped' | null };

/** The count in hand; another object means another count. */
let current: Current | undefined;
/** The popcounts have been tried, or are tried no more. */
let tried: Promise<void> = Promise.resolve();

const poolWorkers = watchPoolWorkers((message) => {
  if (current) current.broken = message;
});

const say = (event: Event) => postMessage(event);

self.onmessage = ({ data }: MessageEvent<Request>) => {
  hear(data).catch((error) => {
    say({ type: 'failed', message: words(error), finished: 0, units: 0 });
  });
};

async function hear(request: Request): Promise<void> {
  switch (request.type) {
    case 'open':
      return open(request);
    case 'end':
      poolWorkers.end();
      say({ type: 'ended' });
      return self.close();
    case 'cancel':
      return end('stopped');
    case 'pause':
      return end('paused');
    case 'count':
      return engine && count(engine, request.request);
    case 'checkpoint':
      return answerCheckpoint(request);
    case 'estimate':
      return answerEstimate(request);
    case 'unit':
      return engine && timeUnit(engine.counter, request);
    case 'rectangle': {
      const { rows, columns } = request.shape;
      const seed = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
      const rectangle: Rectangle = JSON.parse(randomRectangle(rows, columns, seed));
      return say({ type: 'rectangle', id: request.id, rectangle });
    }
    case 'list': {
      const { columns, column, offset, limit } = request;
      const rectangles: Rectangle[] = JSON.parse(
        listRectangles(columns, Uint8Array.from(column), offset, limit),
      );
      return say({ type: 'listed', id: request.id, rectangles });
    }
    case 'labPlan':
      // Its crews take over what the tries have shown, and nothing may run beside what they measure.
      await tried;
      return engine && say(answerLab(engine.counter, request));
    case 'labStep':
    case 'labReport':
    case 'labRead':
      return engine && say(answerLab(engine.counter, request));
  }
}

async function open(opening: Opening): Promise<void> {
  if (typeof WebAssembly !== 'object') {
    return say({ type: 'unsupported', message: 'This browser has no WebAssembly, which does the counting.' });
  }
  if (!(await simd())) {
    return say({
      type: 'unsupported',
      message: 'This browser has no WebAssembly SIMD, which does the counting; a newer one has.',
    });
  }
  try {
    const why = opening.pool ? whyNoThreads() : null;
    if (!opening.pool) engine = await openAlone(null);
    else if (why === null) engine = await openPool(opening.workers);
    else engine = await openPlain(opening.workers, why);
    const { counter, environment } = engine;
    if (opening.popcount) counter.settlePopcount(JSON.stringify(opening.popcount));
    say({ type: 'ready', environment });
    if (!opening.popcount) tried = raceWhenIdle(counter);
  } catch (error) {
    say({ type: 'unsupported', message: `The counting module could not be started here: ${words(error)}` });
  }
}

async function openPool(workers: number): Promise<Engine> {
  const { memory } = await init({ module_or_path: moduleUrl });
  const loadedAt = epoch();
  say({ type: 'loaded' });
  reserve(workers);
  await initThreadPool(workers);
  const counter = new Counter(true);
  const opened = { loadedAt, readyAt: epoch() };
  return engineOf(memory, counter, poolExecutor(counter), { threads: true, opened });
}

/** Plain workers; where none can be started inside this one, this one counts alone. */
async function openPlain(workers: number, why: string): Promise<Engine> {
  const module = await compileModule();
  const { memory } = initSync({ module });
  const loadedAt = epoch();
  say({ type: 'loaded' });
  const counter = Counter.withHands(workers);
  try {
    const hands = await startHands(counter, workers, module, startHand);
    const opened = { loadedAt, readyAt: epoch() };
    return engineOf(memory, counter, hands, { plain: true, reason: `Plain workers: ${why}`, opened });
  } catch {
    poolWorkers.end();
    return openAlone(`One worker only: ${why}`);
  }
}

/** @param reason null when it is alone because it was asked to be */
async function openAlone(reason: string | null): Promise<Engine> {
  const { memory } = await init({ module_or_path: moduleUrl });
  const loadedAt = epoch();
  // What is measured must not find memory growing.
  if (reason === null) reserve(1);
  const counter = new Counter(false);
  return engineOf(memory, counter, aloneExecutor(counter), {
    reason,
    opened: { loadedAt, readyAt: loadedAt },
  });
}

function engineOf(
  memory: WebAssembly.Memory,
  counter: Counter,
  executor: Executor,
  how: Partial<Environment> & Pick<Environment, 'opened'>,
): Engine {
  const workers = counter.workers();
  const none = { threads: false, plain: false, reason: null };
  return {
    counter,
    executor,
    memory,
    environment: { ...none, workers, simd: true, version: version(), ...how },
  };
}

/** In short races, so that whoever asks for a count does not wait; the best times of all of them count. */
async function raceWhenIdle(counter: Counter): Promise<void> {
  for (let races = 0; races < RACES; races++) {
    await pause(IDLE_MS);
    if (current) return;
    counter.race(RACE_SECONDS);
  }
}

/** Why workers can share no memory here; null when they can. */
function whyNoThreads(): string | null {
  if (self.location.protocol === 'blob:') return 'this page is a single file.';
  if (!self.crossOriginIsolated) return 'this page was served without isolation headers.';
  if (typeof SharedArrayBuffer !== 'function') return 'this browser shares no memory.';
  return null;
}

function answerEstimate({ id, shapes }: Extract<Request, { type: 'estimate' }>): void {
  if (!engine) return;
  try {
    const { counter } = engine;
    const estimates = shapes.map(
      ({ rows, columns }): Estimate => JSON.parse(counter.estimate(rows, columns)),
    );
    say({ type: 'estimates', id, estimates });
  } catch (error) {
    say({ type: 'refused', message: words(error) });
  }
}

function timeUnit(counter: Counter, request: Extract<Request, { type: 'unit' }>): void {
  const { id, shape, firstColumn, part, parts, repetitions, options } = request;
  try {
    const asked = [firstColumn, part, parts, repetitions] as const;
    const report: UnitReport = JSON.parse(
      counter.timeUnit(shape.rows, shape.columns, ...asked, JSON.stringify(options)),
    );
    say({ type: 'unit', id, report });
  } catch (error) {
    say({ type: 'refused', message: words(error) });
  }
}

function answerCheckpoint({ id, text, beside }: Extract<Request, { type: 'checkpoint' }>): void {
  try {
    const checkpoint: CheckpointReport = JSON.parse(readCheckpoint(text, beside));
    say({ type: 'checkpoint', id, checkpoint });
  } catch (error) {
    say({ type: 'checkpointRefused', id, message: sentence(words(error)) });
  }
}

function end(how: 'paused' | 'stopped'): void {
  if (current) current.ending ??= how;
  engine?.executor.cancel();
}

async function count(opened: Engine, request: CountRequest): Promise<void> {
  const mine: Current = { broken: null, ending: null };
  current = mine;
  const name = jobName(request.shape, request.engine);
  const keeper = createKeeper(
    name,
    () => JSON.parse(opened.counter.checkpoint()) as CheckpointReport,
    (trouble) => say({ type: 'kept', trouble }),
  );
  if (request.keep && !(await keeper.claim())) return say({ type: 'elsewhere' });
  const stage = openStage(name);
  try {
    await run(opened, request, mine, keeper, stage);
  } finally {
    stage.close();
    keeper.release();
  }
}

async function run(
  { counter, executor, memory, environment }: Engine,
  request: CountRequest,
  mine: Current,
  keeper: Keeper,
  stage: Stage,
): Promise<void> {
  if (mine.ending) return say({ type: 'cancelled', finished: 0, units: 0 });
  let plan: Plan;
  try {
    plan = JSON.parse(counter.start(JSON.stringify(request)));
  } catch (error) {
    return say({ type: 'refused', message: sentence(words(error)) });
  }
  const startedAt = performance.now();
  const source = meterOf(counter, memory, environment.workers);
  // shared memory is seen by the page itself; other memory is copied for it again and again
  const meter = () => (executor.shared ? source : copyMeter(source));
  say({ type: 'started', plan, meter: meter(), elapsed: 0 });
  executor.begin(plan.units.length - plan.before.length);

  const all: FinishedUnit[] = [];
  stage.open(() => [
    { type: 'started', plan, meter: copyMeter(source), elapsed: (performance.now() - startedAt) / 1000 },
    { type: 'progress', finished: all, meter: copyMeter(source) },
  ]);
  let finished: FinishedUnit[] = [];
  let saidAt = startedAt;
  while (current === mine) {
    const report = look(counter, mine);
    finished.push(...report.finished);
    const now = performance.now();
    const over = report.state.kind !== 'running';
    if (over || now - saidAt >= PROGRESS_EVERY_MS) {
      say({ type: 'progress', finished, meter: executor.shared ? null : meter() });
      stage.tell(() => ({ type: 'progress', finished, meter: copyMeter(source) }));
      all.push(...finished);
      finished = [];
      saidAt = now;
    }
    if (over) return ended(outcome(counter, report, plan), mine, keeper, stage);
    keeper.look(now - startedAt);
    await executor.advance(startedAt);
  }
}

/** A total is said at once; what is to be gone on with, when it has been kept. */
async function ended(event: Event, { ending }: Current, keeper: Keeper, stage: Stage): Promise<void> {
  const tell = () => {
    say(event);
    stage.tell(() => event);
  };
  if (event.type === 'done') {
    tell();
    await keeper.forget();
  } else {
    await keeper.keep(ending === 'paused');
    tell();
  }
}

function look(counter: Counter, count: { broken: string | null }): ProgressReport {
  const report: ProgressReport = JSON.parse(counter.progress());
  if (count.broken === null || report.state.kind !== 'running') return report;
  counter.cancel();
  return { ...report, state: { kind: 'failed', message: count.broken } };
}

/** How the count has ended; a total only when it is whole and all first columns agree. */
function outcome(counter: Counter, { state, done }: ProgressReport, plan: Plan): Event {
  const sofar = { finished: done, units: plan.units.length };
  if (state.kind === 'cancelled') return { type: 'cancelled', ...sofar };
  if (state.kind === 'failed') return { type: 'failed', message: sentence(state.message), ...sofar };
  try {
    const result: CountResult = JSON.parse(counter.result());
    return { type: 'done', result };
  } catch (error) {
    return { type: 'failed', message: sentence(words(error)), ...sofar };
  }
}

function meterOf(counter: Counter, memory: WebAssembly.Memory, workers: number): MeterSource {
  const offset = counter.meterAddress();
  if (offset === undefined) throw new Error('no count has a meter');
  return { buffer: memory.buffer, offset, workers, words: Counter.meterWords() };
}
