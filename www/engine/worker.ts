import { simd } from 'wasm-feature-detect';
import { jobOf } from '../model/checkpoint-record';
import type { Comparison, LearnAnswer, Rectangle, SequencePlan } from '../model/generated';
import { checkpointFile } from '../storage/checkpoint-file';
import { utf8Of } from '../storage/read-file';
import type { EngineOptions, EstimateRequest, Event, JobRequest, Request } from './api';
import { saveOpened } from './autosave';
import { type Engine, openEngine } from './boot';
import { checkpointReader } from './checkpoint';
import { errorMessage, sentence } from './error-message';
import { startJob } from './job';
import { createJobs } from './job-queue';
import { handleLabCall, timeUnit } from './lab-worker';
import { askForLessMemory } from './memory';
import { watchPoolWorkers } from './pool-workers';
import { sleep } from './scheduling';
import { sequenceFile } from './sequence-file';

// No dynamic imports: in Firefox they never settle once a service worker controls a page that it did not serve.

/** Popcounts are raced while the page is idle: how long to wait before each race, how many, and how long each takes. */
const IDLE_MS = 100;
const RACES = 10;
const RACE_SECONDS = 0.02;

/** WebAssembly memory never shrinks: an engine that has grown by more should be restarted. */
const MOST_GROWTH = 64 * 2 ** 20;

let engine: Engine | undefined;
/** resolves when the engine has started or failed to */
let opened: Promise<void> | undefined;
/** bytes of memory at the start */
let openedBytes = 0;
const jobs = createJobs();
let autosaveMs: number | undefined;
/** resolves when no more popcount races are to come */
let tried: Promise<void> = Promise.resolve();

const post = (event: Event) => postMessage(event);

const poolWorkers = watchPoolWorkers(
  (message) => {
    if (!engine) post({ type: 'startFailed', message: `${message}.` });
    void jobs.withCurrent((job) => job.fail(message));
  },
  () => {
    if (!engine) post({ type: 'workerStarted' });
  },
);

self.onmessage = ({ data }: MessageEvent<Request>) => {
  handle(data).catch((error) => refuse(data, error));
};

/** A module that has trapped cannot be trusted any more. */
const isBroken = (error: unknown) => error instanceof WebAssembly.RuntimeError;

/** Responds with the error, unless the module is broken. */
function refuse(request: Request, error: unknown): void {
  const message = sentence(errorMessage(error));
  if (isBroken(error) || !('id' in request))
    post({ type: 'broken', message: `The engine stopped: ${message}` });
  else if (request.type === 'count') post({ type: 'failed', id: request.id, message, finished: 0, units: 0 });
  else post({ type: 'requestFailed', id: request.id, message });
}

async function handle(request: Request): Promise<void> {
  if (request.type === 'open') {
    opened = open(request);
    return opened;
  }
  if (request.type === 'end') {
    poolWorkers.end();
    post({ type: 'ended' });
    return self.close();
  }
  if (!engine) await opened;
  if (!engine) throw new Error('There is no counting module.');
  switch (request.type) {
    case 'count':
      return carryOut(engine, request);
    case 'cancel':
      return jobs.withCurrent((job) => job.end('stopped'));
    case 'pause':
      return jobs.withCurrent((job) => job.end('paused'));
    case 'save':
      return jobs.withCurrent((job) => job.save());
    case 'checkpoint':
      return openCheckpoint(engine, request);
    case 'estimate':
      return estimateAll(engine, request);
    case 'published':
      return postPublished(engine, request);
    case 'unit':
      return postUnit(engine, request);
    case 'rectangle': {
      const { rows, columns } = request.shape;
      const seed = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
      const rectangle: Rectangle = JSON.parse(engine.module.randomRectangle(rows, columns, seed));
      return post({ type: 'rectangle', id: request.id, rectangle });
    }
    case 'list': {
      const { columns, column, offset, limit } = request;
      const rectangles: Rectangle[] = JSON.parse(
        engine.module.listRectangles(columns, Uint8Array.from(column), offset, limit),
      );
      return post({ type: 'listed', id: request.id, rectangles });
    }
    case 'learn': {
      const answer: LearnAnswer = JSON.parse(engine.module.learn(JSON.stringify(request.request)));
      return post({ type: 'learned', id: request.id, answer });
    }
    case 'compareWays': {
      // Nothing else may run during a measurement.
      await tried;
      const comparison: Comparison = JSON.parse(
        engine.counter.labComparison(JSON.stringify(request.request)),
      );
      return post({ type: 'waysCompared', id: request.id, comparison });
    }
    case 'sequencePlan': {
      const plan: SequencePlan = JSON.parse(engine.counter.sequenceParts(JSON.stringify(request.request)));
      return post({ type: 'sequencePlanned', id: request.id, plan });
    }
    case 'sequenceFile':
      return post({ type: 'sequenceWritten', id: request.id, ...sequenceFile(engine.module, request) });
    case 'labPlan':
      // Its sessions take over the chosen popcount, and nothing may run during a measurement.
      await tried;
      return post(handleLabCall(engine.counter, request));
    case 'labStep':
    case 'labReport':
    case 'labRead':
      return post(handleLabCall(engine.counter, request));
  }
}

