import type { Page } from '@playwright/test';
import { savedFor } from '../../www/testing/saved';
import { captureDownloads, exported } from './exports';
import { expect, expectState, figures, savedRows, test } from './page';
import { publishedCounts, publishedFigures } from './published';
import { saveResults } from './saved-results';

const cell = (page: Page, rows: number, columns: number) => page.locator(`[data-cell="${rows},${columns}"]`);
const fillButton = (page: Page) => page.getByRole('button', { name: 'Count all n ≤ 9' });
const detail = (page: Page) => page.locator('[data-detail]');
const expectTable = (page: Page, state: string) =>
  expect(page.locator(`[data-table-state=${state}]`)).toBeVisible({ timeout: 15_000 });

async function openTable(page: Page, query = ''): Promise<void> {
  await page.goto(`./?view=table&workers=2${query}`);
  await expect(fillButton(page)).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
}

async function fill(page: Page): Promise<void> {
  await fillButton(page).click();
  await expectTable(page, 'done');
}

test('in a fresh tab every n up to 9 is filled within seconds, with the published figures', {
  tag: '@firefox',
}, async ({ page }) => {
  await openTable(page);
  await expect(page.locator('[data-cell]')).toHaveCount(55);
  await expect(page.locator('[data-cell][data-value]')).toHaveCount(0);
  await fill(page);
  await expect(page.locator('[data-cell][data-value]')).toHaveCount(45);
  for (const columns of [5, 6, 7])
    for (let rows = 1; rows <= columns; rows++) {
      await cell(page, rows, columns).click();
      await expect(detail(page)).toHaveAttribute('data-detail', `${rows},${columns}`);
      expect(await figures(detail(page))).toEqual(publishedFigures(rows, columns));
    }
  await expect(detail(page)).toContainText('together they account for every labelled graph');
  await expect(detail(page)).toContainText('OEIS A001009');
  const observed = page.getByRole('region', { name: 'Observed in this table' });
  await expect(observed).toContainText('K(n − 1, n) = K(n, n) for n = 2 to 9.');
  await expect(observed).toContainText('for n = 3, 5, 7 and 9, not for n = 2, 4, 6 and 8.');
  await expect(observed).toContainText('D = 0 for 3 × 4');
});

test('what is published is shown until it is counted, and never as a count', { tag: '@quick' }, async ({
  page,
}) => {
  const { total, difference } = publishedFigures(5, 6);
  await openTable(page, '&r=5&n=6&show=K');
  await expect(cell(page, 5, 6)).toHaveAccessibleName(
    /^K\(5, 6\) is 1,128,960, published, not counted here$/,
  );
  await expect(cell(page, 5, 6)).toHaveAttribute('data-published', total ?? '');
  await expect(cell(page, 7, 10)).toHaveAccessibleName('K(7, 10), no published value known');
  await expect(detail(page)).toContainText('Published, not counted here');
  await expect(detail(page)).toContainText('OEIS A001009');
  await expect(page.locator('[data-value]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Export as CSV' })).toBeDisabled();
  await page.getByRole('radio', { name: /difference/ }).check({ force: true });
  await expect(cell(page, 5, 6)).toHaveAttribute('data-published', difference ?? '');
  await expect(cell(page, 6, 8)).toHaveAccessibleName('D(6, 8), no published value known');
  await fill(page);
  await expect(page.locator('[data-cell][data-value][data-published]')).toHaveCount(0);
  await expect(cell(page, 7, 8)).toHaveAccessibleName(/counted by classes$/);
  await expect(cell(page, 5, 6)).toHaveAccessibleName(/checked by both methods$/);
  await expect(detail(page)).not.toContainText('not counted here');
});

test('what a count takes here is estimated before it is made', { tag: '@quick' }, async ({ page }) => {
  await openTable(page, '&r=4&n=7');
  const note = page.locator('.detail-run .note').first();
  await expect(note).toHaveText('Well under a second.');
  await cell(page, 10, 10).click();
  await expect(note).toHaveText(/^About (\d+ (seconds|minutes)|a minute)\.$/);
});

