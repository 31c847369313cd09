import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PooledCount, startMessagePool } from './message-pool';
import type { MessageEvent as Event, MessageRequest } from './message-protocol';

/** A worker that does what a test tells it to. */
class ScriptedWorker {
  onmessage: (event: { data: Event }) => void = () => {};
  onerror: (event: { message: string }) => void = () => {};
  sent: MessageRequest[] = [];
  ended = false;
  postMessage = (request: MessageRequest) => void this.sent.push(request);
  terminate = () => {
    this.ended = true;
  };
  emit = (data: Event) => this.onmessage({ data });
  types = () => this.sent.map(({ type }) => type);
  units = () => this.sent.flatMap((request) => (request.type === 'run' ? [...request.units] : []));
  last = () => this.sent.at(-1)?.type;
}

let started: ScriptedWorker[] = [];
/** units that nobody has */
let left: number[] = [];
let lessons: Uint8Array[] = [];
/** whether the count says that it goes on */
let running = true;
let count: { [Name in keyof PooledCount]: ReturnType<typeof vi.fn> };

const start = () => {
  const worker = new ScriptedWorker();
  started.push(worker);
  return worker as unknown as Worker;
};

function worker(at: number): ScriptedWorker {
  const found = started[at];
  if (!found) throw new Error(`no worker ${at} was started`);
  return found;
}

async function ready(workers: number) {
  const pool = startMessagePool(count as unknown as PooledCount, workers, {} as WebAssembly.Module, start);
  for (const one of started) one.emit({ type: 'ready' });
  return pool;
}

/** It has run so many units, and returns others. */
function results(number: number, units: number, notBegun: number[] = []): Event {
  return {
    type: 'results',
    count: number,
    units,
    completed: new Uint8Array(units),
    notBegun: Uint32Array.from(notBegun),
    meter: new BigUint64Array(18),
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  left = Array.from({ length: 1000 }, (_, unit) => unit);
  lessons = [];
  running = true;
  count = {
    settledRequest: vi.fn(() => '{}'),
    workersOfCount: vi.fn(() => 2),
    lessons: vi.fn(() => lessons.length),
    lesson: vi.fn((phase: number) => lessons[phase]),
    assign: vi.fn(() => Uint32Array.from(left.splice(0, 4))),
    complete: vi.fn(),
    takeBack: vi.fn((_: number, units: Uint32Array) => left.unshift(...units)),
    syncMeter: vi.fn(),
    release: vi.fn(),
    cancel: vi.fn(),
    step: vi.fn(() => running),
  };
});

afterEach(() => void vi.useRealTimers());

