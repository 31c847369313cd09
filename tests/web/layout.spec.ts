import type { Page } from '@playwright/test';
import { confirmLong, digitsSoFar, expect, expectState, open, test } from './page';

test.describe.configure({ lock: 'processors' });

/** Where the main blocks stand. */
const boxes = (page: Page) =>
  page.evaluate(() => {
    const blocks = ['.top', 'form', '.hero', '.prog', '.fcs', '.ledger', '.wks', '.wk', '.status'];
    return blocks.map((block) => {
      const box = document.querySelector(block)?.getBoundingClientRect();
      if (!box) throw new Error(`there is no ${block}`);
      return [block, ...[box.x, box.y, box.width, box.height].map((length) => Math.round(length * 10) / 10)];
    });
  });

/** Looks again and again until so much time has gone, while the figures change. */
async function expectNothingMoves(page: Page, ms: number): Promise<void> {
  const before = await boxes(page);
  const digits = await digitsSoFar(page);
  const start = Date.now();
  while (Date.now() - start < ms) expect(await boxes(page)).toEqual(before);
  expect(await digitsSoFar(page)).toBeGreaterThan(digits);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
}

test('nothing moves while numbers run, on a desk, a phone and a projector', { tag: '@slow' }, async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, 'r=5&n=8&workers=2&engine=enumerate&run');
  await confirmLong(page);
  await expect(page.locator('.wk-rate').first()).toBeVisible();
  await expectNothingMoves(page, 2000);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingMoves(page, 1000);
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('button', { name: 'Projector size' }).click();
  await expectNothingMoves(page, 1000);
});

test('what stands on the page stays there when a count starts and ends', { tag: '@firefox' }, async ({
  page,
}) => {
  // So high that only a result needs a scrollbar; so long a count that it is seen running.
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, 'r=4&n=8&workers=2');
  const places = (...blocks: string[]) =>
    page.evaluate(
      (selectors) =>
        selectors.map((selector) => {
          const box = document.querySelector(selector)?.getBoundingClientRect();
          return box && [box.x, box.y];
        }),
      blocks,
    );
  const idle = await places('.size', 'form', '.go');
  expect(idle).not.toContain(undefined);
  await page.locator('#columns').press('Enter');
  await expectState(page, 'running');
  expect(await places('.size', 'form', '.go')).toEqual(idle);
  const running = await places('.hero');
  expect(running).not.toContain(undefined);
  await expectState(page, 'done');
  expect(await places('.size', 'form', '.go')).toEqual(idle);
  expect(await places('.hero')).toEqual(running);
});
