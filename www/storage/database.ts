import { type IDBPDatabase, openDB } from 'idb';
import { copyOlder } from './older-databases';
import { NAME, type Schema, STORES, VERSION } from './schema';
import { ownName } from './site';

/** The database of this copy of the site, which is opened when it is needed and again when the browser has closed it. */
export type Database = {
  /** Rejects where there is none, and where the action does. */
  use<T>(action: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T>;
};

/** What the older databases hold is waited for so long; it is copied later then. */
const COPIED_WITHIN_MS = 3000;

/** `folder` on its host, where it is another one than that of this page. */
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

/** What is said of a connection that was closed before the action began. */
const isClosed = (error: unknown) => error instanceof DOMException && error.name === 'InvalidStateError';

async function open(folder: string | undefined, forget: () => void): Promise<IDBPDatabase<Schema>> {
  if (typeof indexedDB === 'undefined') throw new Error('this browser has no database for pages');
  const database = await openDB<Schema>(ownName(NAME, folder), VERSION, {
    upgrade(opened) {
      for (const store of STORES)
        if (!opened.objectStoreNames.contains(store)) opened.createObjectStore(store);
    },
    // A newer page in another tab is not kept waiting.
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