describe('a count', () => {
  it('is opened by every worker, and each is dealt units', async () => {
    const pool = await ready(2);
    pool.begin();
    await settle();
    for (const at of [0, 1]) expect(worker(at).types()).toEqual(['start', 'open', 'run']);
    expect([worker(0).units(), worker(1).units()]).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  it('takes what a worker gives, and deals to it when it has nothing', async () => {
    const pool = await ready(2);
    pool.begin();
    await settle();
    let advanced = false;
    void pool.advance().then(() => {
      advanced = true;
    });
    running = false;
    worker(0).emit(results(1, 3));
    expect(count.syncMeter).toHaveBeenCalledTimes(1);
    expect(count.complete.mock.calls).toEqual([[0, new Uint8Array(3)]]);
    expect(worker(0).units()).toHaveLength(4);
    worker(0).emit(results(1, 1));
    expect(worker(0).units()).toHaveLength(8);
    expect(worker(1).units()).toHaveLength(4);
    await settle();
    expect(advanced).toBe(true);
  });

  it('deals again what a worker returns', async () => {
    const pool = await ready(2);
    pool.begin();
    await settle();
    worker(0).emit(results(1, 1, [2, 3]));
    expect(count.takeBack.mock.calls).toEqual([[0, Uint32Array.from([2, 3])]]);
    // It is still in the middle of a unit.
    expect(worker(0).units()).toHaveLength(4);
    worker(1).emit(results(1, 4));
    expect(worker(1).units().slice(4)).toEqual([2, 3, 8, 9]);
  });

  it('tells every worker at once what a phase gave, and then deals the next', async () => {
    const pool = await ready(2);
    pool.begin();
    await settle();
    worker(0).emit(results(1, 4));
    left = [];
    worker(0).emit(results(1, 4));
    lessons = [Uint8Array.of(7)];
    worker(1).emit(results(1, 4));
    for (const at of [0, 1])
      expect(worker(at).sent.at(-1)).toEqual({ type: 'learn', lesson: Uint8Array.of(7) });
    left = [0, 1, 2, 3, 4, 5, 6, 7];
    void pool.advance();
    for (const at of [0, 1]) expect(worker(at).last()).toBe('run');
  });

  it('that folds goes on without waiting for anybody', async () => {
    const pool = await ready(2);
    left = [];
    pool.begin();
    await settle();
    vi.useRealTimers();
    const advanced = pool.advance();
    await vi.waitFor(() => expect(count.step.mock.calls.length).toBeGreaterThan(2));
    running = false;
    await advanced;
  });

  it('has no more workers than there is memory for', async () => {
    const pool = await ready(2);
    count.workersOfCount.mockReturnValue(1);
    pool.begin();
    await settle();
    expect([worker(0).last(), worker(1).last()]).toEqual(['run', 'start']);
    pool.cancel();
    worker(0).emit({ type: 'stopped', count: 1 });
    expect(count.release.mock.calls).toEqual([[0]]);
  });

  it('does not mind what is still on its way from the count before', async () => {
    const pool = await ready(1);
    count.workersOfCount.mockReturnValue(1);
    pool.begin();
    await settle();
    pool.begin();
    await settle();
    worker(0).emit(results(1, 2));
    expect(count.complete).not.toHaveBeenCalled();
    worker(0).emit(results(2, 1));
    expect(count.complete).toHaveBeenCalledTimes(1);
  });

  it('is looked at even when nobody tells anything', async () => {
    const pool = await ready(1);
    pool.begin();
    await settle();
    const advanced = vi.fn();
    void pool.advance().then(advanced);
    await vi.advanceTimersByTimeAsync(25);
    expect(advanced).toHaveBeenCalled();
  });
});

describe('a cancel', () => {
  it('ends when every worker has dropped what it had, and keeps the workers', async () => {
    const pool = await ready(2);
    pool.begin();
    await settle();
    pool.cancel();
    expect(count.cancel).toHaveBeenCalled();
    expect(count.release).not.toHaveBeenCalled();
    for (const at of [0, 1]) {
      expect(worker(at).last()).toBe('stop');
      worker(at).emit(results(1, 1));
      worker(at).emit({ type: 'stopped', count: 1 });
    }
    expect(count.complete).toHaveBeenCalledTimes(2);
    expect(count.release.mock.calls).toEqual([[0], [1]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(started).toHaveLength(2);
    expect(worker(0).units()).toHaveLength(4);
  });

  it('ends a deaf worker within half a second, and another one learns all that there is before it is dealt units', async () => {
    const pool = await ready(2);
    pool.begin();
    await settle();
    pool.cancel();
    worker(0).emit({ type: 'stopped', count: 1 });
    await vi.advanceTimersByTimeAsync(500);
    expect(started.map(({ ended }) => ended)).toEqual([false, true]);
    expect(count.release.mock.calls).toEqual([[0], [1]]);

    pool.begin();
    await settle();
    expect(started).toHaveLength(3);
    expect(worker(0).last()).toBe('run');
    expect(worker(2).last()).toBe('start');
    lessons = [Uint8Array.of(7), Uint8Array.of(8)];
    worker(2).emit({ type: 'ready' });
    await settle();
    expect(worker(2).types()).toEqual(['start', 'open', 'learn', 'learn']);
    worker(2).emit({ type: 'learnt', count: 2, phases: 1 });
    expect(worker(2).last()).toBe('learn');
    worker(2).emit({ type: 'learnt', count: 2, phases: 2 });
    expect(worker(2).last()).toBe('run');
    worker(2).emit(results(2, 1));
    expect(count.complete).toHaveBeenCalledWith(1, new Uint8Array(1));
  });
});

it('workers that do not start are no pool', async () => {
  const pool = startMessagePool(count as unknown as PooledCount, 1, {} as WebAssembly.Module, start);
  worker(0).onerror({ message: 'not allowed' });
  await expect(pool).rejects.toThrow('not allowed');
});
