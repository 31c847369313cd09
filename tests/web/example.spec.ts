import { expect, expectState, figures, open, test } from './page';

const FIRST_COLUMNS = [
  '(1, 2, 3, 4, 5)',
  '(1, 2, 3, 4, 6)',
  '(1, 2, 3, 5, 6)',
  '(1, 2, 4, 5, 6)',
  '(1, 3, 4, 5, 6)',
];

test('the first visit shows 5 × 6, counted and explained', { tag: ['@firefox', '@quick'] }, async ({
  page,
}) => {
  await page.goto('./');
  await expectState(page, 'done');
  const main = page.locator('main');

  await expect(main.getByRole('heading', { name: 'K(5, 6)' })).toBeVisible();
  expect(await figures(main)).toEqual({
    total: '1128960',
    positive: '576000',
    negative: '552960',
    difference: '23040',
    reduced: '9408',
  });
  await expect(main.locator('[data-result=all]')).toHaveAttribute('data-value', '812851200');
  await expect(main.locator('.hero')).toHaveText('1,128,960');
  await expect(main.locator('.figures-table')).toContainText('812,851,200');

  await expect(main).toContainText('All 5 first columns agree: 4,800 even + 4,608 odd each.');
  await expect(main).toContainText(
    '53 candidates per row, of 265 derangements of 6: those that start with the right symbol.',
  );
  await expect(main).toContainText('Agrees with the published value.');
  await expect(main).toContainText('The signs agree too:');

  const columns = main.getByRole('region', { name: 'The 5 first columns' }).locator('li');
  await expect(columns).toHaveCount(5);
  for (const [i, column] of FIRST_COLUMNS.entries()) {
    await expect(columns.nth(i)).toHaveAttribute('title', new RegExp(`^\\${column.slice(0, -1)}\\), `));
    await expect(columns.nth(i)).toHaveAttribute('title', /: 4,800 even, 4,608 odd$/);
    await expect(columns.nth(i).locator('.foot')).toContainText('+4,800−4,608');
  }
});

test('a static schedule gives worker 1 the first two columns and worker 2 the other three', {
  tag: '@quick',
}, async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2&schedule=static&run');
  await expectState(page, 'done');
  const titles = page.getByRole('region', { name: 'The 5 first columns' }).locator('li');
  for (const [i, worker] of [1, 1, 2, 2, 2].entries()) {
    await expect(titles.nth(i)).toHaveAttribute(
      'title',
      new RegExp(`, counted by worker ${worker}: 4,800 even`),
    );
  }
  const rows = page.getByRole('region', { name: 'The 2 workers' }).locator('tbody tr');
  await expect(rows.nth(0).locator('td').nth(0)).toHaveText('2');
  await expect(rows.nth(1).locator('td').nth(0)).toHaveText('3');
  await expect(page.locator('main')).toContainText('static schedule');
});
