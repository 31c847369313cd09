import type { Page } from '@playwright/test';
import { FORMAT, keyOf, type SavedResult } from '../../www/lib/result-record';
import type { WatchedSite } from './watched-site';

/** Saves results as the page does, before it is opened. */
export async function saveResults(page: Page, site: WatchedSite, results: SavedResult[]): Promise<void> {
  // Of the same origin, and leaves the database alone.
  site.instead.set('empty.html', '<!doctype html><link rel="icon" href="data:,">');
  await page.goto(`${site.url}empty.html`);
  const entries = results.map((result) => [keyOf(result), result] as const);
  await page.evaluate(
    ([version, all]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('latin-rectangles-results', version);
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('kept');
          opening.result.createObjectStore('deleted');
        };
        opening.onsuccess = () => {
          const writing = opening.result.transaction('kept', 'readwrite');
          for (const [key, result] of all) writing.objectStore('kept').put(result, key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [FORMAT, entries] as const,
  );
}