async function open(options: EngineOptions): Promise<void> {
  autosaveMs = options.autosaveMs;
  if (typeof WebAssembly !== 'object') {
    return post({
      type: 'unsupported',
      message: 'This browser does not support WebAssembly, which this page needs.',
    });
  }
  if (!(await simd())) {
    return post({
      type: 'unsupported',
      message: 'This browser is too old: it lacks WebAssembly SIMD. Please update it.',
    });
  }
  askForLessMemory();
  try {
    engine = await openEngine(options, () => post({ type: 'loaded' }), poolWorkers);
    const { counter, environment, memory } = engine;
    openedBytes = memory.buffer.byteLength;
    if (options.popcount) counter.settlePopcount(JSON.stringify(options.popcount));
    post({ type: 'ready', environment });
    if (!options.popcount) {
      // A failed race chooses nothing.
      tried = raceWhenIdle(engine).catch(() => {});
    }
  } catch (error) {
    // If it cannot be compiled, no fallback helps.
    if (error instanceof WebAssembly.CompileError)
      post({
        type: 'unsupported',
        message: `The engine could not start: ${errorMessage(error)}`,
        again: true,
      });
    else post({ type: 'startFailed', message: errorMessage(error) });
  }
}

/** Races are short, so that a count need not wait; the best times over all of them decide. */
async function raceWhenIdle({ counter }: Engine): Promise<void> {
  for (let races = 0; races < RACES; races++) {
    await sleep(IDLE_MS);
    if (jobs.begun()) return;
    counter.race(RACE_SECONDS);
  }
}

async function carryOut(opened: Engine, request: JobRequest): Promise<void> {
  const job = await jobs.begin(() => startJob(opened, request, autosaveMs, post));
  await job.over;
  if (opened.memory.buffer.byteLength - openedBytes > MOST_GROWTH) post({ type: 'grown' });
}

async function openCheckpoint(
  { module }: Engine,
  { id, file }: Extract<Request, { type: 'checkpoint' }>,
): Promise<void> {
  try {
    const bytes = await utf8Of(file).catch(() => {
      throw new Error('the browser cannot read it');
    });
    const read = checkpointReader(module);
    const opened = read(bytes);
    const { checkpoint, trouble } = await saveOpened(jobOf(opened.report), opened, read);
    const unsaved = trouble === null ? null : { file: checkpointFile(checkpoint.bytes), why: trouble };
    post({ type: 'checkpoint', id, checkpoint: checkpoint.report, unsaved });
  } catch (error) {
    if (isBroken(error)) throw error;
    post({ type: 'checkpointRefused', id, message: sentence(errorMessage(error)) });
  }
}

function postPublished({ module }: Engine, { id, columns }: Extract<Request, { type: 'published' }>): void {
  post({ type: 'published', id, values: JSON.parse(module.published(columns)) });
}

function estimateAll({ counter }: Engine, { id, requests }: Extract<Request, { type: 'estimate' }>): void {
  const estimate = ({ engine, columns, from, to, figure }: EstimateRequest) => {
    try {
      return JSON.parse(counter.estimate(engine, columns, from, to, undefined, figure ?? undefined));
    } catch (error) {
      if (isBroken(error)) throw error;
      return sentence(errorMessage(error));
    }
  };
  post({ type: 'estimates', id, estimates: requests.map(estimate) });
}

function postUnit({ counter }: Engine, { id, ...question }: Extract<Request, { type: 'unit' }>): void {
  post({ type: 'unit', id, report: timeUnit(counter, question) });
}
