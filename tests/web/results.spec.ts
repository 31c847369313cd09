import type { Page } from '@playwright/test';
import { recordOf, type SavedResult } from '../../www/model/saved-result';
import { classesCount } from '../../www/testing/classes';
import { multiplied, savedFor } from '../../www/testing/saved';
import { expectAccessible, expectFits } from './accessible';
import { captureDownloads, exported } from './exports';
import {
  countShape,
  expect,
  expectResultOf,
  expectState,
  figures,
  figuresOfAll,
  open,
  openResults,
  savedRows,
  test,
  view,
} from './page';
import { publishedFigures } from './published';
import { saveResults } from './saved-results';

test.beforeEach(async ({ page }) => {
  await captureDownloads(page);
});

const offer = (page: Page) => page.locator('[data-saved]');

/** A saved result for each shape, the last one the newest. */
const resultsOf = (...shapes: [number, number][]) =>
  shapes.map(([rows, columns], i) => savedFor({ rows, columns }, { date: `2026-11-24T17:3${i}:00.000Z` }));

const importFile = (page: Page, name: string, text: string) =>
  page
    .getByLabel('A file of results')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

test('a saved count is offered as such, and counted again only on request', {
  tag: '@firefox',
}, async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2');
  await countShape(page, 5, 6);
  await expect(page.locator('.facts')).toContainText('In this browser, under Results.');
  await page.reload();
  await expectState(page, 'idle');
  await expect(offer(page)).toContainText('Saved K(5, 6) = 1,128,960, counted');
  await expect(page.locator('[data-value]')).toHaveCount(0);

  await offer(page).getByRole('button', { name: 'Show' }).click();
  const shown = page.getByRole('region', { name: 'Saved result' });
  await expect(shown).toContainText('with version 0.1.0');
  expect(await figures(shown)).toEqual(publishedFigures(5, 6));
  await expectAccessible(page);

  await shown.getByRole('button', { name: 'Count again' }).click();
  await expectResultOf(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(offer(page)).toHaveCount(0);

  await page.locator('#rows').fill('4');
  await expect(offer(page)).toHaveCount(0);
});

