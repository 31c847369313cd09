// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { UnfinishedStore } from '../lib/unfinished-store';
import { unfinishedMemory } from '../testing/memory-store';
import { createKeeper, type Keeper } from './keeper';

let store: UnfinishedStore;
let done: number;
let told: (string | null)[];
let keeper: Keeper;

const checkpoint = () => ({
  shape: { rows: 5, columns: 8 },
  engine: 'enumerate' as const,
  done,
  units: 35,
  elapsed_seconds: 1,
  text: `${done} done`,
});

const create = (openStore: () => Promise<UnfinishedStore> = async () => store, autosaveMs?: number) =>
  createKeeper('enumerate 5x8', checkpoint, (trouble) => void told.push(trouble), autosaveMs, openStore);

const kept = async () => (await store.read()).map(({ value }) => (value as { done: number }).done);

beforeEach(() => {
  store = unfinishedMemory();
  done = 3;
  told = [];
  keeper = create();
});

it('keeps every five seconds, and what is newest', async () => {
  keeper.look(4999, 3);
  expect(await kept()).toEqual([]);
  keeper.look(5000, 3);
  await vi.waitFor(async () => expect(await kept()).toEqual([3]));
  done = 7;
  keeper.look(9000, 7);
  keeper.look(10_100, 7);
  await vi.waitFor(async () => expect(await kept()).toEqual([7]));
  expect(told).toEqual([null, null]);
});

it('keeps as often as it is told', async () => {
  const often = create(async () => store, 200);
  often.look(199, 3);
  expect(await kept()).toEqual([]);
  often.look(200, 3);
  await vi.waitFor(async () => expect(await kept()).toEqual([3]));
});

it('keeps nothing again while nothing is new', async () => {
  keeper.look(5000, 3);
  await vi.waitFor(async () => expect(told).toEqual([null]));
  keeper.look(20_000, 3);
  keeper.look(20_001, 4);
  await vi.waitFor(async () => expect(told).toEqual([null, null]));
});

it('takes a twentieth of the time at most', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { put } = store;
  store.put = (count) => {
    now += 1000;
    return put(count);
  };
  keeper.look(5000, 3);
  await vi.waitFor(async () => expect(told).toEqual([null]));
  keeper.look(24_999, 4);
  keeper.look(25_000, 5);
  await vi.waitFor(async () => expect(told).toEqual([null, null]));
  vi.restoreAllMocks();
});

it('a cancel keeps what was kept before only, a pause whatever there is', async () => {
  await keeper.keep(false);
  expect(await kept()).toEqual([]);
  await keeper.keep(true);
  expect(await kept()).toEqual([3]);
  done = 9;
  await keeper.keep(false);
  expect(await kept()).toEqual([9]);
});

it('nothing done is not kept', async () => {
  done = 0;
  await keeper.keep(true);
  expect(await kept()).toEqual([]);
});

it('a finished count leaves nothing', async () => {
  await keeper.claim();
  await keeper.keep(true);
  await keeper.forget();
  expect(await kept()).toEqual([]);
});

it('says why nothing is kept, and tries again', async () => {
  let open = false;
  keeper = create(async () => {
    if (!open) throw new Error('no room');
    return store;
  });
  await keeper.keep(true);
  open = true;
  await keeper.keep(true);
  expect(told).toEqual(['no room', null]);
  expect(await kept()).toEqual([3]);
});

it('a pause waits for a slow database, a cancel does not', async () => {
  const { put } = store;
  store.put = async (count) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return put(count);
  };
  await keeper.keep(true);
  expect(await kept()).toEqual([3]);
  done = 9;
  await keeper.keep(false);
  expect(await kept()).toEqual([3]);
});

it('a database that does not answer holds up nothing', async () => {
  keeper = create(() => new Promise(() => {}));
  const before = performance.now();
  await keeper.keep(true);
  expect(performance.now() - before).toBeLessThan(5000);
});
