import type { Page } from '@playwright/test';
import { isolation, production } from '../../tools/headers.mjs';
import { at } from '../../tools/paths.mjs';
import { test } from './host-without-headers';
import { expect } from './page';
import { publishedFigures } from './published';
import { type StaticServer, serve } from './static-server';

/** A course page of another origin, in which a count is embedded. */
async function course(site: StaticServer, headers: Record<string, string> = {}) {
  const server = await serve(at('dist'), '/', () => headers);
  server.instead.set(
    'index.html',
    `<!doctype html><link rel="icon" href="data:,"><iframe src="${site.url}?r=5&n=6&workers=2&run" width="900" height="700"></iframe>`,
  );
  return server;
}

async function expectCounted(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('[data-state]')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  const total = frame.locator('[data-result=total]').first();
  await expect(total).toHaveAttribute('data-value', publishedFigures(5, 6).total ?? '');
}

/** A service worker answers for the frame from then on. */
const expectKept = (page: Page) =>
  expect.poll(() => page.frames()[1]?.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

test('embedded in a page of another origin it counts, on every visit', { tag: '@firefox' }, async ({
  host,
  visit,
}) => {
  const parent = await course(host);
  const { page } = await visit();
  await page.goto(parent.url);
  await expectCounted(page);
  await expectKept(page);
  await page.reload();
  await expectCounted(page);
  await parent.stop();
});

test('embedded in a page that is isolated itself it counts, on every visit', async ({ visit }) => {
  const site = await serve(at('dist'), '/', () => production);
  const parent = await course(site, isolation);
  const { page } = await visit();
  await page.goto(parent.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectCounted(page);
  await expectKept(page);
  await page.reload();
  await expectCounted(page);
  await parent.stop();
  await site.stop();
});
