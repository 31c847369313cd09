import { type CheckpointRecord, jobOf } from '../model/checkpoint-record';
import { type Database, databaseOf } from './database';

/** Where counts that are not finished are saved, one of each job; all that is read comes back unchecked. */
export type CheckpointsStore = {
  /** How far each is, without its file. */
  list(): Promise<{ name: string; value: unknown }[]>;
  /** null where there is none */
  get(name: string): Promise<{ value: unknown; file: Blob } | null>;
  put(count: CheckpointRecord, file: Blob): Promise<void>;
  remove(name: string): Promise<void>;
};

/** For the page and for the worker that counts. */
export async function openCheckpoints(database: Database = databaseOf()): Promise<CheckpointsStore> {
  const { use } = database;
  /** Both or none. */
  const BOTH = ['checkpoints', 'checkpointFiles'] as const;
  // Where there is no database, it is said now.
  await use(async () => {});
  return {
    list: () =>
      use(async (opened) => {
        const { store } = opened.transaction('checkpoints');
        const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return names.map((name, i) => ({ name, value: values[i] }));
      }),
    get: (name) =>
      use(async (opened) => {
        const reading = opened.transaction(BOTH);
        const [value, file] = await Promise.all([
          reading.objectStore('checkpoints').get(name),
          reading.objectStore('checkpointFiles').get(name),
        ]);
        return file instanceof Blob ? { value, file } : null;
      }),
    put: (count, file) =>
      use(async (opened) => {
        const writing = opened.transaction(BOTH, 'readwrite');
        await Promise.all([
          writing.objectStore('checkpoints').put(count, jobOf(count)),
          writing.objectStore('checkpointFiles').put(file, jobOf(count)),
          writing.done,
        ]);
      }),
    remove: (name) =>
      use(async (opened) => {
        const writing = opened.transaction(BOTH, 'readwrite');
        await Promise.all([...BOTH.map((store) => writing.objectStore(store).delete(name)), writing.done]);
      }),
  };
}
