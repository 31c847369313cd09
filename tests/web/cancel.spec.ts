import type { Page, TestDetails } from '@playwright/test';
import {
  confirmLong,
  countShape,
  digitsSoFar,
  expect,
  expectNoFigure,
  expectState,
  figures,
  goButton,
  open,
  startLong,
  test,
  view,
} from './page';
import { publishedFigures } from './published';
import { expectLiving } from './workers';

test.describe.configure({ lock: 'processors' });

/** What the page promises. */
const CANCELLED_WITHIN = 1000;

for (const [name, cancel, details] of [
  ['Escape', (page) => page.keyboard.press('Escape'), { tag: '@firefox' }],
  ['the Cancel button', (page) => goButton(page).click(), {}],
] satisfies [string, (page: Page) => Promise<void>, TestDetails][]) {
  test(`${name} cancels a long count, and the next count is right`, details, async ({ page }) => {
    await open(page, 'r=5&n=6&workers=2');
    await startLong(page);
    const first = await digitsSoFar(page);
    expect(first).toBeGreaterThan(0n);
    await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(first);
    await expectNoFigure(page);

    await cancel(page);
    await expectState(page, 'cancelled', CANCELLED_WITHIN);
    await expectNoFigure(page);
    await expect(page.locator('main')).toContainText('No total is shown, because it would not be exact.');

    await countShape(page, 5, 6);
    expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
    await expectLiving(page, 2);
  });
}

test('a long count asks first, and Escape is a no', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'r=10&n=10&engine=enumerate&run');
  await expect(page.getByText(/^10 × 10 would take about .+ here on \d+ workers?\.$/)).toBeFocused();
  await expectState(page, 'idle');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Count anyway' })).toHaveCount(0);
  await expectState(page, 'idle');
});

test('several shapes can be cancelled; those that were done stay', async ({ page }) => {
  await open(page, 'r=all&n=8&workers=2&engine=enumerate&run');
  await confirmLong(page);
  const row = (shape: string) => page.locator(`tr[data-shape="${shape}"]`);
  await expect(row('3x8').locator('[data-result=total]')).toHaveAttribute('data-value', '70299264');
  await expect(row('4x8').or(row('5x8')).locator('[data-so-far]').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expectState(page, 'cancelled', CANCELLED_WITHIN);
  expect(await figures(row('3x8'))).toEqual(publishedFigures(3, 8));
  expect((await figures(row('8x8'))).total).toBeNull();
});
