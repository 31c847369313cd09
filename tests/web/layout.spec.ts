import type { Page } from '@playwright/test';
import { confirmLong, digitsSoFar, expect, expectState, open, test } from './page';

/** Where the main blocks stand. */
const boxes = (page: Page) =>
  page.evaluate(() => {
    const blocks = ['.top', 'form', '.hero', '.prog', '.fcs', '.ledger', '.wks', '.wk', '.status'];
    return Object.fromEntries(
      blocks.map((block) => {
        const box = document.querySelector(block)?.getBoundingClientRect();
        return [
          block,
          box && [box.x, box.y, box.width, box.height].map((length) => Math.round(length * 10) / 10),
        ];
      }),
    );
  });

for (const [name, query, viewport] of [
  ['a desk', '', { width: 1280, height: 900 }],
  ['a phone', '', { width: 390, height: 844 }],
  ['a projector', '&size=projector', { width: 1024, height: 768 }],
] as const) {
  test(`nothing moves on ${name} while numbers run`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, `r=5&n=8&workers=2${query}&run`);
    await confirmLong(page);
    await expect(page.locator('.wk-rate').first()).toBeVisible();
    const before = await boxes(page);
    expect(Object.values(before)).not.toContain(undefined);
    const digits = await digitsSoFar(page);
    const start = Date.now();
    await expect
      .poll(async () => {
        expect(await boxes(page)).toEqual(before);
        return Date.now() - start;
      })
      .toBeGreaterThan(2000);
    expect(await digitsSoFar(page)).toBeGreaterThan(digits);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
  });
}

test('the form and the number stand where they stood when the count ends', async ({ page }) => {
  await open(page, 'r=5&n=7&workers=2&run');
  await expectState(page, 'running');
  const places = () =>
    page.evaluate(() =>
      ['form', '.hero'].map((block) => {
        const box = document.querySelector(block)?.getBoundingClientRect();
        return box && [box.x, box.y, box.height];
      }),
    );
  const before = await places();
  expect(before).not.toContain(undefined);
  await expectState(page, 'done');
  expect(await places()).toEqual(before);
});
