import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckpointReport } from '../model/generated';
import type { CheckpointsStore } from '../storage/checkpoints';
import { checkpointsMemory } from '../testing/memory-store';
import { type Checkpoints, type CheckpointsHost, createCheckpoints } from './checkpoints';
import type { Engine } from './engine';

const job = 'enumerate 5x8';
const report = (done: number): CheckpointReport => ({
  engine: 'enumerate',
  columns: 8,
  from: 5,
  to: 5,
  done,
  units: 35,
  elapsed_seconds: 12,
});
const date = '2026-11-24T12:00:00.000Z';
const recordOf = (done: number) => ({ ...report(done), date });
const saved = recordOf(14);
const textFile = new Blob(['the text']);

let store: CheckpointsStore;
let sent: Blob[];
let answers: (CheckpointReport | string)[];
/** why the worker cannot save what it has read */
let unsavedFor: string | null;
let checkpoints: Checkpoints;

/** The engine answers what the test has prepared. */
const ask: Engine['call'] = async (question) => {
  if (question.type !== 'checkpoint') throw new Error('not asked for here');
  sent.push(question.file);
  const answer = answers.shift() ?? 'nothing prepared';
  if (typeof answer === 'string') return { type: 'checkpointRefused', id: 1, message: answer } as never;
  if (unsavedFor === null) await store.put({ ...answer, date }, question.file);
  const unsaved = unsavedFor === null ? null : { file: textFile, why: unsavedFor };
  return { type: 'checkpoint', id: 1, checkpoint: answer, unsaved } as never;
};

const create = (places: Partial<CheckpointsHost> = {}) =>
  createCheckpoints(
    {
      openCheckpoints: async () => store,
      heldJobs: async () => [],
      whenReleased: () => () => {},
      epoch: () => Date.UTC(2026, 10, 24),
      ...places,
    },
    ask,
  );

const file = (text: string) => new File([text], 'a.json');

beforeEach(() => {
  store = checkpointsMemory();
  sent = [];
  answers = [];
  unsavedFor = null;
  checkpoints = create();
});

it('lists what is kept, and leaves out what cannot be a checkpoint', async () => {
  await store.put(recordOf(14), textFile);
  await store.put({ ...recordOf(3), from: 6, to: 6, done: 99 }, textFile);
  await checkpoints.refresh();
  expect(checkpoints.list.value).toEqual([saved]);
  expect(checkpoints.of(job)?.done).toBe(14);
  expect(checkpoints.of('enumerate 6x8')).toBeNull();
});

it('discards, and fetches back', async () => {
  await store.put(recordOf(14), textFile);
  await checkpoints.refresh();
  await checkpoints.discard(recordOf(14));
  expect(checkpoints.list.value).toEqual([]);
  expect(await store.list()).toEqual([]);
  await checkpoints.undo();
  expect(checkpoints.list.value).toEqual([saved]);
  expect(await store.list()).toEqual([{ name: 'enumerate 5x8', value: recordOf(14) }]);
  expect((await store.get('enumerate 5x8'))?.file).toBe(textFile);
});

it('the page has the checkpoint only when it is downloaded', async () => {
  await store.put(recordOf(14), textFile);
  const gets = vi.spyOn(store, 'get');
  await checkpoints.refresh();
  expect(checkpoints.list.value).toEqual([saved]);
  expect(gets).not.toHaveBeenCalled();
  expect(await checkpoints.fileOf(saved)).toBe(textFile);
});

it('what was discarded and counted again since is joined with it when it is fetched back', async () => {
  await store.put(recordOf(14), textFile);
  await checkpoints.refresh();
  await checkpoints.discard(saved);
  await store.put(recordOf(20), new Blob(['newer']));
  answers = [report(25)];
  await checkpoints.undo();
  expect(sent).toEqual([textFile]);
  expect(checkpoints.of(job)?.done).toBe(25);
});

it('a database that answers late is looked at then', async () => {
  vi.useFakeTimers();
  await store.put(recordOf(14), textFile);
  let answer: (store: CheckpointsStore) => void = () => {};
  checkpoints = create({
    openCheckpoints: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    heldJobs: async () => ['enumerate 6x8'],
  });
  const refreshed = checkpoints.refresh();
  await vi.advanceTimersByTimeAsync(6000);
  await refreshed;
  expect(checkpoints.locked.value).toEqual(['enumerate 6x8']);
  expect(checkpoints.list.value).toEqual([]);
  answer(store);
  await vi.advanceTimersByTimeAsync(0);
  expect(checkpoints.list.value).toEqual([saved]);
  vi.useRealTimers();
});

