// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkpointFile } from '../storage/checkpoint-file';
import type { CheckpointsStore } from '../storage/checkpoints';
import { checkpointsMemory } from '../testing/memory-store';
import { type Autosave, createAutosave, saveOpened } from './autosave';
import type { Checkpoint, ReadCheckpoint } from './checkpoint';

let store: CheckpointsStore;
let done: number;
let troubles: (string | null)[];
let autosave: Autosave;

const progress = (parts: number) => ({
  engine: 'enumerate' as const,
  columns: 8,
  from: 5,
  to: 5,
  done: parts,
  units: 35,
  elapsed_seconds: 1,
});
const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const textIn = (some: Uint8Array | null) => some && new TextDecoder().decode(some);
const checkpoint = (): Checkpoint => ({ report: progress(done), bytes: bytes(`${done} done`) });

const create = (openStore: () => Promise<CheckpointsStore> = async () => store, autosaveMs?: number) =>
  createAutosave(
    'enumerate 5x8',
    checkpoint,
    (trouble) => void troubles.push(trouble),
    autosaveMs,
    openStore,
  );

const saved = async () => (await store.list()).map(({ value }) => (value as { done: number }).done);

beforeEach(() => {
  store = checkpointsMemory();
  done = 3;
  troubles = [];
  autosave = create();
});

it('keeps every five seconds, and what is newest', async () => {
  autosave.tick(4999, 3);
  expect(await saved()).toEqual([]);
  autosave.tick(5000, 3);
  await vi.waitFor(async () => expect(await saved()).toEqual([3]));
  done = 7;
  autosave.tick(9000, 7);
  autosave.tick(10_100, 7);
  await vi.waitFor(async () => expect(await saved()).toEqual([7]));
  expect(troubles).toEqual([null, null]);
});

it('keeps as often as it is told', async () => {
  const often = create(async () => store, 200);
  often.tick(199, 3);
  expect(await saved()).toEqual([]);
  often.tick(200, 3);
  await vi.waitFor(async () => expect(await saved()).toEqual([3]));
});

it('keeps at once what the page may not come back for', async () => {
  autosave.saveNow();
  await vi.waitFor(async () => expect(await saved()).toEqual([3]));
});

it('keeps nothing again while nothing is new', async () => {
  autosave.tick(5000, 3);
  await vi.waitFor(async () => expect(troubles).toEqual([null]));
  autosave.tick(20_000, 3);
  autosave.tick(20_001, 4);
  await vi.waitFor(async () => expect(troubles).toEqual([null, null]));
});

it('takes a twentieth of the time at most', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { put } = store;
  store.put = (...all) => {
    now += 1000;
    return put(...all);
  };
  autosave.tick(5000, 3);
  await vi.waitFor(async () => expect(troubles).toEqual([null]));
  autosave.tick(24_999, 4);
  autosave.tick(25_000, 5);
  await vi.waitFor(async () => expect(troubles).toEqual([null, null]));
  vi.restoreAllMocks();
});

it('a cancel keeps what was kept before only, a pause whatever there is', async () => {
  await autosave.saveAtEnd(false);
  expect(await saved()).toEqual([]);
  await autosave.saveAtEnd(true);
  expect(await saved()).toEqual([3]);
  done = 9;
  await autosave.saveAtEnd(false);
  expect(await saved()).toEqual([9]);
});

it('nothing done is not kept', async () => {
  done = 0;
  await autosave.saveAtEnd(true);
  expect(await saved()).toEqual([]);
});

it('a finished count leaves nothing', async () => {
  await autosave.acquire();
  await autosave.saveAtEnd(true);
  await autosave.discard();
  expect(await saved()).toEqual([]);
});

it('says why nothing is kept, and tries again', async () => {
  let open = false;
  autosave = create(async () => {
    if (!open) throw new Error('no room');
    return store;
  });
  await autosave.saveAtEnd(true);
  open = true;
  await autosave.saveAtEnd(true);
  expect(troubles).toEqual(['no room', null]);
  expect(await saved()).toEqual([3]);
});

it('a pause waits for a slow database, a cancel does not', async () => {
  const { put } = store;
  store.put = async (...all) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return put(...all);
  };
  await autosave.saveAtEnd(true);
  expect(await saved()).toEqual([3]);
  done = 9;
  await autosave.saveAtEnd(false);
  expect(await saved()).toEqual([3]);
});

it('a database that does not answer holds up nothing', async () => {
  autosave = create(() => new Promise(() => {}));
  const before = performance.now();
  await autosave.saveAtEnd(true);
  expect(performance.now() - before).toBeLessThan(5000);
});

const date = '2026-11-24T12:00:00.000Z';
const save = (parts: number) =>
  store.put({ ...progress(parts), date }, checkpointFile(bytes(`${parts} done`)));
