import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { CountRequest, ProgressReport, Shape } from '../model/generated';
import type { Finished } from '../model/result';
import { openCheckpoints } from '../storage/checkpoints';
import { byClasses } from '../store/counts';
import { CHECKPOINTS, readOlder, writeOlder } from '../testing/older-databases';
import type { JobEvent } from './api';
import type { Engine } from './boot';
import { aloneExecutor } from './executors';
import { startJob } from './job';
import * as counting from './pkg/latin_rectangles.js';

// Progress at the start is reported at once.
vi.mock('../model/sampling', async (original) => ({ ...(await original<object>()), READING_MS: 0 }));

let engine: Engine;

beforeAll(() => {
  const module = readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url));
  const { memory } = counting.initSync({ module });
  const counter = new counting.Counter(false);
  const startTimes = { loadedAt: 0, readyAt: 0 };
  const none = { threads: false, messageWorkers: false, reason: null };
  const environment = { ...none, workers: 1, simd: true, version: '0', startTimes };
  const executor = aloneExecutor(counter);
  engine = { module: counting as Engine['module'], counter, executor, memory, environment };
});
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  // No locks: every tab is on its own.
  vi.stubGlobal('navigator', {});
});
afterEach(() => void vi.unstubAllGlobals());

const byColumns = ({ rows, columns }: Shape): CountRequest => ({
  engine: 'enumerate',
  columns,
  from: rows,
  to: rows,
  schedule: 'dynamic',
  options: {},
  figure: null,
  keep: true,
});

/** All events of a count that resumes from saved progress. */
async function resume(request: CountRequest): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  const job = { id: 1, request, checkpoint: null, resume: true };
  await startJob(engine, job, undefined, (event) => void events.push(event)).over;
  return events;
}

function resultsIn(events: JobEvent[]): Finished[] {
  const done = events.find((event) => event.type === 'done');
  if (!done) throw new Error(JSON.stringify(events.at(-1)));
  return done.results;
}

function firstProgress(events: JobEvent[]): ProgressReport | undefined {
  return events.find((event) => event.type === 'progress')?.progress;
}

/** As published, K⁺ and K⁻ where they are. */
function expectRight({ total, positive, negative, published }: Pick<Finished, Figures>): void {
  expect(BigInt(positive ?? '') + BigInt(negative ?? '')).toBe(BigInt(total ?? ''));
  expect(published?.total).toBe(total);
  if (published?.signed) expect({ positive, negative }).toEqual(published.signed);
}

type Figures = 'total' | 'positive' | 'negative' | 'published';

async function expectNothingLeft(): Promise<void> {
  expect(await (await openCheckpoints()).list()).toEqual([]);
}

it('an enumeration saved by an earlier version is resumed to the right figures', async () => {
  await writeOlder('latin-rectangles-unfinished', {
    kept: { 'enumerate 5x7': CHECKPOINTS.kept['enumerate 5x7'] },
  });
  const events = await resume(byColumns({ rows: 5, columns: 7 }));
  const plan = events.find((event) => event.type === 'started')?.plan.by_column;
  expect([plan?.before.length, plan?.units.length]).toEqual([185, 4635]);
  const results = resultsIn(events);
  expect(results).toHaveLength(1);
  results.forEach(expectRight);
  await expectNothingLeft();
});

it('and so does one by classes', async () => {
  await writeOlder('latin-rectangles-unfinished', { kept: { 'classes 9': CHECKPOINTS.kept['classes 9'] } });
  const events = await resume(byClasses({ columns: 9, from: 4, to: 9 }, true));
  const first = firstProgress(events);
  expect([first?.done, first?.units]).toEqual([101, 269]);
  const counts = resultsIn(events);
  expect(counts.map(({ rows }) => rows)).toEqual([4, 5, 6, 7, 8, 9]);
  counts.forEach(expectRight);
  await expectNothingLeft();
});

it('and so do those in the format of the version before that', async () => {
  const written = (name: string) =>
    readFileSync(new URL(`../../src/count/checkpoint/written/${name}`, import.meta.url), 'utf8');
  const shape = { rows: 4, columns: 6 };
  const common = { elapsed_seconds: 1.5, date: '2026-11-24T17:30:00.000Z' };
  const kept = {
    'enumerate 4x6': {
      shape,
      engine: 'enumerate',
      done: 3,
      units: 20,
      text: written('enumerate-0.1.0.json'),
      ...common,
    },
    'classes 8': {
      engine: 'classes',
      columns: 8,
      from: 4,
      to: 8,
      done: 4,
      units: 16,
      text: written('classes-0.1.0.json'),
      ...common,
    },
  };
  await writeOlder('latin-rectangles-unfinished', { kept });
  resultsIn(await resume(byColumns(shape))).forEach(expectRight);
  const events = await resume(byClasses({ columns: 8, from: 4, to: 8 }, true));
  const counts = resultsIn(events);
  // As the file says.
  expect(counts[0]?.before_seconds).toBe(0.00804);
  counts.forEach(expectRight);
  expect(counts).toHaveLength(5);
  await expectNothingLeft();
  expect(await readOlder('latin-rectangles-unfinished')).toEqual({ kept });
});
