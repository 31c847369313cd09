import { simd } from 'wasm-feature-detect';
import { epoch } from './clock';
import type { CountResult, Estimate, FinishedUnit, Plan, ProgressReport, Rectangle } from './generated';
import type { Measuring } from './lab-worker';
import { copyMeter } from './meter';
import { nextLook, nextTask, pause } from './pace';
import * as counting from './pkg/counting/counting.js';
import { watchPoolWorkers } from './pool-workers';
import type { Environment, Event, LabQuestion, MeterSource, Opened, Opening, Request } from './protocol';
import { sentence, words } from './words';

const PROGRESS_EVERY_MS = 100;
/** Without threads, so long is counted between two times of hearing messages. */
const SLICE_MS = 50;

/** The popcounts are tried while the page is at rest, so often and so long. */
const IDLE_MS = 100;
const RACES = 10;
const RACE_SECONDS = 0.02;

type Module = Pick<
  typeof counting,
  'default' | 'Counter' | 'initThreadPool' | 'listRectangles' | 'randomRectangle' | 'reserve' | 'version'
>;
type Engine = {
  module: Module;
  counter: counting.Counter;
  memory: WebAssembly.Memory;
  environment: Environment;
};

let engine: Engine | undefined;
/** What the lab asks is done by the engine itself if it has the larger module, and otherwise beside it on this thread. */
let measuring: Promise<Measuring> | undefined;
/** The count in hand; another object means another count. */
let current: { broken: string | null } | undefined;
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
      return engine?.counter.cancel();
    case 'count':
      return engine && count(engine, request);
    case 'estimate':
      return answerEstimate(request);
    case 'unit':
      return engine && timeUnit(engine, request);
    case 'rectangle': {
      if (!engine) return;
      const { rows, columns } = request.shape;
      const seed = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
      const rectangle: Rectangle = JSON.parse(engine.module.randomRectangle(rows, columns, seed));
      return say({ type: 'rectangle', id: request.id, rectangle });
    }
    case 'list': {
      if (!engine) return;
      const { columns, column, offset, limit } = request;
      const rectangles: Rectangle[] = JSON.parse(
        engine.module.listRectangles(columns, Uint8Array.from(column), offset, limit),
      );
      return say({ type: 'listed', id: request.id, rectangles });
    }
    case 'labPlan':
      // Its crews take over what the tries have shown, and nothing may run beside what they measure.
      await tried;
      return engine && answerLab(engine, request);
    case 'labStep':
    case 'labReport':
    case 'labRead':
      return engine && answerLab(engine, request);
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
    const lab = opening.module === 'lab' ? await import('./lab-worker') : undefined;
    const module: Module = lab?.module ?? counting;
    const { memory } = await module.default();
    const loadedAt = epoch();
    const reason = opening.pool ? whyNoThreads() : null;
    const threads = opening.pool && reason === null;
    if (threads) say({ type: 'loaded' });
    if (!reason) module.reserve(opening.workers);
    if (threads) await module.initThreadPool(opening.workers);
    const opened = { loadedAt, readyAt: threads ? epoch() : loadedAt };
    const own = lab && new lab.module.Counter(threads);
    if (own) measuring = Promise.resolve(lab.measuringWith(own));
    const counter = own ?? new counting.Counter(threads);
    engine = {
      module,
      counter,
      memory,
      environment: environmentOf(module, counter, threads, reason, opened),
    };
    if (opening.popcount) engine.counter.settlePopcount(JSON.stringify(opening.popcount));
    say({ type: 'ready', environment: engine.environment });
    if (!opening.popcount) tried = raceWhenIdle(engine.counter);
  } catch (error) {
    say({ type: 'unsupported', message: `The counting module could not be started here: ${words(error)}` });
  }
}

function environmentOf(
  module: Module,
  counter: counting.Counter,
  threads: boolean,
  reason: string | null,
  opened: Opened,
): Environment {
  return { workers: counter.workers(), threads, simd: true, reason, version: module.version(), opened };
}

