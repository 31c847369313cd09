import { type IDBPDatabase, openDB } from 'idb';
import { copyOlder } from './older-databases';
import { NAME, type Schema, STORES, VERSION } from './schema';
import { ownName } from './site';

/** The database of this copy of the site; opened on first use, and again if the browser has closed it. */
export type Database = {
  /** Rejects if there is no database, or if the action does. */
  use<T>(action: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T>;
};

/** How long to wait while older databases are copied; copying continues afterwards. */
const COPIED_WITHIN_MS = 3000;

/** @param folder another copy's folder on the host; by default that of this page */
export function databaseOf(folder?: string): Database {
  let connection: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    connection = undefined;
  };

  function connect(): Promise<IDBPDatabase<Schema>> {
    if (!connection) {
      connection = open(folder, forget);
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

/** Whether the connection was closed before the action began. */
const isClosed = (error: unknown) => error instanceof DOMException && error.name === 'InvalidStateError';

async function open(folder: string | undefined, forget: () => void): Promise<IDBPDatabase<Schema>> {
  if (typeof indexedDB === 'undefined') throw new Error('this browser has no database for pages');
  const database = await openDB<Schema>(ownName(NAME, folder), VERSION, {
    upgrade(opened) {
      for (const store of STORES)
        if (!opened.objectStoreNames.contains(store)) opened.createObjectStore(store);
    },
    // A newer version in another tab need not wait.
    blocking() {
      database.close();
      forget();
    },
    terminated: forget,
  });
  await Promise.race([
    copyOlder(database, (name) => ownName(name, folder)),
    new Promise((resolve) => setTimeout(resolve, COPIED_WITHIN_MS)),
  ]);
  return database;
}
