import { type DBSchema, openDB } from 'idb';
import { jobOf, type UnfinishedCount } from './unfinished-record';

/** Where counts that are not finished are kept, one of each job; all that is read comes back unchecked. */
export type UnfinishedStore = {
  read(): Promise<{ name: string; value: unknown }[]>;
  get(name: string): Promise<unknown>;
  put(count: UnfinishedCount): Promise<void>;
  remove(name: string): Promise<void>;
};

const NAME = 'latin-rectangles-unfinished';

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
}

/** For the page and for the worker that counts. */
export async function openUnfinished(): Promise<UnfinishedStore> {
  if (typeof indexedDB === 'undefined') throw new Error('this browser has no database for pages');
  const database = await openDB<Schema>(NAME, 1, {
    upgrade: (opened) => void opened.createObjectStore('kept'),
    // A newer page in another tab is not kept waiting.
    blocking: () => database.close(),
  });
  return {
    async read() {
      const { store } = database.transaction('kept');
      const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return names.map((name, i) => ({ name: String(name), value: values[i] }));
    },
    get: (name) => database.get('kept', name),
    put: async (count) => void (await database.put('kept', count, jobOf(count))),
    remove: (name) => database.delete('kept', name),
  };
}
