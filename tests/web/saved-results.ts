import type { Page } from '@playwright/test';
import { keyOf, type SavedResult } from '../../www/model/saved-result';
import { NAME, STORES, VERSION } from '../../www/storage/schema';
import type { WatchedSite } from './watched-site';

/** The content of a database: its values by store and key. */
export type Stores = Record<string, Record<string, unknown>>;

/** Saves results as the page does, before it is opened. */
export function saveResults(page: Page, site: WatchedSite, results: SavedResult[]): Promise<void> {
  const none = Object.fromEntries(STORES.map((store) => [store, {}]));
  const all = Object.fromEntries(results.map((result) => [keyOf(result), result]));
  const name = `${NAME} ${new URL(site.url).pathname}`;
  return makeDatabase(page, site, name, VERSION, { ...none, results: all });
}

/** Makes a database before the page is opened. */
export async function makeDatabase(
  page: Page,
  site: WatchedSite,
  name: string,
  version: number,
  stores: Stores,
): Promise<void> {
  // Of the same origin, and leaves the database alone.
  site.instead.set('empty.html', '<!doctype html><link rel="icon" href="data:,">');
  await page.goto(`${site.url}empty.html`);
  await page.evaluate(
    ([called, number, all]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(called, number);
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => {
          for (const store of Object.keys(all)) opening.result.createObjectStore(store);
        };
        opening.onsuccess = () => {
          const writing = opening.result.transaction(Object.keys(all), 'readwrite');
          for (const [store, values] of Object.entries(all))
            for (const [key, value] of Object.entries(values)) writing.objectStore(store).put(value, key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [name, version, stores] as const,
  );
}
