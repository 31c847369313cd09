import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HandedOut } from './generated';
import { MeterField } from './generated';
import type { HandEvent, HandRequest } from './hand-protocol';
import { type HandedCount, startHands } from './hands';

/** A worker that does what a test tells it to. */
class ScriptedWorker {
  onmessage: (event: { data: HandEvent }) => void = () => {};
  onerror: (event: { message: string }) => void = () => {};
  sent: HandRequest[] = [];
  ended = false;
  postMessage = (request: HandRequest) => void this.sent.push(request);
  terminate = () => {
    this.ended = true;
  };
  say = (data: HandEvent) => this.onmessage({ data });
  units = () => this.sent.flatMap((request) => (request.type === 'units' ? request.units : []));
  last = () => this.sent.at(-1)?.type;
}

let started: ScriptedWorker[] = [];
let left = 0;
let count: { [Name in keyof HandedCount]: ReturnType<typeof vi.fn> };

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
  const hands = startHands(count as unknown as HandedCount, workers, {} as WebAssembly.Module, start);
  for (const one of started) one.say({ type: 'ready' });
  return hands;
}

function told(number: number, done: number, busySeconds: number): HandEvent {
  const meter = new BigUint64Array(18);
  meter[MeterField.UnitsDone] = BigInt(done);
  meter[MeterField.BusyMicroseconds] = BigInt(busySeconds * 1e6);
  return { type: 'told', number, backs: Array.from({ length: done }, () => '{}'), meter };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  left = 1000;
  count = {
    errand: vi.fn(() => '{}'),
    handOut: vi.fn((_: number, most: number) => {
      const units: HandedOut[] = Array.from({ length: Math.min(most, left) }, (_, at) => ({
        number: 1000 - left + at,
      }));
      left -= units.length;
      return JSON.stringify(units);
    }),
    takeBack: vi.fn(),
    hear: vi.fn(),
    letGo: vi.fn(),
    cancel: vi.fn(),
  };
});

afterEach(() => void vi.useRealTimers());

describe('a count', () => {
  it('gives every hand the errand and its first units', async () => {
    const hands = await ready(2);
    hands.begin(1000);
    await settle();
    for (const at of [0, 1])
      expect(worker(at).sent.map(({ type }) => type)).toEqual(['open', 'errand', 'units']);
    expect([...worker(0).units(), ...worker(1).units()].map(({ number }) => number)).toEqual([0, 1, 2, 3]);
  });

  it('takes back what a hand tells, and gives it as much as lasts a tenth of a second', async () => {
    const hands = await ready(2);
    hands.begin(1000);
    await settle();
    let looked = false;
    void hands.advance(0).then(() => {
      looked = true;
    });
    worker(0).say(told(1, 2, 0.02));
    await settle();
    expect(looked).toBe(true);
    expect(count.hear).toHaveBeenCalledTimes(1);
    expect(count.takeBack.mock.calls).toEqual([
      [0, '{}'],
      [0, '{}'],
    ]);
    expect(worker(0).units()).toHaveLength(2 + 10);
    expect(worker(1).units()).toHaveLength(2);
  });

  it('does not mind what is still on its way from the count before', async () => {
    const hands = await ready(1);
    hands.begin(1000);
    await settle();
    hands.begin(1000);
    await settle();
    worker(0).say(told(1, 2, 0.02));
    expect(count.takeBack).not.toHaveBeenCalled();
    worker(0).say(told(2, 1, 0.02));
    expect(count.takeBack).toHaveBeenCalledTimes(1);
  });

  it('is looked at even when nobody tells anything', async () => {
    const hands = await ready(1);
    const looked = vi.fn();
    void hands.advance(0).then(looked);
    await vi.advanceTimersByTimeAsync(25);
    expect(looked).toHaveBeenCalled();
  });
});

describe('a cancel', () => {
  it('ends when every hand has dropped what it had, and keeps the hands', async () => {
    const hands = await ready(2);
    hands.begin(1000);
    await settle();
    hands.cancel();
    expect(count.cancel).toHaveBeenCalled();
    expect(count.letGo).not.toHaveBeenCalled();
    for (const at of [0, 1]) {
      expect(worker(at).last()).toBe('stop');
      worker(at).say(told(1, 1, 0.02));
      worker(at).say({ type: 'stopped', number: 1 });
    }
    expect(count.takeBack).toHaveBeenCalledTimes(2);
    expect(count.letGo.mock.calls).toEqual([[0], [1]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(started).toHaveLength(2);
    expect(worker(0).units()).toHaveLength(2);
  });

  it('ends a deaf hand within half a second and puts another in its place', async () => {
    const hands = await ready(2);
    hands.begin(1000);
    await settle();
    hands.cancel();
    worker(0).say({ type: 'stopped', number: 1 });
    await vi.advanceTimersByTimeAsync(500);
    expect(started.map(({ ended }) => ended)).toEqual([false, true]);
    expect(count.letGo.mock.calls).toEqual([[0], [1]]);

    hands.begin(1000);
    await settle();
    expect(started).toHaveLength(3);
    expect(worker(0).last()).toBe('units');
    expect(worker(2).last()).toBe('open');
    worker(2).say({ type: 'ready' });
    await settle();
    expect(worker(2).last()).toBe('units');
    worker(2).say(told(2, 1, 0.02));
    expect(count.takeBack).toHaveBeenCalledWith(1, '{}');
  });
});

it('hands that do not start are no hands', async () => {
  const hands = startHands(count as unknown as HandedCount, 1, {} as WebAssembly.Module, start);
  worker(0).onerror({ message: 'not allowed' });
  await expect(hands).rejects.toThrow('not allowed');
});