test('with 2 to 6 rows what is filled is checked by formula, and nothing waits for that', {
  tag: '@firefox',
}, async ({ page }) => {
  await captureDownloads(page);
  await openTable(page, '&r=5&n=9');
  await fill(page);
  await expect(page.getByRole('button', { name: 'Count 5 × 9 by classes again' })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  // 6 × 9 takes seconds, and may be left out on a slow machine.
  const shapes = [2, 3, 4, 5, 6, 7, 8, 9].flatMap((columns) =>
    [2, 3, 4, 5, 6]
      .filter((rows) => rows <= Math.min(columns, columns === 9 ? 5 : 6))
      .map((rows) => [rows, columns]),
  );
  for (const [rows, columns] of shapes)
    await expect(cell(page, Number(rows), Number(columns))).toHaveAccessibleName(/checked by both methods$/, {
      timeout: 30_000,
    });
  for (const [rows, columns] of [
    [1, 9],
    [7, 9],
  ] as const)
    await expect(cell(page, rows, columns)).toHaveAccessibleName(/counted by classes$/);
  await expect(detail(page)).toContainText('both methods agree on all five figures; formula in');
  expect(await exported(page, 'CSV')).toMatch(/\r\n5,9,(\d+,){3}-?\d+,\d+,classes formula,/);
  expect(await figures(detail(page))).toMatchObject({ total: publishedCounts(5, 9)[1] });
});

test('a check by formula that differs is an error, and no figure of that shape is shown', async ({
  page,
  inWorker,
}) => {
  // The count by formula has twice the right figures.
  inWorker(() => {
    const { postMessage } = globalThis;
    globalThis.postMessage = (event, ...rest) => {
      if (event?.type === 'done')
        for (const one of event.results)
          if (one.engine === 'formula' && one.rows === 5 && one.columns === 7)
            for (const name of ['total', 'positive', 'negative', 'difference', 'reduced', 'all'])
              one[name] = String(2n * BigInt(one[name]));
      Reflect.apply(postMessage, globalThis, [event, ...rest]);
    };
  });
  await openTable(page, '&r=5&n=7');
  await fill(page);
  const alert = detail(page).getByRole('alert');
  await expect(alert).toContainText('The two methods disagree.');
  await expect(alert).toContainText(/Counted by classes: 4,057,344,000.*Counted by formula: 8,114,688,000/);
  await expect(cell(page, 5, 7)).toHaveAccessibleName(/contradicted$/);
  await expect(cell(page, 5, 7)).not.toHaveAttribute('data-value', /./);
  await cell(page, 5, 6).click();
  await expect(page.getByRole('alert')).toContainText('A count is contradicted.');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('A count is contradicted.');
});

test('what was counted is there after the page is opened again', async ({ page }) => {
  await openTable(page, '&r=5&n=7');
  await fill(page);
  await expect(cell(page, 5, 7)).toHaveAccessibleName(/checked by both methods$/);
  const known = page.locator('.facts');
  const shown = (await known.textContent()) ?? '';
  const year = new Date().getFullYear();
  expect(shown).toMatch(new RegExp(`^Computed hereby classes, in .* on \\d+ \\w+ ${year}, \\d\\d:\\d\\d`));
  await page.getByRole('navigation').getByRole('link', { name: 'Results' }).click();
  await expect(savedRows(page)).toHaveCount(45);
  await page.goto('./?view=table&r=5&n=7');
  await expect(page.locator('[data-cell][data-value]')).toHaveCount(45);
  await expect(page.locator('.count-all-progress')).toContainText('are counted by classes.');
  expect(await figures(detail(page))).toEqual(publishedFigures(5, 7));
  // The count that checked it is not saved, but that it agreed is.
  const checked = /both methods agree.*?(?=Published)/;
  expect(shown).toMatch(/Checkedboth methods agree on all five figures; formula in .* ms, on/);
  await expect(known).toHaveText(shown.replace(checked, 'both methods agree; the other count is not saved'));
  await expect(cell(page, 5, 7)).toHaveAccessibleName(/counted by classes and checked$/);
});

test('the two engines agree on every shape that both can count soon', async ({ page }) => {
  const shapes = [1, 2, 3, 4, 5, 6, 7].flatMap((columns) =>
    Array.from({ length: columns }, (_, i) => [i + 1, columns] as const),
  );
  for (const query of ['n=1-7', 'r=4&n=8']) {
    await page.goto(`./?${query}&engine=enumerate&workers=2&run`);
    await expectState(page, 'done', 60_000);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Table' }).click();
  await expect(cell(page, 4, 8)).toHaveAttribute('data-value', /./);
  await openTable(page);
  for (const [rows, columns] of [...shapes, [4, 8] as const])
    await expect(cell(page, rows, columns)).toHaveAccessibleName(/counted by enumeration( and checked)?$/);
  await fill(page);
  for (const [rows, columns] of [...shapes, [4, 8] as const])
    await expect(cell(page, rows, columns)).toHaveAccessibleName(/checked by (both|all three) methods$/);
  await expect(page.locator('[data-cell]', { hasText: 'contradicted' })).toHaveCount(0);
  await expect(page.locator('[data-cell][data-value]')).toHaveCount(45);
});

test('the arrow keys move in the triangle, which is one stop of the Tab key', async ({ page }) => {
  await openTable(page, '&r=5&n=7');
  await cell(page, 5, 7).focus();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 5, 8)).toBeFocused();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect(cell(page, 8, 8)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(cell(page, 7, 7)).toBeFocused();
  await expect(page).toHaveURL(/[?&]r=7&n=7\b/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Count 7 × 7 by classes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expectTable(page, 'done');
  expect(await figures(detail(page))).toEqual(publishedFigures(7, 7));
  await cell(page, 7, 7).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(fillButton(page)).toBeFocused();
});

test('the cells show what is chosen, and the address keeps it', async ({ page }) => {
  await openTable(page, '&show=K');
  await fill(page);
  await expect(cell(page, 5, 6)).toHaveAttribute('data-value', '1128960');
  await page.getByRole('radio', { name: 'K+' }).check({ force: true });
  await expect(cell(page, 5, 6)).toHaveAttribute('data-value', '576000');
  await expect(page).toHaveURL(/show=K%2B/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'K+' })).toBeChecked();
});

