import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { byClasses } from '../store/counts';
import { classesProgress, classesResult } from '../testing/classes';
import type { EngineInfo, EngineOptions, Event } from './api';
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

const options: EngineOptions = { pool: true, workers: 2, purpose: 'counting', popcount: null };
const alone: EngineInfo = {
  workers: 1,
  threads: false,
  messageWorkers: false,
  simd: true,
  reason: 'One worker only.',
  version: '0',
  startTimes: { loadedAt: 0, readyAt: 0 },
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

/** An engine without a pool, after requests for a count by classes and its cancel. */
function cancelled() {
  const engine = startEngine(options);
  const events: Event[] = [];
  engine.listen((event) => events.push(event));
  workers[0]?.onmessage?.({ data: { type: 'ready', environment: alone } });
  engine.send({ ...question, id: 3 });
  engine.send({ type: 'cancel' });
  return events;
}

it('terminates a worker that is unresponsive in a long unit, and ends the count', () => {
  const events = cancelled();
  vi.advanceTimersByTime(600);
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  expect(events.at(-1)).toMatchObject({ type: 'cancelled', id: 3 });
});

it('leaves a worker alone that responds to a cancel', () => {
  const events = cancelled();
  workers[0]?.onmessage?.({ data: { type: 'cancelled', id: 3, finished: 0, units: 0 } });
  vi.advanceTimersByTime(5000);
  expect(workers.map(({ ended }) => ended)).toEqual([false]);
  expect(events.filter(({ type }) => type === 'cancelled')).toHaveLength(1);
});

describe('an engine at work', () => {
  const pool: EngineInfo = { ...alone, workers: 2, threads: true, reason: null };
  const plan = { by_column: { units: [1, 2, 3] } } as never;
  const meter = { buffer: new ArrayBuffer(0), offset: 0, workers: 2, words: 0 };
  const started: Event = { type: 'started', id: 7, plan, meter, elapsed: 0 };
  const begun: Event = { type: 'started', id: 3, plan: { by_column: null } as never, meter, elapsed: 0 };
  const request = { engine: 'enumerate' } as never;
  const count = { type: 'count', id: 7, request, checkpoint: null } as const;
  const rectangle = { type: 'rectangle', shape: { rows: 2, columns: 4 } } as const;

  function ready(environment = pool) {
    const engine = startEngine(options);
    const events: Event[] = [];
    engine.listen((event) => events.push(event));
    const emit = (event: Event) => workers[0]?.onmessage?.({ data: event });
    emit({ type: 'ready', environment });
    events.length = 0;
    return { engine, events, emit };
  }

  it('that crashes is broken, which does not mean that the browser cannot count', () => {
    const { events } = ready();
    workers[0]?.onerror?.({ message: 'out of memory', preventDefault: () => {} });
    expect(events).toEqual([{ type: 'broken', message: 'The engine stopped: out of memory.' }]);
    expect(workers[0]?.ended).toBe(true);
  });

  it('that leaves a call without a response is broken', () => {
    const { engine, events, emit } = ready();
    engine.send({ ...rectangle, id: 1 });
    vi.advanceTimersByTime(50_000);
    emit({ type: 'requestFailed', id: 1, message: 'No.' });
    vi.advanceTimersByTime(600_000);
    expect(events).toHaveLength(1);
    engine.send({ ...rectangle, id: 2 });
    vi.advanceTimersByTime(61_000);
    expect(events.at(-1)).toMatchObject({ type: 'broken' });
  });

  it('without a pool may be unresponsive in a long unit, and its pending calls fail when it is terminated', () => {
    const { engine, events, emit } = ready(alone);
    engine.send({ ...rectangle, id: 1 });
    engine.send(count);
    emit(started);
    vi.advanceTimersByTime(600_000);
    expect(events.at(-1)).toBe(started);
    engine.send({ type: 'cancel' });
    vi.advanceTimersByTime(600);
    expect(events.slice(1)).toMatchObject([
      { type: 'cancelled', finished: 0, units: 3 },
      { type: 'requestFailed', id: 1 },
    ]);
  });

  it('that is saving is waited for, but not without limit', () => {
    const { engine, events, emit } = ready();
    engine.send(count);
    emit(started);
    emit({ type: 'saving', id: 7 });
    vi.advanceTimersByTime(8000);
    expect(events.map(({ type }) => type)).toEqual(['started', 'saving']);
    emit({ type: 'saved', id: 7, trouble: null });
    vi.advanceTimersByTime(2000);
    expect(events.at(-1)?.type).toBe('saved');
    emit({ type: 'saving', id: 7 });
    vi.advanceTimersByTime(11_000);
    expect(events.at(-1)?.type).toBe('broken');
  });

  it('that counts without reporting is broken', () => {
    const { engine, events, emit } = ready();
    engine.send(count);
    emit(started);
    vi.advanceTimersByTime(4500);
    expect(events.at(-1)).toBe(started);
    vi.advanceTimersByTime(500);
    expect(events.at(-1)).toEqual({ type: 'broken', message: 'The engine stopped responding.' });
  });

  it('that counts by classes reports steadily, and is broken when it stops', () => {
    const { engine, events, emit } = ready();
    engine.send({ ...question, id: 3 });
    // What is saved is read first.
    vi.advanceTimersByTime(20_000);
    expect(events).toEqual([]);
    emit(begun);
    for (let times = 0; times < 3; times++) {
      emit({ type: 'progress', id: 3, progress: classesProgress, meter: null });
      vi.advanceTimersByTime(4500);
    }
    expect(events.slice(1).map(({ type }) => type)).toEqual(Array(3).fill('progress'));
    vi.advanceTimersByTime(500);
    expect(events.at(-1)).toEqual({ type: 'broken', message: 'The engine stopped responding.' });
  });

  it('without shared memory has workers for classes too, so that it can handle a cancel', () => {
    const { engine, events, emit } = ready({ ...pool, threads: false, messageWorkers: true });
    engine.send({ ...question, id: 3 });
    emit(begun);
    engine.send({ type: 'cancel' });
    vi.advanceTimersByTime(600);
    expect(workers.map(({ ended }) => ended)).toEqual([false]);
    emit({ type: 'cancelled', id: 3, finished: 0, units: 0 });
    vi.advanceTimersByTime(600_000);
    expect(events.at(-1)).toMatchObject({ type: 'cancelled', id: 3 });
  });

  it('is idle after a count by classes, however it ended', () => {
    const { engine, events, emit } = ready();
    for (const answer of [
      { type: 'done', id: 3, results: classesResult(range) },
      { type: 'failed', id: 3, message: 'No.', finished: 0, units: 0 },
      { type: 'refused', id: 3, message: 'No.' },
      { type: 'inOtherTab', id: 3 },
    ] satisfies Event[]) {
      engine.send({ ...question, id: 3 });
      emit(begun);
      emit(answer);
      vi.advanceTimersByTime(600_000);
      expect(events.at(-1)).toBe(answer);
    }
  });
});

describe('a worker that was started before the page', () => {
  const firstOf = (opened: EngineOptions, sofar: Event[]) => {
    const worker = startWorker();
    return { worker, options: opened, events: sofar.map((data) => new MessageEvent('message', { data })) };
  };

  it('is used with the events it has emitted', async () => {
    const engine = startEngine(options, undefined, firstOf(options, [{ type: 'loaded' }]));
    const events: Event[] = [];
    engine.listen((event) => events.push(event));
    await Promise.resolve();
    expect(workers).toHaveLength(1);
    workers[0]?.onmessage?.({ data: { type: 'ready', environment: alone } });
    expect(events.map(({ type }) => type)).toEqual(['loaded', 'ready']);
  });

  it.each<Event>([
    { type: 'ready', environment: alone },
    { type: 'unsupported', message: 'This browser is too old.' },
  ])('may be $type before the page listens', async (event) => {
    const engine = startEngine(options, undefined, firstOf(options, [event]));
    const events: Event[] = [];
    engine.listen((one) => events.push(one));
    await Promise.resolve();
    expect(events).toEqual([event]);
  });

  it('and failed to start is followed by another one', async () => {
    startEngine(
      options,
      undefined,
      firstOf(options, [{ type: 'startFailed', message: 'It was not there.' }]),
    );
    await Promise.resolve();
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('with another number of workers is terminated', () => {
    startEngine(options, undefined, firstOf({ ...options, workers: 3 }, []));
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });
});
