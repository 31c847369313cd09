import type { Page } from '@playwright/test';
import { builtVersion, deployNewer, test } from './host-without-headers';
import {
  confirmLong,
  countShape,
  digitsSoFar,
  expect,
  expectState,
  figures,
  goButton,
  soFar,
  startLong,
  view,
} from './page';
import { publishedFigures } from './published';

const status = (page: Page) => page.getByRole('contentinfo');
const reload = (page: Page) => status(page).getByRole('button', { name: 'Reload' });

async function expectIsolated(page: Page): Promise<void> {
  await expect(status(page)).toContainText('2 workers · SIMD · shared memory', { timeout: 20_000 });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
}

async function expectCounted(page: Page): Promise<void> {
  await expectState(page, 'done', 30_000);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
}

const checkForNewer = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });

test('visited once, then without its server and in a new browser, it counts with two workers', {
  tag: '@firefox',
}, async ({ host, visit }) => {
  test.setTimeout(90_000);
  const address = `${host.url}?r=5&n=7&workers=2&run`;
  const first = await visit();
  await first.page.goto(address);
  await expectIsolated(first.page);
  await expectCounted(first.page);
  expect(first.loads()).toBe(2);

  await host.stop();
  const second = await visit();
  await second.page.goto(address);
  await expectIsolated(second.page);
  await expectCounted(second.page);
  await second.page.getByRole('link', { name: 'Lab', exact: true }).click();
  await expect(second.page.getByRole('heading', { level: 1 })).toBeAttached();
  expect(second.loads()).toBe(1);
});

test('a long count begins where a service worker has just taken over the page', { tag: '@firefox' }, async ({
  baseURL,
  visit,
}) => {
  const { page } = await visit();
  await page.goto(`${baseURL}?r=5&n=8&workers=2&engine=enumerate&run`);
  await expectIsolated(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await confirmLong(page);
  await expect(soFar(page)).toBeVisible();
  const digits = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(digits);
});

test('a newer version is offered, not forced, and not while a count runs', async ({ host, visit }) => {
  test.setTimeout(90_000);
  const { page, loads } = await visit();
  await page.goto(`${host.url}?r=5&n=6&workers=2`);
  await expectIsolated(page);
  await startLong(page);
  const before = loads();

  deployNewer(host);
  await checkForNewer(page);
  // All of it is fetched beside the count.
  await expect(status(page)).toContainText('A new version is available. Reload when nothing is running.', {
    timeout: 40_000,
  });
  await expect(reload(page)).toHaveCount(0);
  const digits = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(digits);

  await goButton(page).click();
  await expectState(page, 'cancelled');
  await expect(status(page)).toContainText('A new version is available.');
  await expect(page.locator('meta[name=newer]')).toHaveCount(0);
  expect(loads()).toBe(before);

  await reload(page).click();
  await expect(page.locator('meta[name=newer]')).toHaveCount(1);
  await expectIsolated(page);
  await expect(reload(page)).toHaveCount(0);
  expect(loads()).toBe(before + 1);
  // The older one goes when the page that ran it has gone.
  await expect.poll(() => cachesOf(page)).toEqual([`latin-rectangles ${host.url} ${newest}`]);
});

const cachesOf = (page: Page) => page.evaluate(() => caches.keys());
const newest = 'f'.repeat(16);

test('a reload by hand leaves the newer version that waits, and counts with the one that is there', {
  tag: '@firefox',
}, async ({ host, visit }) => {
  const { page } = await visit();
  await page.goto(`${host.url}?r=5&n=6&workers=2`);
  await expectIsolated(page);
  deployNewer(host);
  await checkForNewer(page);
  await expect(status(page)).toContainText('A new version is available.');
  const both = [builtVersion(), newest].map((version) => `latin-rectangles ${host.url} ${version}`);
  for (let again = 0; again < 2; again++) {
    await page.reload();
    await expectIsolated(page);
    await expect(status(page)).toContainText('A new version is available.');
    expect(await cachesOf(page)).toEqual(both);
  }
  await host.stop();
  await reload(page).click();
  await expect(page.locator('meta[name=newer]')).toHaveCount(1);
  await expectIsolated(page);
  await countShape(page, 5, 6);
});

test('after an update in one tab another one still opens what it has not opened yet', async ({
  host,
  visit,
}) => {
  const { page } = await visit();
  await page.goto(`${host.url}?r=5&n=6&workers=2`);
  await expectIsolated(page);
  const other = await page.context().newPage();
  await other.goto(`${host.url}?r=5&n=6&workers=1`);
  await expect(status(other)).toContainText('1 worker ');
  deployNewer(host, /^(lab|results|table)-/);
  await checkForNewer(other);
  await reload(other).click();
  await expect(other.locator('meta[name=newer]')).toHaveCount(1);
  await other.close();
  const third = await page.context().newPage();
  await third.goto(`${host.url}?r=5&n=6&workers=1`);
  await expect(third.locator('meta[name=newer]')).toHaveCount(1);
  await expect(status(third)).toContainText('1 worker ');
  for (const [name, heading] of [
    ['Lab', 'What parallel workers cost'],
    ['Table', 'Every shape'],
    ['Results', 'Results'],
  ] as const) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeAttached();
  }
  await page.close();
  await third.reload();
  await expect.poll(() => cachesOf(third)).toEqual([`latin-rectangles ${host.url} ${newest}`]);
});

test('without storage it does not reload by itself', async ({ host, visit }) => {
  const { page, loads } = await visit((page) =>
    page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('not here', 'SecurityError');
        },
      });
    }),
  );
  await page.goto(`${host.url}?r=5&n=6&workers=2&run`);
  await expect(status(page)).toContainText('Workers can share memory after a reload.', { timeout: 20_000 });
  await expectState(page, 'done');
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  expect(loads()).toBe(1);
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await reload(page).click();
  await expectIsolated(page);
  expect(loads()).toBe(2);
});

test('without its service worker it counts without shared memory, and shows that', { tag: '@quick' }, async ({
  host,
  visit,
}) => {
  host.instead.set('sw.js', 'throw new Error("not today")');
  const { page, loads } = await visit();
  await page.goto(`${host.url}?r=5&n=6&workers=2&run`);
  await expectState(page, 'done', 30_000);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(status(page)).toContainText(
    '2 workers · SIMD · Workers without shared memory: this page was served without the headers that shared memory needs.',
  );
  expect(loads()).toBe(1);
});
