import { openDB } from 'idb';
import { ownName } from '../storage/site';
import written from './older-databases.json' with { type: 'json' };

/** What one database holds: its values by store and key. */
type Contents = Record<string, Record<string, unknown>>;

type Name = keyof typeof written;

/** What the page wrote when it had two databases: the values of each, by store and key. */
export const RESULTS = written['latin-rectangles-results'].stores;
export const CHECKPOINTS = written['latin-rectangles-unfinished'].stores;

/** Makes one of those databases: of the copy of the site in a folder, or, without one, that of all copies. */
export async function writeOlder(name: Name, stores: Contents, folder = ''): Promise<void> {
  const database = await openDB(ownName(name, folder), written[name].version, {
    upgrade(opened) {
      for (const store of Object.keys(stores)) opened.createObjectStore(store);
    },
  });
  for (const [store, values] of Object.entries(stores))
    for (const [key, value] of Object.entries(values)) await database.put(store, value, key);
  database.close();
}

/** What one of them holds now. */
export async function readOlder(name: Name, folder = ''): Promise<Contents> {
  const database = await openDB(ownName(name, folder));
  const contents: Contents = {};
  for (const store of database.objectStoreNames) {
    const [keys, values] = await Promise.all([database.getAllKeys(store), database.getAll(store)]);
    contents[store] = Object.fromEntries(keys.map((key, i) => [String(key), values[i]]));
  }
  database.close();
  return contents;
}
