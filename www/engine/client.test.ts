import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { byClasses } from '../store/counts';
import { classesProgress, classesResult } from '../testing/classes';
import type { Environment, Event, Opening } from './api';
import { startEngine } from './client';
import { startWorker } from './start-worker';

type FakeWorker = {
  onmessage?: (message: { data: Event }) => void;
  onerror?: (event: { message: string; preventDefault(): void }) => void;
  ended: boolean;
};

const { workers } = vi.hoisted(() => ({ workers: [] as FakeWorker[] }));

vi.mock('./start-worker', () => ({
  startWorker: () => {
    const worker: FakeWorker & { postMessage(): void; terminate(): void } = {
      ended: false,
      postMessage: () => {},
      terminate: () => {
        worker.ended = true;
      },
    };
    workers.push(worker);
    return worker;
  },
}));

const opening: Opening = { pool: true, workers: 2, purpose: 'counting', popcount: null };
const alone: Environment = {
  workers: 1,
  threads: false,
  plain: false,
  simd: true,
  reason: 'One worker only.',
  version: '0',
  opened: { loadedAt: 0, readyAt: 0 },
};
const range = { columns: 10, from: 1, to: 10 };
const question = { type: 'count', request: byClasses(range, false), checkpoint: null } as const;

beforeEach(() => {
  vi.useFakeTimers();
  workers.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

/** An engine that counts by itself and has been asked for a count by classes and its end. */
function cancelled() {
  const engine = startEngine(opening);
  const told: Event[] = [];
  engine.listen((event) => told.push(event));
  workers[0]?.onmessage?.({ data: { type: 'ready', environment: alone } });
  engine.send({ ...question, id: 3 });
  engine.send({ type: 'cancel' });
  return told;
}

it('ends a worker that is deaf in a long unit of classes, and answers the question', () => {
  const told = cancelled();
  vi.advanceTimersByTime(600);
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  expect(told.at(-1)).toMatchObject({ type: 'cancelled', id: 3 });
});

it('leaves a worker alone that answers a cancel', () => {
  const told = cancelled();
  workers[0]?.onmessage?.({ data: { type: 'cancelled', id: 3, finished: 0, units: 0 } });
  vi.advanceTimersByTime(5000);
  expect(workers.map(({ ended }) => ended)).toEqual([false]);
  expect(told.filter(({ type }) => type === 'cancelled')).toHaveLength(1);
});

describe('an engine at work', () => {
  const pool: Environment = { ...alone, workers: 2, threads: true, reason: null };
  const plan = { by_column: { units: [1, 2, 3] } } as never;
  const meter = { buffer: new ArrayBuffer(0), offset: 0, workers: 2, words: 0 };
  const started: Event = { type: 'started', id: 7, plan, meter, elapsed: 0 };
  const begun: Event = { type: 'started', id: 3, plan: { by_column: null } as never, meter, elapsed: 0 };
  const request = { engine: 'enumerate' } as never;
  const count = { type: 'count', id: 7, request, checkpoint: null } as const;
  const rectangle = { type: 'rectangle', shape: { rows: 2, columns: 4 } } as const;

  function ready(environment = pool) {
    const engine = startEngine(opening);
    const told: Event[] = [];
    engine.listen((event) => told.push(event));
    const say = (event: Event) => workers[0]?.onmessage?.({ data: event });
    say({ type: 'ready', environment });
    told.length = 0;
    return { engine, told, say };
  }

  it('that crashes is broken, and not a browser that cannot count', () => {
    const { told } = ready();
    workers[0]?.onerror?.({ message: 'out of memory', preventDefault: () => {} });
    expect(told).toEqual([{ type: 'broken', message: 'The engine stopped: out of memory.' }]);
    expect(workers[0]?.ended).toBe(true);
  });

  it('that leaves a question without an answer is broken', () => {
    const { engine, told, say } = ready();
    engine.send({ ...rectangle, id: 1 });
    vi.advanceTimersByTime(50_000);
    say({ type: 'noAnswer', id: 1, message: 'No.' });
    vi.advanceTimersByTime(600_000);
    expect(told).toHaveLength(1);
    engine.send({ ...rectangle, id: 2 });
    vi.advanceTimersByTime(61_000);
    expect(told.at(-1)).toMatchObject({ type: 'broken' });
  });

  it('by itself, and deaf in a long unit, is left in peace, and what it was asked is answered when it is ended', () => {
    const { engine, told, say } = ready(alone);
    engine.send({ ...rectangle, id: 1 });
    engine.send(count);
    say(started);
    vi.advanceTimersByTime(600_000);
    expect(told.at(-1)).toBe(started);
    engine.send({ type: 'cancel' });
    vi.advanceTimersByTime(600);
    expect(told.slice(1)).toMatchObject([
      { type: 'cancelled', finished: 0, units: 3 },
      { type: 'noAnswer', id: 1 },
    ]);
  });

  it('that saves says so and is waited for, but not without limit', () => {
    const { engine, told, say } = ready();
    engine.send(count);
    say(started);
    say({ type: 'saving', id: 7 });
    vi.advanceTimersByTime(8000);
    expect(told.map(({ type }) => type)).toEqual(['started', 'saving']);
    say({ type: 'kept', id: 7, trouble: null });
    vi.advanceTimersByTime(2000);
    expect(told.at(-1)?.type).toBe('kept');
    say({ type: 'saving', id: 7 });
    vi.advanceTimersByTime(11_000);
    expect(told.at(-1)?.type).toBe('broken');
  });

  it('that counts and says nothing is broken', () => {
    const { engine, told, say } = ready();
    engine.send(count);
    say(started);
    vi.advanceTimersByTime(4500);
    expect(told.at(-1)).toBe(started);
    vi.advanceTimersByTime(500);
    expect(told.at(-1)).toEqual({ type: 'broken', message: 'The engine stopped responding.' });
  });

  it('that counts by classes is heard again and again, and silent it is broken', () => {
    const { engine, told, say } = ready();
    engine.send({ ...question, id: 3 });
    // What is saved is read first.
    vi.advanceTimersByTime(20_000);
    expect(told).toEqual([]);
    say(begun);
    for (let times = 0; times < 3; times++) {
      say({ type: 'progress', id: 3, progress: classesProgress, meter: null });
      vi.advanceTimersByTime(4500);
    }
    expect(told.slice(1).map(({ type }) => type)).toEqual(Array(3).fill('progress'));
    vi.advanceTimersByTime(500);
    expect(told.at(-1)).toEqual({ type: 'broken', message: 'The engine stopped responding.' });
  });

  it('without shared memory has workers for classes too, so that it hears a cancel by itself', () => {
    const { engine, told, say } = ready({ ...pool, threads: false, plain: true });
    engine.send({ ...question, id: 3 });
    say(begun);
    engine.send({ type: 'cancel' });
    vi.advanceTimersByTime(600);
    expect(workers.map(({ ended }) => ended)).toEqual([false]);
    say({ type: 'cancelled', id: 3, finished: 0, units: 0 });
    vi.advanceTimersByTime(600_000);
    expect(told.at(-1)).toMatchObject({ type: 'cancelled', id: 3 });
  });

  it('that has counted by classes is at rest, however that ended', () => {
    const { engine, told, say } = ready();
    for (const answer of [
      { type: 'done', id: 3, results: classesResult(range) },
      { type: 'failed', id: 3, message: 'No.', finished: 0, units: 0 },
      { type: 'refused', id: 3, message: 'No.' },
      { type: 'elsewhere', id: 3 },
    ] satisfies Event[]) {
      engine.send({ ...question, id: 3 });
      say(begun);
      say(answer);
      vi.advanceTimersByTime(600_000);
      expect(told.at(-1)).toBe(answer);
    }
  });
});

describe('a worker that was started before the page', () => {
  const firstOf = (asked: Opening, said: Event[]) => {
    const worker = startWorker();
    return { worker, opening: asked, said: said.map((data) => new MessageEvent('message', { data })) };
  };

  it('is taken with what it has said', () => {
    const engine = startEngine(opening, undefined, firstOf(opening, [{ type: 'loaded' }]));
    const told: Event[] = [];
    engine.listen((event) => told.push(event));
    expect(workers).toHaveLength(1);
    workers[0]?.onmessage?.({ data: { type: 'ready', environment: alone } });
    expect(told.map(({ type }) => type)).toEqual(['ready']);
  });

  it('and could not be opened is followed by another one', () => {
    startEngine(opening, undefined, firstOf(opening, [{ type: 'notOpened', message: 'It was not there.' }]));
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('for another number of workers is ended', () => {
    startEngine(opening, undefined, firstOf({ ...opening, workers: 3 }, []));
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });
});
