import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckpointReport } from '../engine/generated';
import type { UnfinishedStore } from '../lib/unfinished-store';
import { unfinishedMemory } from '../testing/memory-store';
import type { Engine } from './engine';
import { createUnfinished, type Places, type Unfinished } from './unfinished';

const shape = { rows: 5, columns: 8 };
const report = (done: number, text = 'the text'): CheckpointReport => ({
  shape,
  engine: 'enumerate',
  done,
  units: 35,
  elapsed_seconds: 12,
  text,
});
const kept = (done: number) => ({ ...report(done), date: '2026-11-24T12:00:00.000Z' });

let store: UnfinishedStore;
let asked: { text: string; beside: string | null }[];
let answers: (CheckpointReport | string)[];
let unfinished: Unfinished;

/** The engine answers what the test has prepared. */
const ask: Engine['ask'] = async (question) => {
  if (question.type !== 'checkpoint') throw new Error('not asked for here');
  asked.push({ text: question.text, beside: question.beside });
  const answer = answers.shift() ?? 'nothing prepared';
  const event =
    typeof answer === 'string'
      ? { type: 'checkpointRefused', id: 1, message: answer }
      : { type: 'checkpoint', id: 1, checkpoint: answer };
  return event as never;
};

const create = (places: Partial<Places> = {}) =>
  createUnfinished(
    {
      openUnfinished: async () => store,
      claimedJobs: async () => [],
      whenReleased: () => () => {},
      epoch: () => Date.UTC(2026, 10, 24),
      ...places,
    },
    ask,
  );

const file = (text: string, size = text.length) => ({ name: 'a.json', size, text: async () => text });

beforeEach(() => {
  store = unfinishedMemory();
  asked = [];
  answers = [];
  unfinished = create();
});

it('lists what is kept, and leaves out what cannot be a checkpoint', async () => {
  await store.put(kept(14));
  await store.put({ ...kept(3), shape: { rows: 6, columns: 8 }, done: 99 });
  await unfinished.refresh();
  expect(unfinished.list.value).toEqual([kept(14)]);
  expect(unfinished.of(shape)?.done).toBe(14);
  expect(unfinished.of({ rows: 6, columns: 8 })).toBeNull();
});

it('discards, and fetches back', async () => {
  await store.put(kept(14));
  await unfinished.refresh();
  await unfinished.discard(kept(14));
  expect(unfinished.list.value).toEqual([]);
  expect(await store.read()).toEqual([]);
  await unfinished.undo();
  expect(unfinished.list.value).toEqual([kept(14)]);
  expect(await store.read()).toHaveLength(1);
});

it('a look that began before does not bring back what is discarded', async () => {
  await store.put(kept(14));
  await unfinished.refresh();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { read } = store;
  store.read = async () => {
    const found = await read();
    await answered;
    return found;
  };
  const looking = unfinished.refresh();
  const discarding = unfinished.discard(kept(14));
  await new Promise((resolve) => setTimeout(resolve));
  answer();
  await Promise.all([looking, discarding]);
  expect(unfinished.list.value).toEqual([]);
});

it('a store that was refused once is tried again', async () => {
  let refused = true;
  unfinished = create({
    openUnfinished: async () => {
      if (refused) throw new Error('not now');
      return store;
    },
  });
  await store.put(kept(14));
  await unfinished.refresh();
  expect(unfinished.list.value).toEqual([]);
  refused = false;
  await unfinished.refresh();
  expect(unfinished.list.value).toEqual([kept(14)]);
});

it('one look that fails ends no other', async () => {
  await store.put(kept(14));
  let refused = true;
  unfinished = create({
    claimedJobs: async () => {
      if (refused) throw new Error('not allowed');
      return [];
    },
  });
  await unfinished.refresh();
  expect(unfinished.list.value).toEqual([kept(14)]);
  refused = false;
  await unfinished.discard(kept(14));
  expect(await store.read()).toEqual([]);
});

describe('a file', () => {
  it('of a new job is taken', async () => {
    answers = [report(20)];
    expect(await unfinished.open(file('from a file'))).toMatchObject({ shape });
    expect(asked).toEqual([{ text: 'from a file', beside: null }]);
    expect(unfinished.of(shape)?.done).toBe(20);
    expect(unfinished.taken.value).toEqual({ refused: false, words: '5 × 8 is taken from a.json.' });
  });

  it('of a job that is kept already is joined with that', async () => {
    await store.put(kept(14));
    await unfinished.refresh();
    answers = [report(20), report(25)];
    await unfinished.open(file('from a file'));
    expect(asked[1]).toEqual({ text: 'from a file', beside: 'the text' });
    expect(unfinished.of(shape)?.done).toBe(25);
  });

  it('that contradicts what is kept changes nothing', async () => {
    await store.put(kept(14));
    await unfinished.refresh();
    answers = [report(20), 'One of them is wrong.'];
    expect(await unfinished.open(file('from a file'))).toBeNull();
    expect(unfinished.of(shape)?.done).toBe(14);
    expect(unfinished.taken.value).toEqual({
      refused: true,
      words: 'Nothing is taken from a.json. One of them is wrong.',
    });
  });

  it('that is too large is not even read', async () => {
    expect(await unfinished.open(file('', 2 ** 30))).toBeNull();
    expect(asked).toEqual([]);
    expect(unfinished.taken.value?.words).toContain('larger than 64 MiB');
  });
});

it('a job that another tab has is free when that tab gives it back', async () => {
  await store.put(kept(14));
  let names = ['enumerate 5x8'];
  let released = () => {};
  unfinished = create({
    claimedJobs: async () => names,
    whenReleased: (name, callback) => {
      expect(name).toBe('enumerate 5x8');
      released = callback;
      return () => {};
    },
  });
  await unfinished.refresh();
  expect(unfinished.claimed.value).toEqual(['enumerate 5x8']);
  names = [];
  await store.put(kept(20));
  released();
  await vi.waitFor(() => expect(unfinished.claimed.value).toEqual([]));
  expect(unfinished.of(shape)?.done).toBe(20);
});

it('without a store a file can still be gone on with', async () => {
  unfinished = create({ openUnfinished: () => Promise.reject(new Error('blocked')) });
  await unfinished.refresh();
  answers = [report(20)];
  expect(await unfinished.open(file('from a file'))).toMatchObject({ shape });
  expect(unfinished.of(shape)?.done).toBe(20);
});
