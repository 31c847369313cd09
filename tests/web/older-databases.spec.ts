import type { Page } from '@playwright/test';
import written from '../../www/testing/older-databases.json' with { type: 'json' };
import { expect, expectState, figures, open, savedRows, test, view } from './page';
import { publishedFigures } from './published';
import { makeDatabase, type Stores } from './saved-results';

test.describe.configure({ lock: 'processors', timeout: 120_000 });

/** All that a database of before holds. */
const contentsOf = (page: Page, name: string) =>
  page.evaluate(
    (called) =>
      new Promise<Stores>((resolve, reject) => {
        const opening = indexedDB.open(called);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const contents: Stores = {};
          const reading = opening.result.transaction([...opening.result.objectStoreNames]);
          for (const store of opening.result.objectStoreNames) {
            const values: Record<string, unknown> = {};
            contents[store] = values;
            reading.objectStore(store).openCursor().onsuccess = ({ target }) => {
              const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
              if (!cursor) return;
              values[String(cursor.key)] = cursor.value;
              cursor.continue();
            };
          }
          reading.oncomplete = () => {
            opening.result.close();
            resolve(contents);
          };
        };
      }),
    name,
  );

const offer = (page: Page, name: string) => page.locator(`[data-unfinished="${name}"]`);

test('what the page saved in two databases is shown, resumed, and left as it was', {
  tag: '@firefox',
}, async ({ page, site }) => {
  const names = Object.entries(written).map(([name, database]) => ({
    ...database,
    name: `${name} ${new URL(site.url).pathname}`,
  }));
  for (const { name, version, stores } of names) await makeDatabase(page, site, name, version, stores);

  await open(page, 'r=5&n=7&workers=2');
  await page.getByRole('link', { name: 'Results', exact: true }).click();
  await expect(savedRows(page)).toHaveCount(3);
  await expect(page.getByText('1 result deleted.')).toBeVisible();
  await page.goBack();
  await expect(offer(page, '5x7')).toContainText(': 185 of 4635 parts done');
  await expect(offer(page, 'n-9')).toContainText(': 101 of 269 blocks done');
  await offer(page, '5x7').getByRole('button', { name: 'Resume' }).click();
  await expectState(page, 'done', 60_000);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
  await expect(page.locator('.facts')).toContainText('of it in earlier runs');
  await expect(offer(page, '5x7')).toHaveCount(0);

  await offer(page, 'n-9').getByRole('button', { name: 'Discard' }).click();
  await expect(offer(page, 'n-9')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(offer(page, 'n-9')).toContainText(': 101 of 269 blocks done');
  await page.reload();
  await offer(page, 'n-9').getByRole('button', { name: 'Resume' }).click();
  await expect(offer(page, 'n-9')).toHaveCount(0);
  await expectState(page, 'done', 60_000);
  await open(page, 'r=5&n=7&workers=2');
  await expect(page.locator('[data-saved]')).toBeVisible();
  await expect(page.locator('[data-unfinished]')).toHaveCount(0);

  for (const { name, stores } of names) expect(await contentsOf(page, name)).toEqual(stores);
});
