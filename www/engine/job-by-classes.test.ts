import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckpointRecord } from '../model/checkpoint-record';
import { readCheckpointRecord } from '../model/read-checkpoint-record';
import { isByClasses } from '../model/result';
import { checkpointFile } from '../storage/checkpoint-file';
import { openCheckpoints } from '../storage/checkpoints';
import { byClasses } from '../store/counts';
import { knownSigns } from '../testing/known';
import type { JobEvent } from './api';
import type { Engine } from './boot';
import { bytesOf, checkpointReader } from './checkpoint';
import { aloneExecutor } from './executors';
import { startJob } from './job';
import * as counting from './pkg/latin_rectangles.js';

// A count of half a second is to be read several times.
vi.mock('../model/sampling', async (original) => ({ ...(await original<object>()), READING_MS: 100 }));

let engine: Engine;

const read = checkpointReader(counting);

/** Updates that are not progress or an end. */
const BESIDE = ['started', 'warning', 'saving', 'unsaved'];

const unsaved = { keep: false, checkpoint: null };

function start(
  columns: number,
  from: number,
  to: number,
  how: { keep: boolean; checkpoint: Blob | null; resume?: boolean } = unsaved,
) {
  const events: JobEvent[] = [];
  const troubles: (string | null)[] = [];
  const onEvent = (event: JobEvent) => {
    if (event.type === 'saved') troubles.push(event.trouble);
    else if (!BESIDE.includes(event.type)) events.push(event);
  };
  const { keep, ...others } = how;
  const request = byClasses({ columns, from, to }, keep);
  const count = startJob(engine, { id: 7, request, ...others }, undefined, onEvent);
  return { count, events, troubles };
}

async function answer(columns: number, from: number, to: number) {
  const { count, events } = start(columns, from, to);
  await count.over;
  expect(events.every(({ id }) => id === 7)).toBe(true);
  return events.at(-1);
}

beforeAll(() => {
  const module = readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url));
  const { memory } = counting.initSync({ module });
  const counter = new counting.Counter(false);
  const startTimes = { loadedAt: 0, readyAt: 0 };
  const none = { threads: false, messageWorkers: false, reason: null };
  engine = {
    counter,
    executor: aloneExecutor(counter),
    memory,
    module: counting as Engine['module'],
    environment: { ...none, workers: 1, simd: true, version: '0', startTimes },
  };
});

describe('counts by classes on the calling thread', () => {
  it('gives the whole table of six columns', async () => {
    const counted = await answer(6, 1, 6);
    if (counted?.type !== 'done') throw new Error(JSON.stringify(counted));
    const counts = counted.results.filter(isByClasses);
    for (const { columns, workers, kernel, from, to } of counts)
      expect({ columns, workers, kernel, from, to }).toEqual({
        columns: 6,
        workers: 1,
        kernel: 'simd128',
        from: 1,
        to: 6,
      });
    expect(counts.map(({ rows }) => rows)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { rows, columns, ...count } of counts) {
      const signs = knownSigns({ rows, columns });
      expect(signs).not.toBeNull();
      expect({ positive: BigInt(count.positive ?? ''), negative: BigInt(count.negative ?? '') }).toEqual(
        signs,
      );
      expect(BigInt(count.total ?? '')).toBe(BigInt(count.positive ?? '') + BigInt(count.negative ?? ''));
      expect(BigInt(count.difference ?? '')).toBe(
        BigInt(count.positive ?? '') - BigInt(count.negative ?? ''),
      );
      expect(count.published).toMatchObject({ total: count.total, reduced: count.reduced });
    }
    const levels = counts[0]?.levels ?? [];
    expect(levels.map(({ degree }) => degree)).toEqual([2, 3]);
    for (const { classes, graphs } of levels) expect(BigInt(graphs)).toBeGreaterThan(BigInt(classes));
  });

  it.each([
    [11, 6, 6],
    [21, 3, 3],
    [1001, 2, 2],
  ])('refuses n = %i with %i rows and says what is allowed', async (columns, from, to) => {
    const refused = await answer(columns, from, to);
    expect(refused).toMatchObject({ type: 'refused' });
    expect(refused && 'message' in refused && refused.message).toMatch(/n goes up to 10.+\.$/);
  });

  it('reports progress, handles a cancel between units and has no result then', async () => {
    const { count, events } = start(10, 1, 10);
    const progress = () => events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
    await vi.waitUntil(() => progress().length > 1 && Number(progress().at(-1)?.workers[0]?.counted) > 0, {
      timeout: 20_000,
    });
    count.end('stopped');
    await count.over;
    expect(events.map(({ type }) => type)).not.toContain('done');
    expect(events.at(-1)).toMatchObject({ type: 'cancelled', id: 7 });
    const reports = progress();
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.at(-1)?.phase?.name).toMatch(/^(listing|values of) the classes of degree \d$/);
    expect(Number(reports.at(-1)?.workers[0]?.counted)).toBeGreaterThan(0);
  });

  it('fails with the reason when a worker crashes', async () => {
    const { count, events } = start(10, 1, 10);
    count.fail('worker 2 crashed: unreachable');
    await count.over;
    expect(events.at(-1)).toMatchObject({ type: 'failed', message: 'Worker 2 crashed: unreachable.' });
  });
});