test('JSON holds decimal strings, and CSV and LaTeX a line for each shape', async ({ page }) => {
  await captureDownloads(page);
  await openTable(page);
  await fill(page);
  const { table } = JSON.parse(await exported(page, 'JSON')) as { table: Record<string, unknown>[] };
  expect(table).toHaveLength(45);
  const shape = table.find(({ rows, columns }) => rows === 7 && columns === 7);
  expect(shape).toMatchObject(publishedFigures(7, 7));
  expect((await exported(page, 'CSV')).trim().split('\r\n')).toHaveLength(46);
  expect((await exported(page, 'LaTeX')).match(/ & .* & .*\\\\$/gm)).toHaveLength(46);
});

test('a long count is cancelled with its workers, and the page can count again', async ({
  page,
  browserName,
}) => {
  await openTable(page, '&r=10&n=10');
  const workers = page.workers().length;
  await page.getByRole('button', { name: 'Count 10 × 10 by classes' }).click();
  await expect(page.locator('.count-all-progress')).toContainText(/10 × 10: .* of \d+ units/, {
    timeout: 15_000,
  });
  await expect(fillButton(page)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expectTable(page, 'cancelled');
  // A Firefox that is driven from outside lists workers that have ended.
  if (browserName === 'chromium') await expect.poll(() => page.workers().length).toBe(workers);
  await expect(page.locator('[data-cell][data-value]')).toHaveCount(0);
  await fill(page);
  await expect(page.locator('[data-cell][data-value]')).toHaveCount(45);
});

test('a saved count fills its cell, and by classes it is checked by both methods', async ({ page, site }) => {
  await saveResults(page, site, [savedFor({ rows: 5, columns: 6 })]);
  await openTable(page, '&r=5&n=6');
  await expect(cell(page, 5, 6)).toHaveAccessibleName(/counted by enumeration$/);
  expect(await figures(detail(page))).toEqual(publishedFigures(5, 6));
  await expect(detail(page)).toContainText('by enumeration');
  await fill(page);
  await expect(cell(page, 5, 6)).toHaveAccessibleName(/checked by (both|all three) methods$/);
  await expect(detail(page)).toContainText('both methods agree on all five figures; enumeration saved on');
});
