import { countShape, expect, figures, open, test } from './page';
import { publishedFigures } from './published';

const quick = process.env.LATIN_QUICK === '1';

const upTo = (columns: number) =>
  Array.from({ length: columns }, (_, i) => i + 1).flatMap((n) =>
    Array.from({ length: n }, (_, i) => ({ rows: i + 1, columns: n })),
  );

const shapes = quick
  ? [
      { rows: 1, columns: 1 },
      { rows: 3, columns: 5 },
      { rows: 6, columns: 6 },
      { rows: 4, columns: 7 },
    ]
  : [...upTo(6), { rows: 3, columns: 7 }, { rows: 4, columns: 7 }];

for (const workers of [1, 2]) {
  test(`every small shape is counted as published, workers: ${workers}`, async ({ page }) => {
    await open(page, `r=1&n=1&workers=${workers}`);
    for (const { rows, columns } of shapes) {
      await countShape(page, rows, columns);
      await test.step(`${rows} × ${columns}`, async () => {
        expect(await figures(page.locator('main')), `${rows} × ${columns}`).toEqual(
          publishedFigures(rows, columns),
        );
      });
    }
    await expect(page.getByRole('contentinfo')).toContainText(workers === 1 ? '1 worker ·' : '2 workers ·');
  });
}
