import { type IDBPDatabase, openDB } from 'idb';
import { checkpointFile } from './checkpoint-file';
import { type Schema, STORES } from './schema';

/** A value for the database, with its store and key. */
type Entry = { [Store in keyof Schema]: { store: Store; key: string; value: Schema[Store]['value'] } }[
  | 'results'
  | 'deletedResults'
  | 'checkpoints'
  | 'checkpointFiles'];

/** The older databases, by name without a folder, and what is copied from each. */
const OLDER: Record<string, (from: IDBPDatabase) => Promise<Entry[]>> = {
  'latin-rectangles-results': resultsIn,
  'latin-rectangles-unfinished': checkpointsIn,
};

/**
 * Copies what earlier versions saved in two databases, and before that in one pair for all copies of the site on a host.
 * These are left as they are. Each is copied once; one that fails is tried again when the page is opened next.
 */
export async function copyOlder(to: IDBPDatabase<Schema>, ownName: (name: string) => string): Promise<void> {
  // If they cannot be read, the page works without them.
  try {
    const copied = new Set(await to.getAllKeys('copied'));
    const wanted = (name: string) => [...new Set([ownName(name), name])].filter((from) => !copied.has(from));
    if (Object.keys(OLDER).every((name) => wanted(name).length === 0)) return;
    const there = await databases();
    const copies = Object.entries(OLDER).map(async ([name, entriesIn]) => {
      // This copy's own database takes precedence over the shared one.
      for (const from of wanted(name)) {
        const entries = there && !there.has(from) ? Promise.resolve([]) : entriesOf(from, entriesIn);
        await entries.then((all) => add(to, from, all)).catch(() => {});
      }
    });
    await Promise.all(copies);
  } catch {}
}

/** The names of all databases of this origin; null if the browser does not list them. */
async function databases(): Promise<Set<string | undefined> | null> {
  try {
    return new Set((await indexedDB.databases()).map(({ name }) => name));
  } catch {
    return null;
  }
}

async function entriesOf(
  name: string,
  entriesIn: (from: IDBPDatabase) => Promise<Entry[]>,
): Promise<Entry[]> {
  const from = await openExisting(name);
  if (!from) return [];
  try {
    return await entriesIn(from);
  } finally {
    from.close();
  }
}

/** Adds missing entries and the mark in one transaction, unless another tab has copied them meanwhile. */
async function add(to: IDBPDatabase<Schema>, from: string, entries: Entry[]): Promise<void> {
  const writing = to.transaction(STORES, 'readwrite');
  const written = writing.done;
  try {
    if ((await writing.objectStore('copied').getKey(from)) === undefined) {
      for (const { store, key, value } of entries) {
        const target: { getKey(key: string): Promise<unknown>; put(value: unknown, key: string): unknown } =
          writing.objectStore(store);
        if ((await target.getKey(key)) === undefined) await target.put(value, key);
      }
      await writing.objectStore('copied').put(true, from);
    }
  } catch (error) {
    written.catch(() => {});
    writing.abort();
    throw error;
  }
  await written;
}

async function resultsIn(from: IDBPDatabase): Promise<Entry[]> {
  const stores = { kept: 'results', deleted: 'deletedResults' } as const;
  const all: Entry[] = [];
  for (const [before, store] of Object.entries(stores))
    for (const [key, value] of await valuesIn(from, before)) all.push({ store, key, value });
  return all;
}

/** A value without a text is not a checkpoint. */
async function checkpointsIn(from: IDBPDatabase): Promise<Entry[]> {
  const all: Entry[] = [];
  for (const [key, value] of await valuesIn(from, 'kept')) {
    if (typeof value !== 'object' || value === null || !('text' in value)) continue;
    const { text, ...record } = value;
    if (typeof text !== 'string') continue;
    all.push(
      { store: 'checkpoints', key, value: record },
      { store: 'checkpointFiles', key, value: checkpointFile(text) },
    );
  }
  return all;
}

async function valuesIn(from: IDBPDatabase, store: string): Promise<[key: string, value: unknown][]> {
  if (!from.objectStoreNames.contains(store)) return [];
  const reading = from.transaction(store);
  const [keys, values] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()]);
  return keys.map((key, i) => [String(key), values[i]]);
}

/** Null if there is none; none is created. */
async function openExisting(name: string): Promise<IDBPDatabase | null> {
  let missing = false;
  try {
    return await openDB(name, undefined, {
      upgrade(_database, _old, _new, transaction) {
        missing = true;
        transaction.done.catch(() => {});
        transaction.abort();
      },
    });
  } catch (error) {
    if (missing) return null;
    throw error;
  }
}
