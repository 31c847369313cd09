import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { jobOf } from '../model/checkpoint-record';
import type { CountRequest, Shape } from '../model/generated';
import { checkpointFile } from '../storage/checkpoint-file';
import { openCheckpoints } from '../storage/checkpoints';
import { knownSigns } from '../testing/known';
import type { Event } from './api';
import type { Engine } from './boot';
import { type Checkpoint, checkpointOf } from './checkpoint';
import { aloneExecutor } from './executors';
import { startJob } from './job';
import * as counting from './pkg/latin_rectangles.js';

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const small = { rows: 5, columns: 6 };
const larger = { rows: 4, columns: 7 };

const requestOf = ({ rows, columns }: Shape, keep: boolean): CountRequest => ({
  engine: 'enumerate',
  columns,
  from: rows,
  to: rows,
  schedule: 'dynamic',
  options: {},
  figure: null,
  keep,
});

let memory: WebAssembly.Memory;

beforeAll(() => {
  const module = readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url));
  memory = counting.initSync({ module }).memory;
});
afterEach(() => void vi.unstubAllGlobals());

type How = {
  keep?: boolean;
  resume?: boolean;
  checkpoint?: Blob | null;
  autosaveMs?: number;
  shape?: Shape;
};

/** All events of a count on this thread. */
async function count({
  keep = true,
  resume = false,
  checkpoint = null,
  autosaveMs,
  shape = small,
}: How = {}): Promise<Event[]> {
  const counter = new counting.Counter(false);
  const environment: Engine['environment'] = {
    workers: 1,
    threads: false,
    messageWorkers: false,
    simd: true,
    reason: null,
    version: '0',
    startTimes: { loadedAt: 0, readyAt: 0 },
  };
  const engine: Engine = {
    module: counting as Engine['module'],
    counter,
    executor: aloneExecutor(counter),
    memory,
    environment,
  };
  const events: Event[] = [];
  const job = { id: 1, request: requestOf(shape, keep), checkpoint, resume };
  await startJob(engine, job, autosaveMs, (event) => events.push(event)).over;
  return events;
}

function expectFigures(events: Event[]): void {
  const done = events.find((event) => event.type === 'done');
  if (done?.type !== 'done') throw new Error(JSON.stringify(events.map(({ type }) => type)));
  const [result] = done.results;
  if (!result) throw new Error('nothing was counted');
  const { positive, negative } = result;
  expect({ positive: BigInt(positive ?? ''), negative: BigInt(negative ?? '') }).toEqual(knownSigns(result));
}

const without = (events: Event[]) =>
  events.flatMap((event) => (event.type === 'warning' ? event.message : []));

it.each([
  ['locks', { navigator: { locks: { request: async () => refuse(), query: async () => refuse() } } }],
  ['locks, at once', { navigator: { locks: { request: refuse, query: refuse } } }],
  [
    'even the question whether there are locks',
    { navigator: Object.defineProperty({}, 'locks', { get: refuse }) },
  ],
])('counts where the browser refuses %s, with a warning', async (_, globals) => {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const events = await count();
  expectFigures(events);
  expect(without(events)).toEqual([expect.stringContaining('The operation is insecure.')]);
  expect(without(events)[0]).toContain('locks');
});

it('counts where the browser refuses channels, with a warning', async () => {
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        refuse();
      }
    },
  );
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, __: object, action: (lock: object) => unknown) => action({}) },
  });
  const events = await count();
  expectFigures(events);
  expect(without(events)).toEqual([
    'Other tabs cannot watch this count; the browser refuses to tell them: The operation is insecure.',
  ]);
});

it('reports no warnings for a count that is not autosaved', async () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const events = await count({ keep: false });
  expectFigures(events);
  expect(without(events)).toEqual([]);
});

it('a count that is not saved takes no lock and opens no database', async () => {
  const request = vi.fn(refuse);
  const openDatabase = vi.spyOn(indexedDB, 'open');
  vi.stubGlobal('navigator', { locks: { request, query: request } });
  expectFigures(await count({ keep: false }));
  expect(request).not.toHaveBeenCalled();
  expect(openDatabase).not.toHaveBeenCalled();
  openDatabase.mockRestore();
});

describe('a count of which something is saved', () => {
  /** So many parts of the count. */
  function partial(units: number, shape = small): Checkpoint {
    const counter = new counting.Counter(false);
    counter.start(JSON.stringify(requestOf(shape, false)));
    for (let done = 0; done < units; done++) {
      counter.step();
      counter.progress();
    }
    const checkpoint = checkpointOf(counter.checkpoint());
    expect(checkpoint.report.done).toBe(units);
    return checkpoint;
  }

  const save = async ({ report, bytes }: Checkpoint) =>
    (await openCheckpoints()).put({ ...report, date: new Date().toISOString() }, checkpointFile(bytes));
  const saved = async () => (await openCheckpoints()).get(jobOf(requestOf(small, true)));
  const before = (events: Event[]) =>
    events.flatMap((event) => (event.type === 'started' ? [event.plan.by_column?.before.length] : []));

  afterEach(async () => {
    vi.unstubAllGlobals();
    for (const shape of [small, larger])
      await (await openCheckpoints()).remove(jobOf(requestOf(shape, true)));
  });

  it('resumes from saved progress, and not from an older copy', async () => {
    await save(partial(3));
    const events = await count({ checkpoint: checkpointFile(partial(1).bytes) });
    expect(before(events)).toEqual([3]);
    expectFigures(events);
    expect(await saved()).toBeNull();
  });

  it('that was expected to be short is autosaved once it is long, merged with saved progress', async () => {
    await save(partial(3, larger));
    const events = await count({ keep: false, autosaveMs: 0, shape: larger });
    expectFigures(events);
    expect(events).toContainEqual({ type: 'saved', id: 1, trouble: null });
  });

  it('is refused when it is to be resumed and nothing is saved', async () => {
    const events = await count({ resume: true });
    expect(events.at(-1)).toEqual({
      type: 'refused',
      id: 1,
      message: 'Nothing is saved of it any more; another tab has finished or discarded it.',
    });
  });

  it('does not wait for a database that does not respond', async () => {
    const Opening = IDBOpenDBRequest as unknown as new () => IDBOpenDBRequest;
    vi.stubGlobal('indexedDB', { open: () => new Opening() });
    const events = await count();
    expectFigures(events);
    expect(events).toContainEqual({
      type: 'saved',
      id: 1,
      trouble: 'the database of this browser does not answer',
    });
  });
});
