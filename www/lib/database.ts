import { type IDBPDatabase, openDB } from 'idb';
import { ownName } from './place';

/** A database of this copy of the site, which is opened when it is needed and again when the browser has closed it. */
export type Database = {
  /** Rejects where there is none, and where the action does. */
  use<T>(action: (database: IDBPDatabase) => Promise<T>): Promise<T>;
};

export type DatabaseOptions = {
  name: string;
  version: number;
  /** those that are missing in a database of an older version are made */
  stores: readonly string[];
};

export function databaseOf(options: DatabaseOptions, own = ownName(options.name)): Database {
  let connection: Promise<IDBPDatabase> | undefined;
  const forget = () => {
    connection = undefined;
  };

  function connect(): Promise<IDBPDatabase> {
    if (!connection) {
      connection = open(options, own, forget);
      connection.catch(forget);
    }
    return connection;
  }

  return {
    async use(action) {
      const first = await connect();
      try {
        return await action(first);
      } catch (error) {
        if (!isClosed(error)) throw error;
        if (connection && (await connection) === first) forget();
        return action(await connect());
      }
    },
  };
}

/** What is said of a connection that was closed before the action began. */
const isClosed = (error: unknown) => error instanceof DOMException && error.name === 'InvalidStateError';

async function open(options: DatabaseOptions, own: string, forget: () => void): Promise<IDBPDatabase> {
  if (typeof indexedDB === 'undefined') throw new Error('this browser has no database for pages');
  const { name, version, stores } = options;
  const database = await openDB(own, version, {
    upgrade(opened) {
      for (const store of stores)
        if (!opened.objectStoreNames.contains(store)) opened.createObjectStore(store);
    },
    // A newer page in another tab is not kept waiting.
    blocking() {
      database.close();
      forget();
    },
    terminated: forget,
  });
  // What could not be moved is there when the database is opened again.
  if (own !== name) await move(name, database, stores).catch(() => {});
  return database;
}

/** Moves what was saved when all copies of the site on an origin had one database. */
async function move(from: string, to: IDBPDatabase, stores: readonly string[]): Promise<void> {
  const before = await openExisting(from);
  if (!before) return;
  try {
    const present = stores.filter((store) => before.objectStoreNames.contains(store));
    for (const store of present) {
      const reading = before.transaction(store);
      const [keys, values] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()]);
      const writing = to.transaction(store, 'readwrite');
      for (const [i, key] of keys.entries())
        if ((await writing.store.getKey(key)) === undefined) await writing.store.put(values[i], key);
      await writing.done;
      // An empty database stays: deleting it would wait for older pages.
      await before.clear(store);
    }
  } finally {
    before.close();
  }
}

/** null where there is none; none is made. */
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
