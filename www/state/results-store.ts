import { NoAnswer } from '../engine/within';
import { type Database, databaseOf } from '../lib/database';
import { keyOf, type SavedResult } from '../lib/result-record';

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

const DATABASE = { name: 'latin-rectangles-results', version: 2, stores: ['kept', 'deleted'] };

type Store = 'kept' | 'deleted';

export async function openResults(own?: string): Promise<ResultsStore> {
  const database = databaseOf(DATABASE, own);
  const store = storeOn(database);
  // Where there is no database, it is said now.
  await database.use(async () => {});
  return store;
}

function storeOn({ use }: Database): ResultsStore {
  const entries = (store: Store): Promise<Entry[]> =>
    use(async (opened) => {
      const transaction = opened.transaction(store);
      const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return keys.map((key, i) => ({ key: String(key), value: values[i] }));
    });

  /** All of it or nothing. */
  const move = (from: Store, to: Store, which: (key: string) => boolean): Promise<void> =>
    use(async (opened) => {
      const transaction = opened.transaction([from, to], 'readwrite');
      for (const key of await transaction.objectStore(from).getAllKeys()) {
        if (!which(String(key))) continue;
        await transaction.objectStore(to).put(await transaction.objectStore(from).get(key), key);
        await transaction.objectStore(from).delete(key);
      }
      await transaction.done;
    });

  return {
    read: async () => ({ kept: await entries('kept'), deleted: await entries('deleted') }),
    put: (results) =>
      use(async (opened) => {
        const transaction = opened.transaction('kept', 'readwrite');
        await Promise.all([
          ...results.map((one) => transaction.store.put(one, keyOf(one))),
          transaction.done,
        ]);
      }),
    remove: (keys) => move('kept', 'deleted', (key) => keys.includes(key)),
    restore: () => move('deleted', 'kept', () => true),
    forget: () => use((opened) => opened.clear('deleted')),
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
  if (nameOf(error) === 'VersionError') return openingTrouble(error);
  if (error instanceof NoAnswer)
    return 'The last change is not saved: the database of this browser does not answer. It stays until the page is closed.';
  if (nameOf(error) === 'QuotaExceededError')
    return 'The last change is not saved: the browser gives this page no more room. Export the results, or delete some.';
  return 'The last change is not saved: the browser refused to store it. It stays until the page is closed.';
}

const nameOf = (error: unknown) =>
  error instanceof Error || error instanceof DOMException ? error.name : '';
