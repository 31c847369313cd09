import { keyOf, type SavedResult } from '../model/saved-result';
import { type Database, databaseOf } from './database';

/** Where results are kept; all that is read comes back unchecked. */
export type ResultsStore = {
  read(): Promise<{ saved: Entry[]; deleted: Entry[] }>;
  put(results: SavedResult[]): Promise<void>;
  /** Puts results where they can be fetched back from. */
  remove(keys: string[]): Promise<void>;
  /** Fetches back all that was removed. */
  restore(): Promise<void>;
  /** Deletes for good what was removed. */
  forget(): Promise<void>;
};

export type Entry = { key: string; value: unknown };

type Store = 'results' | 'deletedResults';

export async function openResults(database: Database = databaseOf()): Promise<ResultsStore> {
  // Where there is no database, it is said now.
  await database.use(async () => {});
  return storeOn(database);
}

function storeOn({ use }: Database): ResultsStore {
  const entries = (store: Store): Promise<Entry[]> =>
    use(async (opened) => {
      const transaction = opened.transaction(store);
      const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return keys.map((key, i) => ({ key, value: values[i] }));
    });

  /** All of it or nothing. */
  const move = (from: Store, to: Store, which: (key: string) => boolean): Promise<void> =>
    use(async (opened) => {
      const transaction = opened.transaction([from, to], 'readwrite');
      for (const key of await transaction.objectStore(from).getAllKeys()) {
        if (!which(key)) continue;
        await transaction.objectStore(to).put(await transaction.objectStore(from).get(key), key);
        await transaction.objectStore(from).delete(key);
      }
      await transaction.done;
    });

  return {
    read: async () => ({ saved: await entries('results'), deleted: await entries('deletedResults') }),
    put: (results) =>
      use(async (opened) => {
        const transaction = opened.transaction('results', 'readwrite');
        await Promise.all([
          ...results.map((one) => transaction.store.put(one, keyOf(one))),
          transaction.done,
        ]);
      }),
    remove: (keys) => move('results', 'deletedResults', (key) => keys.includes(key)),
    restore: () => move('deletedResults', 'results', () => true),
    forget: () => use((opened) => opened.clear('deletedResults')),
  };
}
