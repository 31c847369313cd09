import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { NoAnswer } from '../engine/within';
import { FORMAT, keyOf, type SavedResult } from '../lib/result-record';

/** Where results are kept; all that is read comes back unchecked. */
export type ResultsStore = {
  read(): Promise<{ kept: Entry[]; deleted: Entry[] }>;
  put(results: SavedResult[]): Promise<void>;
  /** Puts results where they can be fetched back from. */
  remove(keys: string[]): Promise<void>;
  /** Fetches back all that was removed. */
  restore(): Promise<void>;
  /** Deletes for good what was removed. */
  forget(): Promise<void>;
};

export type Entry = { key: string; value: unknown };

const NAME = 'latin-rectangles-results';

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
  deleted: { key: string; value: unknown };
}

type Store = keyof Schema & ('kept' | 'deleted');

export async function openResults(): Promise<ResultsStore> {
  if (typeof indexedDB === 'undefined') throw new Error('this browser has no database for pages');
  const database = await openDB<Schema>(NAME, FORMAT, {
    upgrade(opened) {
      opened.createObjectStore('kept');
      opened.createObjectStore('deleted');
    },
    // A newer page in another tab is not kept waiting.
    blocking: () => database.close(),
  });
  return storeOn(database);
}

function storeOn(database: IDBPDatabase<Schema>): ResultsStore {
  async function entries(store: Store): Promise<Entry[]> {
    const transaction = database.transaction(store);
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    return keys.map((key, i) => ({ key: String(key), value: values[i] }));
  }

  /** All of it or nothing. */
  async function move(from: Store, to: Store, which: (key: string) => boolean): Promise<void> {
    const transaction = database.transaction([from, to], 'readwrite');
    for (const key of await transaction.objectStore(from).getAllKeys()) {
      if (!which(key)) continue;
      await transaction.objectStore(to).put(await transaction.objectStore(from).get(key), key);
      await transaction.objectStore(from).delete(key);
    }
    await transaction.done;
  }

  return {
    read: async () => ({ kept: await entries('kept'), deleted: await entries('deleted') }),
    async put(results) {
      const transaction = database.transaction('kept', 'readwrite');
      await Promise.all([...results.map((one) => transaction.store.put(one, keyOf(one))), transaction.done]);
    },
    remove: (keys) => move('kept', 'deleted', (key) => keys.includes(key)),
    restore: () => move('deleted', 'kept', () => true),
    forget: () => database.clear('deleted'),
  };
}

/** Why nothing can be read or written, in one sentence. */
export function openingTrouble(error: unknown): string {
  if (error instanceof NoAnswer)
    return 'Results are neither shown nor saved: the database of this browser does not answer, as when another tab holds it. New ones stay until the page is closed.';
  if (nameOf(error) === 'VersionError')
    return 'Results are not saved: a newer version of this page has saved results here, which this one cannot read. They are safe; reload to get the newer version.';
  return 'Results are not saved: this browser lets the page store nothing, as in a private window. They stay until the page is closed.';
}

/** Why something was not written, in one sentence. */
export function writingTrouble(error: unknown): string {
  if (error instanceof NoAnswer)
    return 'The last change is not saved: the database of this browser does not answer. It stays until the page is closed.';
  if (nameOf(error) === 'QuotaExceededError')
    return 'The last change is not saved: the browser gives this page no more room. Export the results, or delete some.';
  return 'The last change is not saved: the browser refused to store it. It stays until the page is closed.';
}

const nameOf = (error: unknown) =>
  error instanceof Error || error instanceof DOMException ? error.name : '';
