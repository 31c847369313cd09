import { keyOf, type SavedResult } from '../model/saved-result';
import { type Database, databaseOf } from './database';

/** Saved results; values are returned unchecked. */
export type ResultsStore = {
  read(): Promise<{ saved: Entry[]; deleted: Entry[] }>;
  put(results: SavedResult[]): Promise<void>;
  /** Moves results to where they can be restored from. */
  remove(keys: string[]): Promise<void>;
  /** Restores all removed results. */
  restore(): Promise<void>;
  /** Deletes removed results for good. */
  forget(): Promise<void>;
};

export type Entry = { key: string; value: unknown };

type Store = 'results' | 'deletedResults';

export async function openResults(database: Database = databaseOf()): Promise<ResultsStore> {
  // Rejects now if there is no database.
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

  /** In one transaction. */
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