describe('a database that gives no answer', () => {
  beforeEach(async () => {
    await store.put(recordOf(14), textFile);
    await checkpoints.refresh();
  });

  it.each(['remove', 'get'] as const)('to %s discards nothing, and says so', async (method) => {
    store[method] = async () => {
      throw new Error('no room');
    };
    await checkpoints.discard(saved);
    expect(checkpoints.list.value).toEqual([saved]);
    expect(checkpoints.discarded.value).toBeNull();
    expect(checkpoints.importOutcome.value).toEqual({
      refused: true,
      message: '5 × 8 is not discarded: No room.',
    });
  });

  it('at all is not waited for without limit', async () => {
    vi.useFakeTimers();
    store.get = () => new Promise(() => {});
    const found = checkpoints.fileOf(saved);
    await vi.advanceTimersByTimeAsync(6000);
    expect(await found).toBeNull();
    expect(checkpoints.importOutcome.value?.message).toContain('does not answer');
    vi.useRealTimers();
  });

  it('to what is to be fetched back leaves it where it can be fetched back', async () => {
    await checkpoints.discard(saved);
    store.put = async () => {
      throw new Error('no room');
    };
    await checkpoints.undo();
    expect(checkpoints.importOutcome.value?.refused).toBe(true);
    expect(checkpoints.discarded.value).toMatchObject(saved);
  });
});

it('a look that began before does not bring back what is discarded', async () => {
  await store.put(recordOf(14), textFile);
  await checkpoints.refresh();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { list } = store;
  store.list = async () => {
    const found = await list();
    await answered;
    return found;
  };
  const refreshing = checkpoints.refresh();
  const discarding = checkpoints.discard(recordOf(14));
  await new Promise((resolve) => setTimeout(resolve));
  answer();
  await Promise.all([refreshing, discarding]);
  expect(checkpoints.list.value).toEqual([]);
});

it('a store that was refused once is tried again', async () => {
  let refused = true;
  checkpoints = create({
    openCheckpoints: async () => {
      if (refused) throw new Error('not now');
      return store;
    },
  });
  await store.put(recordOf(14), textFile);
  await checkpoints.refresh();
  expect(checkpoints.list.value).toEqual([]);
  refused = false;
  await checkpoints.refresh();
  expect(checkpoints.list.value).toEqual([saved]);
});

it('one look that fails ends no other', async () => {
  await store.put(recordOf(14), textFile);
  let refused = true;
  checkpoints = create({
    heldJobs: async () => {
      if (refused) throw new Error('not allowed');
      return [];
    },
  });
  await checkpoints.refresh();
  expect(checkpoints.list.value).toEqual([saved]);
  refused = false;
  await checkpoints.discard(recordOf(14));
  expect(await store.list()).toEqual([]);
});

describe('a file', () => {
  it('of a new job is taken', async () => {
    answers = [report(20)];
    const opened = file('from a file');
    expect(await checkpoints.open(opened)).toMatchObject({ columns: 8, from: 5, to: 5 });
    expect(sent).toEqual([opened]);
    expect(checkpoints.of(job)?.done).toBe(20);
    expect(checkpoints.importOutcome.value).toEqual({ refused: false, message: '5 × 8 opened from a.json.' });
  });

  it('of a job that is kept already is joined with that', async () => {
    await store.put(recordOf(14), textFile);
    await checkpoints.refresh();
    answers = [report(25)];
    const opened = file('from a file');
    await checkpoints.open(opened);
    expect(sent).toEqual([opened]);
    expect(checkpoints.of(job)?.done).toBe(25);
  });

  it('that contradicts what is kept changes nothing', async () => {
    await store.put(recordOf(14), textFile);
    await checkpoints.refresh();
    answers = ['One of them is wrong.'];
    expect(await checkpoints.open(file('from a file'))).toBeNull();
    expect(checkpoints.of(job)?.done).toBe(14);
    expect(checkpoints.importOutcome.value).toEqual({
      refused: true,
      message: 'a.json was not imported. One of them is wrong.',
    });
  });

  it('that is too large is not even read', async () => {
    const large = Object.defineProperty(file(''), 'size', { value: 2 ** 30 });
    expect(await checkpoints.open(large)).toBeNull();
    expect(sent).toEqual([]);
    expect(checkpoints.importOutcome.value?.message).toContain('larger than 64 MiB');
  });
});

it('a job that another tab has is free when that tab gives it back', async () => {
  await store.put(recordOf(14), textFile);
  let names = ['enumerate 5x8'];
  let released = () => {};
  checkpoints = create({
    heldJobs: async () => names,
    whenReleased: (name, callback) => {
      expect(name).toBe('enumerate 5x8');
      released = callback;
      return () => {};
    },
  });
  await checkpoints.refresh();
  expect(checkpoints.locked.value).toEqual(['enumerate 5x8']);
  names = [];
  await store.put(recordOf(20), textFile);
  released();
  await vi.waitFor(() => expect(checkpoints.locked.value).toEqual([]));
  expect(checkpoints.of(job)?.done).toBe(20);
});

it('without a store a file can still be resumed', async () => {
  checkpoints = create({ openCheckpoints: () => Promise.reject(new Error('blocked')) });
  await checkpoints.refresh();
  answers = [report(20)];
  unsavedFor = 'blocked';
  expect(await checkpoints.open(file('from a file'))).toMatchObject({ columns: 8, from: 5, to: 5 });
  expect(checkpoints.of(job)?.done).toBe(20);
  expect(checkpoints.importOutcome.value?.message).toContain('It is not saved');
  expect(checkpoints.unsaved('enumerate 5x8')).toBe(textFile);
  expect(await checkpoints.fileOf(saved)).toBe(textFile);
  checkpoints.finished('enumerate 5x8');
  expect(checkpoints.unsaved('enumerate 5x8')).toBeNull();
});
