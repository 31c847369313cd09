import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../model/saved-result';
import { savedFor } from '../testing/saved';
import { databaseOf } from './database';
import { openResults } from './results';

const result = savedFor({ rows: 5, columns: 6 });
const other = savedFor({ rows: 6, columns: 6 });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const keysOf = (folder: string) => databaseOf(folder).use((database) => database.getAllKeys('results'));

it('two copies share nothing', async () => {
  const [a, b] = await Promise.all(['/a/', '/b/'].map((folder) => openResults(databaseOf(folder))));
  await a?.put([result]);
  await b?.put([other]);
  expect((await a?.read())?.saved).toEqual([{ key: keyOf(result), value: result }]);
  expect((await b?.read())?.saved).toEqual([{ key: keyOf(other), value: other }]);
});

describe('a database', () => {
  it('that the browser has closed is opened again', async () => {
    const database = databaseOf('/a/');
    await database.use(async (opened) => {
      await opened.put('results', 1, 'a');
      opened.close();
    });
    await database.use((opened) => opened.put('results', 2, 'b'));
    expect(await keysOf('/a/')).toEqual(['a', 'b']);
  });

  it('that was refused once is tried again', async () => {
    const there = indexedDB;
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const database = databaseOf('/a/');
    await expect(database.use(async () => 1)).rejects.toThrow('no database');
    globalThis.indexedDB = there;
    expect(await database.use(async () => 1)).toBe(1);
  });

  it('of a newer version is refused, and so it is after that was made meanwhile', async () => {
    const database = databaseOf('/a/');
    await database.use(async () => {});
    (await openDB('latin-rectangles /a/', 2)).close();
    await expect(database.use((opened) => opened.count('results'))).rejects.toMatchObject({
      name: 'VersionError',
    });
  });
});