describe('autosaved counts by classes', () => {
  beforeEach(() => {
    // No locks: every tab is on its own.
    vi.stubGlobal('navigator', {});
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await (await openCheckpoints()).remove('classes 9');
  });

  async function record(): Promise<CheckpointRecord | null> {
    const [entry] = await (await openCheckpoints()).list();
    if (!entry) return null;
    const count = readCheckpointRecord(entry.value);
    if (entry.name !== 'classes 9' || count?.engine !== 'classes') throw new Error(JSON.stringify(entry));
    return count;
  }

  /** Pauses when some values are there. */
  async function paused(how = { keep: true, checkpoint: null as Blob | null }) {
    const { count, events, troubles } = start(9, 1, 9, how);
    const some = () => events.some((event) => event.type === 'progress' && event.progress.done > 0);
    while (!some()) await new Promise((resolve) => setTimeout(resolve, 5));
    count.end('paused');
    await count.over;
    expect(events.at(-1)).toMatchObject({ type: 'cancelled', id: 7 });
    expect(troubles).toEqual([null]);
    const left = await record();
    const saved = await (await openCheckpoints()).get('classes 9');
    if (!left || !saved) throw new Error('nothing was saved');
    return { ...left, file: saved.file };
  }

  const figuresOf = (event: JobEvent | undefined) => {
    if (event?.type !== 'done') throw new Error(JSON.stringify(event));
    return event.results.map(({ elapsed_seconds, before_seconds, per_worker, date, ...figures }) => figures);
  };

  it('pauses, resumes, gives the same figures and leaves nothing saved', async () => {
    const whole = figuresOf(await answer(9, 1, 9));
    const left = await paused();
    expect(left).toMatchObject({ columns: 9, from: 1, to: 9 });
    expect(left.done).toBeGreaterThan(0);
    expect(left.done).toBeLessThan(left.units);
    const { count, events } = start(9, 1, 9, { keep: true, checkpoint: left.file });
    await count.over;
    expect(figuresOf(events.at(-1))).toEqual(whole);
    const reports = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
    for (const { done, units } of reports) {
      expect(units).toBe(left.units);
      expect(done).toBeGreaterThanOrEqual(left.done);
    }
    expect(reports.at(-1)?.done).toBe(left.units);
    expect(await record()).toBeNull();
  }, 60_000);

  it('reads saved progress itself, whatever the page knows', async () => {
    const left = await paused();
    const { count, events } = start(9, 1, 9, { keep: true, checkpoint: null });
    await count.over;
    const reports = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
    expect(reports[0]?.done).toBeGreaterThanOrEqual(left.done);
    expect(events.at(-1)?.type).toBe('done');
    expect(await record()).toBeNull();
  });

  it('resumes saved progress, or reports that there is none', async () => {
    const { count, events } = start(9, 1, 9, { keep: true, checkpoint: null, resume: true });
    await count.over;
    const message = 'Nothing is saved of it any more; another tab has finished or discarded it.';
    expect(events).toEqual([{ type: 'refused', id: 7, message }]);
  });

  it('a cancel saves nothing if nothing was saved before', async () => {
    const { count, events, troubles } = start(9, 1, 9, { keep: true, checkpoint: null });
    while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    count.end('stopped');
    await count.over;
    expect(troubles).toEqual([]);
    expect(await record()).toBeNull();
  });

  it('leaves what other rows still need', async () => {
    const left = await paused();
    const { count, events } = start(9, 4, 4, { keep: true, checkpoint: left.file });
    await count.over;
    expect(figuresOf(events.at(-1)).map(({ rows }) => rows)).toEqual([4]);
    const after = await record();
    expect(after).toMatchObject({ columns: 9, from: 1, to: 9, units: left.units });
    expect(after?.done).toBeGreaterThanOrEqual(left.done);
  });

  it('is refused while another tab counts it', async () => {
    const request = async (_: string, __: object, take: (lock: null) => unknown) => take(null);
    vi.stubGlobal('navigator', { locks: { request } });
    const { count, events } = start(9, 1, 9, { keep: true, checkpoint: null });
    await count.over;
    expect(events).toEqual([{ type: 'inOtherTab', id: 7 }]);
  });

  it('refuses a checkpoint of another n, and a damaged one', async () => {
    const { file } = await paused();
    const text = await file.text();
    for (const [columns, checkpoint, message] of [
      [8, text, 'This checkpoint is of another job: n = 9 by classes, not n = 8 by classes.'],
      [
        9,
        text.replace('"elapsed_microseconds":', '"elapsed_microseconds":1'),
        /^This checkpoint is damaged: .+\.$/,
      ],
      [9, '{}', /^This is not a checkpoint: .+\.$/],
    ] as const) {
      const { count, events } = start(columns, 4, 5, { keep: false, checkpoint: checkpointFile(checkpoint) });
      await count.over;
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ type: 'refused', message: expect.stringMatching(message) });
    }
  });

  it('is read and joined from files', async () => {
    const bytes = await bytesOf((await paused()).file);
    const { date, ...report } = (await record()) as CheckpointRecord;
    expect(read(bytes)).toEqual({ report, bytes });
    expect(read(bytes, bytes)).toEqual({ report, bytes });
    expect(() => read(bytes.slice(0, -100))).toThrow('this is not a checkpoint');
  });
});
