import { expect, expectState, figures, figuresOfAll, open, test } from './page';
import { publishedFigures } from './published';

const everyRow = (columns: number) => Array.from({ length: columns }, (_, i) => ({ rows: i + 1, columns }));

for (const [query, shapes] of [
  ['r=all&n=6', everyRow(6)],
  ['n=4-6', [...everyRow(4), ...everyRow(5), ...everyRow(6)]],
] as const) {
  test(`several shapes at once: ${query}`, { tag: '@quick' }, async ({ page }) => {
    await open(page, `${query}&run`);
    await expectState(page, 'done');
    const rows = page.getByRole('region', { name: 'All shapes' }).locator('tbody tr');
    await expect(rows.getByRole('rowheader')).toHaveText(
      shapes.map(({ rows: r, columns: n }) => `${r} × ${n}`),
    );
    expect(await figuresOfAll(rows, shapes.length)).toEqual(
      shapes.map(({ rows: r, columns: n }) => publishedFigures(r, n)),
    );
    await expect(rows.locator('td:last-child')).toHaveText(
      shapes.map(({ rows: r }) => (r === 1 ? 'agrees (total only)' : 'agrees, signs too')),
    );
  });
}

test('a shape of several can be shown and left again', async ({ page }) => {
  await open(page, 'r=all&n=4&run');
  await expectState(page, 'done');
  await page.getByRole('link', { name: '3 × 4' }).click();
  await expect(page.getByRole('heading', { name: 'K(3, 4)' })).toBeVisible();
  expect((await figures(page.getByRole('region', { name: 'Result', exact: true }))).total).toBe('24');
  await page.getByRole('button', { name: 'Back to all 4 shapes' }).click();
  await expect(page.getByRole('region', { name: 'All shapes' }).locator('tbody tr')).toHaveCount(4);
});
