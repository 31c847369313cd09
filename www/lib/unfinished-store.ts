import { databaseOf } from './database';
import { jobOf, type UnfinishedCount } from './unfinished-record';

/** Where counts that are not finished are kept, one of each job; all that is read comes back unchecked. */
export type UnfinishedStore = {
  read(): Promise<{ name: string; value: unknown }[]>;
  get(name: string): Promise<unknown>;
  put(count: UnfinishedCount): Promise<void>;
  remove(name: string): Promise<void>;
};

const DATABASE = { name: 'latin-rectangles-unfinished', version: 2, stores: ['kept'] };

/** For the page and for the worker that counts. */
export async function openUnfinished(own?: string): Promise<UnfinishedStore> {
  const database = databaseOf(DATABASE, own);
  const store: UnfinishedStore = {
    read: () =>
      database.use(async (opened) => {
        const { store } = opened.transaction('kept');
        const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return names.map((name, i) => ({ name: String(name), value: values[i] }));
      }),
    get: (name) => database.use((opened) => opened.get('kept', name)),
    put: (count) => database.use(async (opened) => void (await opened.put('kept', count, jobOf(count)))),
    remove: (name) => database.use((opened) => opened.delete('kept', name)),
  };
  // Where there is no database, it is said now.
  await database.use(async () => {});
  return store;
}
