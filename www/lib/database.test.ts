import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openResults } from '../state/results-store';
import { DATE, savedFor } from '../testing/saved';
import { databaseOf } from './database';
import { keyOf } from './result-record';
import { openUnfinished } from './unfinished-store';

const result = savedFor({ rows: 5, columns: 6 });
const other = savedFor({ rows: 6, columns: 6 });
const progress = {
  shape: { rows: 5, columns: 8 },
  engine: 'enumerate' as const,
  done: 3,
  units: 35,
  elapsed_seconds: 1,
  text: '{}',
  date: DATE,
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const OPTIONS = { name: 'latin', version: 2, stores: ['kept', 'deleted'] };
const keysOf = (own: string) => databaseOf(OPTIONS, own).use((database) => database.getAllKeys('kept'));

/** A database as it was when all copies of the site on an origin had one. */
async function shared(name: string, entries: Record<string, unknown>, stores = ['kept']) {
  const database = await openDB(name, 1, {
    upgrade: (opened) => {
      for (const store of stores) opened.createObjectStore(store);
    },
  });
  for (const [key, value] of Object.entries(entries)) await database.put('kept', value, key);
  database.close();
}

describe('what was saved when all copies of the site shared a database', () => {
  it('is had by the copy that is opened first, and by no other', async () => {
    const { check: _, contradicted_by: __, ...before } = result;
    await shared('latin-rectangles-results', { [keyOf(result)]: before }, ['kept', 'deleted']);
    await shared('latin-rectangles-unfinished', { 'enumerate 5x8': progress });
    const read = async (place: string) => [
      (await (await openResults(`latin-rectangles-results ${place}`)).read()).kept,
      await (await openUnfinished(`latin-rectangles-unfinished ${place}`)).read(),
    ];
    const all = [[{ key: keyOf(result), value: before }], [{ name: 'enumerate 5x8', value: progress }]];
    expect(await read('/a/')).toEqual(all);
    expect(await read('/b/')).toEqual([[], []]);
    expect(await read('/a/')).toEqual(all);
  });

  it('replaces nothing that a copy has saved since', async () => {
    const mine = databaseOf(OPTIONS, 'latin /a/');
    await mine.use((database) => database.put('kept', 'new', 'key'));
    await shared('latin', { key: 'old', more: 'old' });
    const again = databaseOf(OPTIONS, 'latin /a/');
    expect(await again.use((database) => database.getAll('kept'))).toEqual(['new', 'old']);
  });

  it('is looked for without making such a database', async () => {
    await keysOf('latin /a/');
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['latin /a/']);
  });
});

it('two copies share nothing', async () => {
  const [a, b] = await Promise.all(['/a/', '/b/'].map((place) => openResults(`results ${place}`)));
  await a?.put([result]);
  await b?.put([other]);
  expect((await a?.read())?.kept).toEqual([{ key: keyOf(result), value: result }]);
  expect((await b?.read())?.kept).toEqual([{ key: keyOf(other), value: other }]);
});

describe('a database', () => {
  it('of an older version is brought up to date, and keeps what it has', async () => {
    await shared('latin /a/', { key: 'value' });
    const database = databaseOf(OPTIONS, 'latin /a/');
    await database.use((opened) => opened.put('deleted', 'gone', 'other'));
    expect(await keysOf('latin /a/')).toEqual(['key']);
  });

  it('that the browser has closed is opened again', async () => {
    const database = databaseOf(OPTIONS, 'latin /a/');
    await database.use(async (opened) => {
      await opened.put('kept', 1, 'a');
      opened.close();
    });
    await database.use((opened) => opened.put('kept', 2, 'b'));
    expect(await keysOf('latin /a/')).toEqual(['a', 'b']);
  });

  it('that was refused once is tried again', async () => {
    const there = indexedDB;
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const database = databaseOf(OPTIONS, 'latin /a/');
    await expect(database.use(async () => 1)).rejects.toThrow('no database');
    globalThis.indexedDB = there;
    expect(await database.use(async () => 1)).toBe(1);
  });

  it('of a newer version is refused, and so it is after that was made meanwhile', async () => {
    const database = databaseOf(OPTIONS, 'latin /a/');
    await database.use(async () => {});
    (await openDB('latin /a/', 3)).close();
    await expect(database.use((opened) => opened.count('kept'))).rejects.toMatchObject({
      name: 'VersionError',
    });
  });
});