/** In short races, so that whoever asks for a count does not wait; the best times of all of them count. */
async function raceWhenIdle(counter: counting.Counter): Promise<void> {
  for (let races = 0; races < RACES; races++) {
    await pause(IDLE_MS);
    if (current) return;
    counter.race(RACE_SECONDS);
  }
}

/** In one line why only one worker can count here; null when several can. */
function whyNoThreads(): string | null {
  if (!self.crossOriginIsolated) return 'One worker only: this page was served without isolation headers.';
  if (typeof SharedArrayBuffer !== 'function') return 'One worker only: this browser shares no memory.';
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

/** The larger module, fetched when it is first asked for something. */
function measuringOf({ counter }: Engine): Promise<Measuring> {
  measuring ??= import('./lab-worker').then(({ measuringBeside }) =>
    // A race of no seconds gives the outcome of those that were held.
    measuringBeside(JSON.parse(counter.race(0))),
  );
  // Another question is another try.
  measuring.catch(() => {
    measuring = undefined;
  });
  return measuring;
}

async function answerLab(opened: Engine, question: LabQuestion): Promise<void> {
  try {
    const { answer } = await measuringOf(opened);
    say(answer(question));
  } catch (error) {
    const message = `The module that measures could not be started here: ${words(error)}`;
    say({ type: 'labRefused', id: question.id, message: sentence(message) });
  }
}

async function timeUnit(
  opened: Engine,
  { id, ...question }: Extract<Request, { type: 'unit' }>,
): Promise<void> {
  try {
    const { timeUnit } = await measuringOf(opened);
    say({ type: 'unit', id, report: timeUnit(question) });
  } catch (error) {
    say({ type: 'refused', message: words(error) });
  }
}

async function count(opened: Engine, request: Extract<Request, { type: 'count' }>): Promise<void> {
  const { counter, environment } = opened;
  const { shape, schedule, options } = request;
  let plan: Plan;
  try {
    plan = JSON.parse(
      counter.start(shape.rows, shape.columns, request.engine, schedule, JSON.stringify(options)),
    );
  } catch (error) {
    return say({ type: 'refused', message: words(error) });
  }
  const mine = { broken: null };
  current = mine;
  const startedAt = performance.now();
  const source = meterOf(opened);
  // shared memory is seen by the page itself; other memory is copied for it again and again
  const meter = () => (environment.threads ? source : copyMeter(source));
  say({ type: 'started', plan, meter: meter() });

  let finished: FinishedUnit[] = [];
  let saidAt = startedAt;
  while (current === mine) {
    if (!environment.threads) countSlice(counter);
    const report = look(counter, mine);
    finished.push(...report.finished);
    const now = performance.now();
    const over = report.state.kind !== 'running';
    if (over || now - saidAt >= PROGRESS_EVERY_MS) {
      say({ type: 'progress', finished, meter: environment.threads ? null : meter() });
      finished = [];
      saidAt = now;
    }
    if (over) return say(outcome(counter, report, plan));
    await (environment.threads ? nextLook(startedAt) : nextTask());
  }
}

function countSlice(counter: counting.Counter): void {
  const until = performance.now() + SLICE_MS;
  do counter.step();
  while (performance.now() < until);
}

function look(counter: counting.Counter, count: { broken: string | null }): ProgressReport {
  const report: ProgressReport = JSON.parse(counter.progress());
  if (count.broken === null || report.state.kind !== 'running') return report;
  counter.cancel();
  return { ...report, state: { kind: 'failed', message: count.broken } };
}

/** How the count has ended; a total only when it is whole and all first columns agree. */
function outcome(counter: counting.Counter, { state, done }: ProgressReport, plan: Plan): Event {
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

function meterOf({ module, counter, memory, environment }: Engine): MeterSource {
  const offset = counter.meterAddress();
  if (offset === undefined) throw new Error('no count has a meter');
  return { buffer: memory.buffer, offset, workers: environment.workers, words: module.Counter.meterWords() };
}
