import { expectAccessible, expectFits } from './accessible';
import { button, choose, figure, openStep } from './learn';
import { expect, expectResultOf, expectState, open, test } from './page';
import { publishedFigures } from './published';

test('with nothing filled in, the completions are K⁺ and K⁻', { tag: '@quick' }, async ({ page }) => {
  for (const [rows, columns] of [
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 5],
    [6, 6],
  ] as const) {
    await openStep(page, 1, rows, columns);
    const { total, positive, negative } = publishedFigures(rows, columns);
    await expect(figure(page, 'completions')).toHaveAttribute('data-value', total ?? '');
    await expect(figure(page, 'completions-positive')).toHaveAttribute('data-value', positive ?? '');
    await expect(figure(page, 'completions-negative')).toHaveAttribute('data-value', negative ?? '');
  }
});

test('a rectangle is built by clicking, clashes light up, and the rest is completed', {
  tag: '@firefox',
}, async ({ page }) => {
  await openStep(page, 1, 3, 4);
  await page.getByRole('button', { name: 'Row 2, column 1: empty' }).click();
  await button(page, '1').click();
  await expect(page.locator('.learn-conflicts')).toContainText('1 stands twice in column 1: rows 1 and 2.');
  await expect(figure(page, 'completions')).toHaveAttribute('data-value', '0');
  await expect(button(page, 'Complete it')).toBeDisabled();
  await page.getByRole('button', { name: 'Row 2, column 1: 1, clashes' }).click();
  await button(page, '2').click();
  await expect(page.locator('.learn-clash')).toHaveCount(0);
  await button(page, 'Complete it').click();
  await expect(page.locator('.learn-means').first()).toHaveText(/It is complete: a Latin rectangle\./);
  await choose(page, 'Rows sorted');
  await expect(page.locator('.learn-factors')).toContainText('24');
  await expect(page).toHaveURL(/step=1&r=3&n=4&cells=[.1-4]{4}-2[1-4]{3}-[1-4]{4}$/);
});

test('each of the first steps says what the engine counts', { tag: '@quick' }, async ({ page }) => {
  await openStep(page, 2, 4, 5);
  await page.getByRole('radio', { name: 'columns' }).check({ force: true });
  await expect(page.locator('.learn-swapped')).toContainText('The sign stays.');
  await openStep(page, 2, 3, 5);
  await expect(page.locator('.learn-swapped')).toContainText('The sign changes.');
  await openStep(page, 3, 4, 6);
  await expect(page.locator('.learn-stack')).toHaveCount(10);
  await expect(page.locator('.learn-small .learn-first')).toHaveCount(8);
  await openStep(page, 4, 4, 6);
  await expect(page.locator('.learn-means')).toContainText('265 derangements of 6; 53 of them begin with 2.');
  await expect(page.locator('.learn-part li')).toHaveCount(53);
});

test('a count leads to the walk with its shape, a larger one to seven columns', async ({ page }) => {
  await open(page, 'r=4&n=6&run');
  await expectResultOf(page, 4, 6);
  await page.getByRole('link', { name: 'Explain this result' }).click();
  await expect(page).toHaveURL(/\?view=learn&step=1&r=4&n=6/);
  await expect(page.locator('.learn-larger')).toHaveCount(0);
  await open(page, 'r=3&n=12&run');
  await expectState(page, 'done');
  await page.getByRole('link', { name: 'Explain this result' }).click();
  await expect(page.locator('.learn-larger')).toContainText('3 × 12 is too large');
  await expect(page).toHaveURL(/\?view=learn&step=1&r=3&n=7/);
});

test('the walk goes from the first step to the last and back with the keyboard alone', async ({ page }) => {
  await openStep(page, 1, 4, 5);
  for (let step = 1; step < 8; step++) {
    await page.locator('[rel=next]').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator(`[data-step="${step + 1}"]`)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  }
  await expect(page.locator('[rel=next]')).toHaveCount(0);
  await page.goBack();
  await expect(page.locator('[data-step="7"]')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the first steps, ${colorScheme}, and they fit a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const step of [1, 2, 3, 4]) {
        await openStep(page, step, 4, 7);
        await expectAccessible(page);
        await expectFits(page);
      }
      await openStep(page, 1, 2, 3, '&cells=...-22.');
      await expectAccessible(page);
      await openStep(page, 1, 3, 3, '&cells=...-231-312');
      await expectAccessible(page);
    }
  });

for (const [rows, columns] of [
  [4, 5],
  [4, 7],
  [6, 7],
  [7, 7],
] as const)
  test(`no first step of ${rows} × ${columns} scrolls on a projector`, async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
    for (const step of [1, 2, 3, 4]) {
      await openStep(page, step, rows, columns, '&size=projector');
      expect(await beyond(), `step ${step}`).toBeLessThanOrEqual(0);
    }
    await openStep(page, 1, rows, columns, '&size=projector');
    await button(page, 'Random').click();
    await choose(page, 'Rows sorted');
    await expect(page.locator('.learn-factors')).toBeVisible({ timeout: 15_000 });
    expect(await beyond(), 'sorted').toBeLessThanOrEqual(0);
  });
