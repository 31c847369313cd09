import type { Page } from '@playwright/test';
import {
  confirmLong,
  expect,
  expectResultOf,
  expectState,
  figures,
  figuresOfAll,
  goButton,
  open,
  test,
  view,
} from './page';
import { publishedFigures } from './published';

const checked = (page: Page) => page.locator('.facts > div', { hasText: /^Checked/ });
const EQUAL = /Both methods agree: classes in .+, enumeration in .+ \(2 workers\)\./;

test('what enumeration would take long for is counted by classes, with the check that none is missing', {
  tag: '@quick',
}, async ({ page }) => {
  await open(page, 'r=5&n=8&workers=2&run');
  await expectResultOf(page, 5, 8);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 8));
  await expect(page.getByText('252 classes: together they account for every labelled graph')).toBeVisible();
  const levels = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '4', exact: true }) });
  await expect(levels).toContainText('194');
  await expect(page.getByRole('button', { name: 'Check by enumeration' })).toBeVisible();
});

test('an enumeration is checked by classes', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'r=5&n=7&workers=2&engine=enumerate&run');
  await expectResultOf(page, 5, 7);
  await expect(checked(page)).toContainText(EQUAL, { timeout: 15_000 });
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
});

test('a count cell by cell is offered where it is not too slow, and checked by classes', async ({ page }) => {
  await open(page, 'r=5&n=8&workers=2');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Count 5 × 8' })).toBeVisible();
  const naive = page.getByRole('radio', { name: /^Naive/ });
  await expect(page.getByText('By classes.')).toBeVisible();
  await expect(naive).toHaveCount(0);
  await page.locator('#columns').fill('6');
  await naive.check();
  await expect(page).toHaveURL(/engine=naive/);
  await goButton(page).click();
  await expectResultOf(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(checked(page)).toContainText(
    /Both methods agree: classes in .+, naive backtracking in .+ \(2 workers\)\./,
    { timeout: 15_000 },
  );
  await expect(page.locator('.facts')).toContainText('Methodnaive backtracking');
  await open(page, 'r=5&n=6&workers=2');
  await page.getByRole('button', { name: 'Show the saved K(5, 6)' }).click();
  expect(await figures(view(page))).toMatchObject({ total: '1128960' });
  await expect(checked(page)).toContainText('Both methods agree.');
});

test('a shape that is too large for naive is refused with its limit', async ({ page }) => {
  await open(page, 'r=5&n=8&workers=2&engine=naive&run');
  await expect(page.getByRole('alert')).toHaveText(
    '5 × 8 is too large for naive: it takes up to 10⁹ expected steps.',
  );
  await expect(page.locator('[data-value]')).toHaveCount(0);
});

test('a count by classes can be checked by enumeration', async ({ page }) => {
  await open(page, 'r=5&n=7&workers=2&engine=classes&run');
  await expectResultOf(page, 5, 7);
  await page.getByRole('button', { name: 'Check by enumeration' }).click();
  await expect(page.getByRole('region', { name: 'The 2 workers' })).toBeVisible({ timeout: 15_000 });
  await expect(checked(page)).toContainText(EQUAL, { timeout: 15_000 });
  await expect(page).toHaveURL(/engine=enumerate/);
});

test('with few rows there may be more columns, by classes', async ({ page }) => {
  await open(page, 'r=2&n=20&workers=2&run');
  await expectResultOf(page, 2, 20);
  // Of two rows D is that of the derangements, (−1)^(n − 1) (n − 1).
  const shown = { total: String(derangements(20)), difference: '-19' };
  expect(await figures(view(page))).toMatchObject(shown);
  await expect(checked(page)).toContainText(/Both methods agree: classes in .+, formula in .+\./);
  await open(page, 'r=2&n=20&workers=2');
  await page.getByRole('button', { name: 'Show the saved K(2, 20)' }).click();
  expect(await figures(view(page))).toMatchObject(shown);
});

/** Each derangement of n stands for one of n − 1 or of n − 2, in n − 1 ways. */
function derangements(n: number): bigint {
  let [before, last] = [1n, 0n];
  for (let k = 2; k <= n; k++) [before, last] = [last, BigInt(k - 1) * (before + last)];
  return last;
}

test('all r of n = 7 by classes together are the published ones', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'r=all&n=7&workers=2&engine=classes&run');
  await expectState(page, 'done');
  const all = await figuresOfAll(page.locator('[data-shape]'), 7);
  expect(all).toEqual([1, 2, 3, 4, 5, 6, 7].map((rows) => publishedFigures(rows, 7)));
});

test('a long count by classes shows its progress, and is cancelled', async ({ page }) => {
  await open(page, 'r=10&n=10&workers=2&engine=classes&run');
  await confirmLong(page);
  await expect(page.getByRole('progressbar')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/By classes: .+ of \d+ units/)).toBeVisible();
  await goButton(page).click();
  await expectState(page, 'cancelled');
  await expect(page.locator('[data-value]')).toHaveCount(0);
});
