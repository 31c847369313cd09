import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorker } from '../testing/fake-workers';
import type { EngineInfo, EngineOptions, Event } from './api';
import { startEngine } from './client';
import { fallbacksFor } from './fallbacks';

vi.mock('./start-worker', () => ({ startWorker: () => FakeWorker.start() }));

const options: EngineOptions = { pool: true, workers: 8, purpose: 'counting', popcount: null };

function environment(others: Partial<EngineInfo> = {}): EngineInfo {
  const startTimes = { loadedAt: 0, readyAt: 0 };
  return {
    workers: 8,
    threads: true,
    messageWorkers: false,
    simd: true,
    reason: null,
    version: '0',
    startTimes,
    ...others,
  };
}

const ready = (others?: Partial<EngineInfo>): Event => ({ type: 'ready', environment: environment(others) });
const living = () => FakeWorker.all.filter(({ ended }) => !ended).length;

let events: Event[];
const eventTypes = () => events.map(({ type }) => type);

async function start(how: EngineOptions = options) {
  const engine = startEngine(how);
  engine.listen((event) => events.push(event));
  await vi.advanceTimersByTimeAsync(0);
  return engine;
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeWorker.all = [];
  events = [];
});
afterEach(() => void vi.useRealTimers());

describe('a pool of which nothing arrives', () => {
  it('is started again beside, and the first that is ready is taken', async () => {
    await start();
    FakeWorker.at(0).emit({ type: 'loaded' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakeWorker.all).toHaveLength(2);
    expect(FakeWorker.at(1).options()).toEqual(options);
    expect(living()).toBe(2);
    FakeWorker.at(1).emit({ type: 'loaded' }, ready());
    await vi.advanceTimersByTimeAsync(500);
    expect(eventTypes()).toEqual(['loaded', 'loaded', 'ready']);
    expect(FakeWorker.all.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('may still come, and then the other one ends', async () => {
    await start();
    FakeWorker.at(0).emit({ type: 'loaded' });
    await vi.advanceTimersByTimeAsync(2000);
    FakeWorker.at(0).emit(ready());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeWorker.all.map(({ ended }) => ended)).toEqual([false, true]);
    expect(eventTypes()).toEqual(['loaded', 'ready']);
  });

  it('is followed by fewer workers, by workers without shared memory and by one, and each says why', async () => {
    await start();
    for (let at = 0; at < 5; at++) {
      FakeWorker.at(at).emit({ type: 'loaded' });
      await vi.advanceTimersByTimeAsync(2000 * 2 ** at);
    }
    const why = 'the workers did not start in time.';
    expect(FakeWorker.all.map((worker) => worker.options())).toEqual([
      options,
      options,
      { ...options, workers: 4, instead: { requested: 8, shared: true, why } },
      { ...options, workers: 4, instead: { requested: 8, shared: false, why } },
      { ...options, workers: 1, pool: false, instead: { requested: 8, shared: false, why } },
    ]);
    expect(living()).toBe(5);
    expect(events.at(-1)).toEqual({
      type: 'unsupported',
      message: 'The workers did not start. Try again, or use fewer workers.',
      again: true,
    });
    // Not for good.
    FakeWorker.at(2).emit(ready({ workers: 4 }));
    expect(events.at(-1)?.type).toBe('ready');
  });
});

it('as long as something arrives nothing else is started', async () => {
  await start();
  FakeWorker.at(0).emit({ type: 'loaded' });
  for (let at = 0; at < 128; at++) {
    await vi.advanceTimersByTimeAsync(1900);
    FakeWorker.at(0).emit({ type: 'workerStarted' });
  }
  FakeWorker.at(0).emit(ready());
  expect(FakeWorker.all).toHaveLength(1);
});

it.each([3000, 6000])('over a link that takes %d ms a script nothing is started twice', async (script) => {
  await start();
  // The script of the worker, then the module.
  await vi.advanceTimersByTimeAsync(2 * script);
  FakeWorker.at(0).emit({ type: 'loaded' });
  // Four scripts of the pool's workers one after another, and no word before the last two.
  await vi.advanceTimersByTimeAsync(3 * script);
  FakeWorker.at(0).emit({ type: 'workerStarted' });
  await vi.advanceTimersByTimeAsync(script);
  FakeWorker.at(0).emit({ type: 'workerStarted' }, ready());
  expect(FakeWorker.all).toHaveLength(1);
  expect(living()).toBe(1);
});

describe('a pool that says why it does not start', () => {
  it('is followed by the next way at once, with that reason', async () => {
    await start();
    for (const at of [0, 1, 2]) {
      FakeWorker.at(at).emit({ type: 'startFailed', message: 'no room' });
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(FakeWorker.at(3).options().instead).toEqual({ requested: 8, shared: false, why: 'no room.' });
    expect(FakeWorker.all.map(({ ended }) => ended)).toEqual([true, true, true, false]);
    FakeWorker.at(3).emit(ready({ workers: 4, threads: false, messageWorkers: true }));
    expect(eventTypes()).toEqual(['ready']);
  });

  it('again and again cannot be had here, for its first reason', async () => {
    await start({ ...options, workers: 2 });
    FakeWorker.at(0).emit({ type: 'startFailed', message: 'no room' });
    for (const at of [1, 2, 3]) FakeWorker.at(at).break('');
    expect(events).toEqual([
      { type: 'unsupported', message: 'The engine could not start: no room', again: true },
    ]);
    expect(FakeWorker.all).toHaveLength(4);
  });

  it('because the browser lacks something is not started again', async () => {
    await start();
    FakeWorker.at(0).emit({ type: 'unsupported', message: 'No SIMD.' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events).toEqual([{ type: 'unsupported', message: 'No SIMD.' }]);
    expect(FakeWorker.all).toHaveLength(1);
  });

  it('beside one that is under way leaves that one alone', async () => {
    await start();
    FakeWorker.at(0).emit({ type: 'loaded' });
    await vi.advanceTimersByTimeAsync(2000);
    FakeWorker.at(1).emit({ type: 'startFailed', message: 'no room' });
    expect(FakeWorker.at(0).ended).toBe(false);
    FakeWorker.at(0).emit(ready());
    expect(eventTypes()).toEqual(['loaded', 'ready']);
  });
});

it('what is asked while it starts is sent when it is ready', async () => {
  const engine = await start();
  engine.send({ type: 'rectangle', id: 1, shape: { rows: 2, columns: 4 } });
  expect(FakeWorker.at(0).sent).toHaveLength(1);
  FakeWorker.at(0).emit(ready());
  expect(FakeWorker.at(0).sent.at(-1)).toMatchObject({ type: 'rectangle', id: 1 });
});

it('a pool of 128 falls back to eight', () => {
  const workers = fallbacksFor({ ...options, workers: 128 }).map((fallback) => fallback('why').workers);
  expect(workers).toEqual([128, 128, 8, 8, 1]);
});

it('a pool that measures is what was asked for, or none', () => {
  const fallbacks = fallbacksFor({ ...options, purpose: 'lab' });
  expect(fallbacks.map((fallback) => fallback('why'))).toEqual(
    [1, 2, 3, 4].map(() => ({ ...options, purpose: 'lab' })),
  );
});
