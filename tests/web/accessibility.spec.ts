import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { breakWorker, inside } from './inside';
import { expect, expectState, open, startLong, test } from './page';

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  // A colour on its way to another has the contrast of neither.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  expect(
    results.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`,
    ),
  ).toEqual([]);
}

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

test('axe finds nothing in several shapes, a wrong field, a question and a failure', {
  tag: '@long',
}, async ({ page, inWorker }) => {
  inWorker(inside);
  await open(page, 'r=all&n=5&run');
  await expectState(page, 'done');
  await page.locator('#columns').fill('11');
  await expect(page.locator('#columns')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await open(page, 'r=10&n=10&workers=2&engine=enumerate&run');
  await expect(page.getByRole('button', { name: 'Count all the same' })).toBeVisible();
  await expectAccessible(page);
  await startLong(page);
  await breakWorker(page);
  await expectState(page, 'failed');
  await expectAccessible(page);
});

test('axe finds nothing in the lab before and after it has measured, and it fits a phone', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?view=lab&workers=2');
  const measure = page.getByRole('button', { name: /^Measure/ });
  await expect(measure).toBeEnabled({ timeout: 15_000 });
  await expectAccessible(page);
  await measure.click();
  await expect(page.locator('[data-lab-state=done]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-answer]')).toHaveCount(7);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await expectAccessible(page);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(beyond).toBeLessThanOrEqual(0);
  }
});

test('axe finds nothing in the table before and after it is filled, and it fits a phone', async ({
  page,
}) => {
  await page.goto('./?view=table&r=5&n=7&workers=2');
  const fill = page.getByRole('button', { name: 'Fill n ≤ 9' });
  await expect(fill).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  await expectAccessible(page);
  await fill.click();
  await expect(page.locator('[data-table-state=done]')).toBeVisible({ timeout: 15_000 });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(beyond).toBeLessThanOrEqual(0);
  }
});

test('what happens is said, and calmly', async ({ page }) => {
  await open(page, 'r=5&n=6');
  const status = page.getByRole('contentinfo').getByRole('status');
  await expect(status).toHaveText('');
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.querySelector('footer [role=status]');
    if (region)
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    Object.assign(globalThis, { said });
  });
  await startLong(page);
  await expect(status).toHaveText('Counting.');
  await page.keyboard.press('Escape');
  await expect(status).toHaveText('Cancelled.');
  await page.locator('#columns').fill('6');
  await page.locator('#columns').press('Enter');
  await expect(status).toHaveText('Done: K(5, 6) is 1,128,960.');
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said).toEqual(['Counting.', 'Cancelled.', 'Counting.', 'Done: K(5, 6) is 1,128,960.']);
});