const texts = async () =>
  Promise.all((await store.list()).map(async ({ name }) => (await store.get(name))?.file.text()));
const forever = new Promise<never>(() => {});
/** Of both, whatever they are. */
const join: ReadCheckpoint = (some, beside = bytes('')) => ({
  report: progress(30),
  bytes: bytes(`${textIn(some)} and ${textIn(beside)}`),
});
const fromFile = checkpointFile(bytes('from a file'));
const withJoin = () =>
  createAutosave(
    'enumerate 5x8',
    checkpoint,
    (trouble) => void troubles.push(trouble),
    200,
    async () => store,
    { join },
  );

describe('what is saved already', () => {
  it('is read by the worker when it has the job', async () => {
    expect(await autosave.load(null, false)).toBeNull();
    await save(20);
    expect(textIn(await create().load(null, true))).toBe('20 done');
    expect(textIn(await withJoin().load(fromFile, false))).toBe('from a file and 20 done');
  });

  it('and is to be resumed is needed: nothing is counted from the beginning in its place', async () => {
    await expect(autosave.load(null, true)).rejects.toThrow('nothing is saved of it any more');
    const broken = create(async () => {
      throw new Error('no room');
    });
    await expect(broken.load(null, true)).rejects.toThrow('cannot be read: no room');
  });

  it('and could not be read is not overwritten, but joined', async () => {
    await save(20);
    const { get } = store;
    store.get = () => forever;
    autosave = withJoin();
    expect(await autosave.load(null, false)).toBeNull();
    expect(troubles).toEqual(['the database of this browser does not answer']);
    store.get = get;
    await autosave.saveAtEnd(true);
    expect(await texts()).toEqual(['3 done and 20 done']);
  });

  it('and contradicts what is counted stays as it is', async () => {
    await save(20);
    autosave = createAutosave(
      'enumerate 5x8',
      checkpoint,
      (trouble) => void troubles.push(trouble),
      200,
      async () => store,
      {
        join: () => {
          throw new Error('one of them is wrong');
        },
      },
    );
    await autosave.saveAtEnd(true);
    expect(troubles).toEqual(['one of them is wrong']);
    expect(await texts()).toEqual(['20 done']);
  });
});

describe('a checkpoint from a file', () => {
  const opened = { report: progress(25), bytes: bytes('from a file') };
  const open = () => saveOpened('enumerate 5x8', opened, join, async () => store);

  it('is saved', async () => {
    expect(await open()).toEqual({ checkpoint: opened, trouble: null });
    expect(await texts()).toEqual(['from a file']);
  });

  it('is joined with what is saved, and not put in its place', async () => {
    await save(20);
    expect(await open()).toMatchObject({ checkpoint: { report: { done: 30 } }, trouble: null });
    expect(await texts()).toEqual(['from a file and 20 done']);
  });

  it('of a count that runs is refused', async () => {
    const request = async (_: string, __: object, take: (lock: null) => unknown) => take(null);
    vi.stubGlobal('navigator', { locks: { request } });
    await expect(open()).rejects.toThrow('being counted');
    vi.unstubAllGlobals();
    expect(await texts()).toEqual([]);
  });

  it('that cannot be saved is told with the reason', async () => {
    store.put = async () => {
      throw new Error('no room');
    };
    expect(await open()).toEqual({ checkpoint: opened, trouble: 'no room' });
  });
});

describe('what is said to be saved', () => {
  it('is nothing while the write has not settled, and after a time why', async () => {
    vi.useFakeTimers();
    let settle: () => void = () => {};
    store.put = () => new Promise((resolve) => (settle = resolve));
    autosave.tick(5000, 3);
    await vi.advanceTimersByTimeAsync(9000);
    expect(troubles).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(troubles).toEqual(['the database of this browser does not answer']);
    settle();
    await vi.advanceTimersByTimeAsync(0);
    expect(troubles.at(-1)).toBeNull();
    vi.useRealTimers();
  });

  it('is nothing after a pause for which the database gave no answer, and nothing is written later', async () => {
    vi.useFakeTimers();
    let open: (opened: CheckpointsStore) => void = () => {};
    const [saving, unsaved] = [vi.fn(), vi.fn()];
    autosave = createAutosave(
      'enumerate 5x8',
      checkpoint,
      (trouble) => void troubles.push(trouble),
      200,
      () => new Promise((resolve) => (open = resolve)),
      { onSaving: saving, onUnsaved: unsaved },
    );
    const paused = autosave.saveAtEnd(true);
    expect(saving).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(4000);
    await paused;
    expect(unsaved.mock.calls).toEqual([[checkpoint()]]);
    expect(troubles).toEqual(['the database of this browser does not answer']);
    open(store);
    await vi.advanceTimersByTimeAsync(0);
    expect(troubles).not.toContain(null);
    vi.useRealTimers();
    expect(await texts()).toEqual([]);
  });
});
