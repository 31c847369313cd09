import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base } from '@playwright/test';
import { singleFile } from '../../tools/build-site.mjs';
import { at } from '../../tools/paths.mjs';
import { guard } from './guard';
import {
  countShape,
  expect,
  expectBothWorked,
  expectNoFigure,
  expectState,
  figures,
  goButton,
  startLong,
  view,
} from './page';
import { publishedFigures } from './published';

/** The file alone in a folder, and a page that requests nothing else. */
const test = base.extend<{ address: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from a pattern.
  address: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'latin-'));
    const file = join(folder, 'the page.html');
    copyFileSync(at(singleFile), file);
    await use(pathToFileURL(file).href);
    rmSync(folder, { recursive: true });
  },
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    await guard(page, 'null', complaints);
    await use(page);
    expect(complaints).toEqual([]);
  },
});

test('opened from disk, one file counts on two workers', { tag: ['@firefox', '@quick'] }, async ({
  page,
  address,
}) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(`${address}?r=5&n=7&workers=2&engine=enumerate&run`);
  await expectState(page, 'done', 30_000);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
  await expectBothWorked(page);
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText(
    '2 workers · SIMD · Workers without shared memory: the whole page is one file.',
  );
  await expect(page.locator('link[rel=manifest]')).toHaveCount(0);
  expect(requested.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(address))).toEqual([]);
});

test('it runs no script but its own', { tag: '@quick' }, async ({ browser, address }) => {
  // Not the guarded page, because the browser logs an error for this.
  const page = await browser.newPage();
  await page.goto(address);
  const violated = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
          resolve(effectiveDirective),
        );
        const script = document.createElement('script');
        script.textContent = 'document.title = "not its own"';
        document.head.append(script);
      }),
  );
  expect(violated).toBe('script-src-elem');
  await expect(page).not.toHaveTitle('not its own');
  await page.close();
});

test('it cancels, and counts again', async ({ page, address }) => {
  await page.goto(`${address}?r=5&n=6&workers=2`);
  await startLong(page);
  await goButton(page).click();
  await expectState(page, 'cancelled', 1000);
  await expectNoFigure(page);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  expect(page.url()).toContain('r=5&n=6');
  const folder = new URL('.', address).pathname;
  expect(await page.locator('body').innerHTML()).not.toContain(folder);
  await expect(page.getByRole('region', { name: 'Cite' })).toContainText('latin-rectangles.html?r=5&n=6');
});

test('its other views are there, and what was counted is saved', { tag: '@firefox' }, async ({
  page,
  address,
}) => {
  await page.goto(`${address}?r=5&n=6&workers=2&run`);
  await expectState(page, 'done', 30_000);
  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Measure/ }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Results', exact: true }).click();
  const saved = page.getByRole('table', { name: 'Saved results' }).locator('tbody').getByRole('row');
  await expect(saved).toHaveCount(1);
  await page.goto(`${address}?view=results`);
  await expect(saved).toHaveCount(1);
  await page.getByRole('link', { name: 'Latin Rectangles' }).click();
  await expectState(page, 'done', 30_000);
});
