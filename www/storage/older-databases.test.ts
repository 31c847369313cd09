import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobOf } from '../model/checkpoint-record';
import { readCheckpointRecord } from '../model/read-checkpoint-record';
import { readResult } from '../model/read-result';
import { keyOf } from '../model/saved-result';
import { CHECKPOINTS, RESULTS, readOlder, writeOlder } from '../testing/older-databases';
import { DATE, savedFor } from '../testing/saved';
import { openCheckpoints } from './checkpoints';
import { databaseOf } from './database';
import { openResults } from './results';

const { kept: results, deleted } = RESULTS;
const unfinished: Record<string, object> = CHECKPOINTS.kept;

/** With what a page in a folder has, as if it had been opened anew. */
async function read(folder = '/a/') {
  const database = databaseOf(folder);
  const [store, checkpoints] = [await openResults(database), await openCheckpoints(database)];
  const { saved, deleted } = await store.read();
  const list = await checkpoints.list();
  return { database, store, checkpoints, saved, deleted, list };
}

const entriesOf = (values: Record<string, unknown>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
const keysIn = (entries: { key: string }[]) => entries.map(({ key }) => key);

async function writeBoth(folder?: string) {
  await writeOlder('latin-rectangles-results', RESULTS, folder);
  await writeOlder('latin-rectangles-unfinished', CHECKPOINTS, folder);
}

/** Has opening a database fail or be silent, as long as it is wanted. */
function breakOpen(name: string, open: () => IDBOpenDBRequest) {
  const { open: right } = indexedDB;
  const spy = vi
    .spyOn(indexedDB, 'open')
    .mockImplementation((...all) => (all[0] === name ? open() : Reflect.apply(right, indexedDB, all)));
  return () => spy.mockRestore();
}

const refuse = () => {
  throw new DOMException('It is damaged.', 'UnknownError');
};
const doNotAnswer = () => new (IDBOpenDBRequest as unknown as new () => IDBOpenDBRequest)();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => void vi.useRealTimers());

describe.each([
  ['of this copy of the site', '/a/'],
  ['of all copies of the site', ''],
])('the databases %s that the page had before', (_, folder) => {
  it('are shown, every value as it was', async () => {
    await writeBoth(folder);
    const { saved, deleted: removed, list, checkpoints } = await read();
    expect(saved).toEqual(entriesOf(results));
    expect(removed).toEqual(entriesOf(deleted));
    for (const { key, value } of saved) {
      const { result } = readResult(value);
      expect(result && keyOf(result)).toBe(key);
    }
    expect(list.map(({ name }) => name)).toEqual(['classes 9', 'enumerate 5x7']);
    for (const { name, value } of list) {
      const count = readCheckpointRecord(value);
      expect(count && jobOf(count)).toBe(name);
      const { text, ...record } = unfinished[name] as { text: string };
      expect(value).toEqual(record);
      expect(await (await checkpoints.get(name))?.file.text()).toBe(text);
    }
  });

  it('stay as they were, for tabs of that version', async () => {
    await writeBoth(folder);
    const { store, checkpoints, list } = await read();
    await store.remove(Object.keys(results));
    for (const { name } of list) await checkpoints.remove(name);
    expect(await readOlder('latin-rectangles-results', folder)).toEqual(RESULTS);
    expect(await readOlder('latin-rectangles-unfinished', folder)).toEqual(CHECKPOINTS);
  });

  it('are copied once: what is deleted since stays so', async () => {
    await writeBoth(folder);
    const [, two] = await Promise.all([read(), read()]);
    await two.store.remove(Object.keys(results));
    await two.store.forget();
    await two.checkpoints.remove('classes 9');
    const again = await read();
    expect([again.saved, again.deleted]).toEqual([[], []]);
    expect(again.list.map(({ name }) => name)).toEqual(['enumerate 5x7']);
  });
});

it('every copy of the site has what was saved when all shared a database', async () => {
  await writeBoth();
  for (const folder of ['/a/', '/b/', '/a/']) {
    const { saved, list } = await read(folder);
    expect(keysIn(saved)).toEqual(Object.keys(results));
    expect(list).toHaveLength(2);
  }
});

it('a database of before that has only some stores gives what it has', async () => {
  await writeOlder('latin-rectangles-results', { kept: results });
  const { saved, deleted: removed } = await read();
  expect([keysIn(saved), removed]).toEqual([Object.keys(results), []]);
});

it('what has no checkpoint in it is left where it is', async () => {
  const count = unfinished['classes 9'];
  await writeOlder('latin-rectangles-unfinished', { kept: { 'classes 9': { ...count, text: 5 }, more: 7 } });
  expect((await read()).list).toEqual([]);
});

it.each([
  ['tells which databases there are', () => {}],
  ['does not', () => void Object.assign(indexedDB, { databases: undefined })],
])('none is made that was not there, where the browser %s', async (_, prepare) => {
  prepare();
  const { databases } = IDBFactory.prototype;
  await read();
  expect((await databases.call(indexedDB)).map(({ name }) => name)).toEqual(['latin-rectangles /a/']);
});

it('a tab that is slow does not bring back what another one has copied and deleted', async () => {
  await writeBoth();
  const { databases } = indexedDB;
  let resume = () => {};
  const slow = new Promise<void>((resolve) => {
    resume = resolve;
  });
  vi.spyOn(indexedDB, 'databases').mockImplementationOnce(async () => {
    const found = await databases.call(indexedDB);
    await slow;
    return found;
  });
  const reading = read();
  await vi.waitFor(() => expect(indexedDB.databases).toHaveBeenCalled());
  const other = await read();
  expect(other.saved).toHaveLength(3);
  await other.store.remove(Object.keys(results));
  await other.store.forget();
  resume();
  expect((await reading).saved).toEqual([]);
});

describe('one that cannot be copied now', () => {
  it('keeps no other one from being copied', async () => {
    await writeOlder('latin-rectangles-results', { kept: {} }, '/a/');
    await writeBoth();
    const repair = breakOpen('latin-rectangles-results /a/', refuse);
    expect((await read()).saved).toHaveLength(3);
    repair();
  });

  it('holds up nothing, and is copied when the page is opened again', async () => {
    await writeBoth();
    const repair = breakOpen('latin-rectangles-results', refuse);
    const { saved, list, store } = await read();
    expect([saved, list.length]).toEqual([[], 2]);
    const since = { ...savedFor({ rows: 3, columns: 5 }), date: DATE };
    await store.put([since]);
    repair();
    const again = await read();
    expect(keysIn(again.saved)).toEqual([keyOf(since), ...Object.keys(results)]);
  });

  it('replaces nothing that has been saved since', async () => {
    await writeBoth();
    const repair = breakOpen('latin-rectangles-unfinished', refuse);
    const { checkpoints } = await read();
    const count = readCheckpointRecord(unfinished['enumerate 5x7']);
    if (!count) throw new Error('it is no count');
    const newer = { ...count, done: 1234 };
    await checkpoints.put(newer, new Blob(['newer']));
    repair();
    const again = await read();
    expect(again.list).toContainEqual({ name: 'enumerate 5x7', value: newer });
    expect(again.list).toHaveLength(2);
    expect(await (await again.checkpoints.get('enumerate 5x7'))?.file.text()).toBe('newer');
  });

  it('and says nothing is not waited for', async () => {
    await writeBoth();
    const repair = breakOpen('latin-rectangles-results', doNotAnswer);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = read();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(3000);
    expect((await reading).saved).toEqual([]);
    vi.useRealTimers();
    repair();
    expect(keysIn((await read()).saved)).toEqual(Object.keys(results));
  });
});
