import { expectAccessible, expectFits } from './accessible';
import { expect, expectState, open, startLong, test } from './page';
import { breakWorker, inside } from './worker-hooks';

test('axe finds nothing before, while and after the page counts', async ({ page }) => {
  // One worker leaves a processor to the check.
  await open(page, 'r=5&n=6&workers=1');
  await expectAccessible(page);
  await startLong(page);
  await expectAccessible(page);
  await open(page, '');
  await expectState(page, 'done');
  await expectAccessible(page);
});

test('axe finds nothing in several shapes, a wrong field, a question and a failure', async ({
  page,
  inWorker,
}) => {
  inWorker(inside);
  await open(page, 'r=all&n=5&run');
  await expectState(page, 'done');
  await page.locator('#columns').fill('11');
  await expect(page.locator('#columns')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await open(page, 'r=10&n=10&workers=2&engine=enumerate&run');
  await expect(page.getByRole('button', { name: 'Count anyway' })).toBeVisible();
  await expectAccessible(page);
  await startLong(page);
  await breakWorker(page);
  await expectState(page, 'failed');
  await expectAccessible(page);
});

test('axe finds nothing in the table before and after it is filled, and it fits a phone', async ({
  page,
}) => {
  await page.goto('./?view=table&r=5&n=7&workers=2');
  const fill = page.getByRole('button', { name: 'Count all n ≤ 9' });
  await expect(fill).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  await expectAccessible(page);
  await fill.click();
  await expect(page.locator('[data-table-state=done]')).toBeVisible({ timeout: 15_000 });
  for (const [width, colorScheme] of [
    [390, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    await expectFits(page);
  }
});

test('what happens is announced, and calmly', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'r=5&n=6');
  const status = page.getByRole('contentinfo').getByRole('status');
  await expect(status).toHaveText('');
  await page.evaluate(() => {
    const announced: string[] = [];
    const region = document.querySelector('footer [role=status]');
    if (region)
      new MutationObserver(() => announced.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    Object.assign(globalThis, { announced });
  });
  await startLong(page);
  await expect(status).toHaveText('Counting.');
  await page.keyboard.press('Escape');
  await expect(status).toHaveText('Cancelled.');
  await page.locator('#columns').fill('6');
  await page.locator('#columns').press('Enter');
  await expect(status).toHaveText('Done: K(5, 6) is 1,128,960.');
  const announced = await page.evaluate(() => (globalThis as unknown as { announced: string[] }).announced);
  expect(announced).toEqual(['Counting.', 'Cancelled.', 'Counting.', 'Done: K(5, 6) is 1,128,960.']);
});
