import { countShape, expect, expectState, figures, figuresOfAll, open, test, view } from './page';
import { publishedFigures } from './published';

const shapes = [1, 2, 3, 4, 5, 6].flatMap((columns) =>
  Array.from({ length: columns }, (_, i) => ({ rows: i + 1, columns })),
);

for (const workers of [1, 2]) {
  const details = workers === 2 ? { tag: ['@firefox', '@quick'] } : {};
  test(`every small shape is counted as published, workers: ${workers}`, details, async ({ page }) => {
    await open(page, `n=1-6&workers=${workers}&run`);
    await expectState(page, 'done');
    await expect(page.getByRole('contentinfo')).toContainText(workers === 1 ? '1 worker ·' : '2 workers ·');
    const rows = page.getByRole('region', { name: 'All shapes' }).locator('tbody tr');
    await expect(rows.getByRole('rowheader')).toHaveText(
      shapes.map(({ rows: r, columns: n }) => `${r} × ${n}`),
    );
    expect(await figuresOfAll(rows, shapes.length)).toEqual(
      shapes.map(({ rows: r, columns: n }) => publishedFigures(r, n)),
    );

    await page.getByRole('radio', { name: 'This shape' }).check();
    for (const { rows, columns } of [
      { rows: 3, columns: 7 },
      { rows: 4, columns: 7 },
    ]) {
      await countShape(page, rows, columns);
      expect(await figures(view(page)), `${rows} × ${columns}`).toEqual(publishedFigures(rows, columns));
    }
  });
}