test('the results are listed, sorted, filtered and opened', async ({ page, site }) => {
  await saveResults(page, site, resultsOf([5, 6], [4, 7], [3, 6]));
  await open(page, 'r=5&n=6');
  await page.getByRole('navigation').getByRole('link', { name: 'Results' }).click();
  await expect(page).toHaveURL(/\?view=results/);
  await expect(savedRows(page).getByRole('rowheader')).toHaveText(['3 × 6', '4 × 7', '5 × 6']);
  expect(await figuresOfAll(savedRows(page), 3)).toEqual([
    publishedFigures(3, 6),
    publishedFigures(4, 7),
    publishedFigures(5, 6),
  ]);
  await expect(page.locator('[data-totals]')).toContainText('3 results,');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Shape' }).click();
  await expect(page.getByRole('columnheader', { name: 'Shape' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(savedRows(page).getByRole('rowheader')).toHaveText(['3 × 6', '5 × 6', '4 × 7']);
  await page.getByRole('combobox', { name: 'Shape' }).selectOption('4x7');
  await expect(savedRows(page)).toHaveCount(1);
  await page.getByLabel('To', { exact: true }).fill('2001-01-01');
  await expect(page.getByText('No results match.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await page.getByRole('link', { name: '5 × 6' }).click();
  await expect(page).toHaveURL(/\/\?r=5&n=6$/);
  const shown = page.getByRole('region', { name: 'Saved result' });
  expect(await figures(shown)).toEqual(publishedFigures(5, 6));
});

test('deleted results can be restored, also after a reload', async ({ page, site }) => {
  await saveResults(page, site, resultsOf([5, 6], [4, 6]));
  await openResults(page);
  await page.getByRole('button', { name: /^Delete 5 × 6/ }).click();
  await expect(savedRows(page).getByRole('rowheader')).toHaveText(['4 × 6']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(savedRows(page).getByRole('rowheader')).toHaveText(['4 × 6', '5 × 6']);

  await page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
  await page.getByRole('button', { name: 'Delete 2 selected' }).click();
  await expect(page.getByText('2 results deleted.')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(savedRows(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('what is exported comes back by import, and nothing that contradicts it', { tag: '@quick' }, async ({
  page,
  site,
}) => {
  await saveResults(page, site, resultsOf([5, 6], [4, 7]));
  await openResults(page);
  const text = await exported(page, 'JSON');
  expect(JSON.parse(text)).toMatchObject({ format: 1, results: [{ total: '155185920' }, { rows: 5 }] });
  expect(await exported(page, 'CSV')).toContain(
    '5,6,1128960,576000,552960,23040,9408,812851200,5,enumerate,',
  );
  expect(await exported(page, 'LaTeX')).toContain('5 & 6 & 1\\,128\\,960 & 576\\,000');

  await page.getByRole('button', { name: 'Delete all 2' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  await importFile(page, 'results.json', text);
  await expect(page.getByText('2 results imported from results.json.')).toBeVisible();
  expect(await exported(page, 'JSON')).toBe(text);

  const wrong = text.replace('"total": "1128960"', '"total": "1128961"');
  await importFile(page, '<b>wrong</b>.json', wrong);
  await expect(page.getByRole('alert')).toContainText('<b>wrong</b>.json was not imported.');
  await expect(page.getByRole('alert')).toContainText('even plus odd is 1128960, but the total is 1128961');
  await expect(savedRows(page)).toHaveCount(2);
});

/** Of a shape of which nothing is published, so that it stands until it is counted. */
function falseByClasses(): SavedResult {
  const finished = { ...classesCount(1, 12), levels: [] };
  return recordOf({ ...finished, ...multiplied(finished, 2n) });
}

test('a count that differs from a saved one is an error with both numbers', async ({ page, site }) => {
  await saveResults(page, site, [falseByClasses()]);
  await openResults(page);
  const text = await exported(page, 'JSON');
  await page.getByRole('button', { name: 'Delete all 1' }).click();
  await importFile(page, 'false.json', text);
  await expect(page.getByText('1 result imported from false.json.')).toBeVisible();
  await open(page, 'r=1&n=12&run');
  await expectState(page, 'failed');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The count differs from a saved one.');
  await expect(alert).toContainText('Counted now: 1 (1 even + 0 odd)');
  await expect(alert).toContainText(': 2 (2 even + 0 odd)');
  await expect(page.locator('[data-value]')).toHaveCount(0);
  await expectAccessible(page);
});

test('results are presented large, moved by keys and left by Escape', async ({ page, site }) => {
  await saveResults(page, site, resultsOf([5, 6], [4, 7]));
  await openResults(page);
  await page.getByRole('button', { name: 'Present' }).click();
  await expect(page).toHaveURL(/view=results.*&present$/);
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Results' }).getByRole('rowheader')).toHaveText([
    '4 × 7',
    '5 × 6',
  ]);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const slide = page.getByRole('region', { name: '5 × 6' });
  expect(await figures(slide)).toEqual(publishedFigures(5, 6));
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(savedRows(page)).toHaveCount(2);
  await expect(page).toHaveURL(/view=results&r=5&n=6$/);
});

test('on a phone nothing is wider than the page, and the table keeps its roles', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'n=6-7');
  await page.getByRole('button', { name: 'Count n from 6 to 7' }).click();
  await expectState(page, 'done');
  await openResults(page);
  await expect(savedRows(page)).toHaveCount(13);
  await expect(savedRows(page).first().getByRole('cell')).toHaveCount(11);
  await expectFits(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Present' }).click();
  await page.keyboard.press('ArrowRight');
  await expectFits(page);
});

test('without a database counts continue, and the page shows that they are not saved', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await open(page, 'r=5&n=6');
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(page.locator('.facts')).toContainText('does not allow saving');
  await page.getByRole('navigation').getByRole('link', { name: 'Results' }).click();
  await expect(savedRows(page)).toHaveCount(1);
  await expect(page.getByText('does not allow saving')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  // The engine's scripts pass through the guard, which must not be closed before.
  await expect(page.getByRole('contentinfo')).toContainText('shared memory');
});
