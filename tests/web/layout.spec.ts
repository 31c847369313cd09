import type { Page } from '@playwright/test';
import { confirmLong, digitsSoFar, expect, expectState, open, test } from './page';

test.describe.configure({ lock: 'processors' });

/** Where the main blocks stand. */
const boxes = (page: Page) =>
  page.evaluate(() => {
    const blocks = [
      '.top',
      'form',
      '.hero',
      '.progress',
      '.first-columns',
      '.figures-table',
      '.live-workers',
      '.live-worker',
      '.status',
    ];
    return blocks.map((block) => {
      const box = document.querySelector(block)?.getBoundingClientRect();
      if (!box) throw new Error(`there is no ${block}`);
      return [block, ...[box.x, box.y, box.width, box.height].map((length) => Math.round(length * 10) / 10)];
    });
  });

/** Samples for so long, while the figures change. */
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

test('nothing moves while numbers run, on a desk, a phone and a projector', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, 'r=5&n=8&workers=2&engine=enumerate&run');
  await confirmLong(page);
  await expect(page.locator('.live-worker-rate').first()).toBeVisible();
  await expectNothingMoves(page, 2000);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingMoves(page, 1000);
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('button', { name: 'Projector size' }).click();
  await expectNothingMoves(page, 1000);
});

/** Where blocks stand, each x and y or null where it is not there; of a state only when all of them are there. */
function placesOf({ blocks, state }: { blocks: string[]; state: string | null }) {
  const places = blocks.map((block) => {
    const box = document.querySelector(block)?.getBoundingClientRect();
    return box ? [box.x, box.y] : null;
  });
  const now = document.querySelector<HTMLElement>('[data-state]')?.dataset.state;
  return state === null || (now === state && !places.includes(null)) ? places : null;
}

test('what stands on the page stays there when a count starts and ends', { tag: '@firefox' }, async ({
  page,
}) => {
  // So high that only a result needs a scrollbar.
  await page.setViewportSize({ width: 1280, height: 900 });
  // Cell by cell it takes a second or more.
  await open(page, 'r=4&n=7&workers=2&engine=naive');
  const BLOCKS = ['.size', 'form', '.go', '.hero'];
  const places = () => page.evaluate(placesOf, { blocks: BLOCKS, state: null });
  const [size, form, go] = (await places()) ?? [];
  expect([size, form, go]).not.toContain(null);
  const running = page.waitForFunction(placesOf, { blocks: BLOCKS, state: 'running' });
  await page.locator('#columns').press('Enter');
  const [hero, ...others] = ((await (await running).jsonValue()) ?? []).toReversed();
  expect(others.toReversed()).toEqual([size, form, go]);
  expect(hero).not.toBeNull();
  await expectState(page, 'done');
  expect(await places()).toEqual([size, form, go, hero]);
});
