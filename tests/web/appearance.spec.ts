import type { Locator, Page } from '@playwright/test';
import { expect, expectState, open, test } from './page';
import { expectOnPaper } from './paper';

/** Counts 5 × 6, which is then saved, and shows a view. */
async function openWith(page: Page, view: 'Count' | 'Table' | 'Results'): Promise<void> {
  await open(page, 'r=5&n=6&workers=2&engine=enumerate&run');
  await expectState(page, 'done');
  // It is saved.
  await expect(page.locator('.facts').getByRole('link', { name: 'Results' })).toBeVisible();
  if (view === 'Count') return;
  await page.getByRole('link', { name: view, exact: true }).first().click();
  await expect(
    page.locator(view === 'Table' ? '[data-cell="5,6"][data-value]' : '[data-shape="5x6"]'),
  ).toBeVisible();
}

const FIGURES = ['1,128,960', '576,000', '552,960', '+23,040', '9,408'];

test('a count is printed with its figures, how they are known, the day and the address', async ({ page }) => {
  await openWith(page, 'Count');
  await expectOnPaper(
    page,
    ['K(5, 6)', ...FIGURES, '812,851,200', 'Agrees with the published value', 'r=5&n=6'],
    ['Copy', 'Count 5 × 6', 'Show another', 'More', 'processors here', 'Check by'],
  );
});

test('the table is printed with every digit of what it shows', async ({ page }) => {
  await openWith(page, 'Table');
  await page.locator('input[name=shown][value=total]').check({ force: true });
  await page.locator('[data-cell="5,6"]').click();
  await expect(page.locator('[data-published]')).not.toHaveCount(0);
  const [published, value] = await page
    .locator('[data-cell="10,10"]')
    .evaluate((cell) => [
      cell.getAttribute('data-published'),
      cell.querySelector('.visually-hidden')?.textContent?.replace(/^.* is ([\d,]+),.*$/, '$1') ?? '',
    ]);
  expect(published).toMatch(/^\d{20,}$/);
  await expectOnPaper(
    page,
    [
      ...FIGURES,
      value ?? '',
      'checked by both methods',
      'published, not counted here',
      'OEIS A001009',
      'view=table',
    ],
    ['Count all n', 'CSV', 'by classes again', 'Count 5 × 6'],
  );
});

test('results are printed, and one that is presented', async ({ page }) => {
  await openWith(page, 'Results');
  await expectOnPaper(
    page,
    ['5 × 6', ...FIGURES, 'enumerate', 'view=results'],
    ['Delete', 'Present', 'Import', 'CSV', 'Undo'],
  );
  await page.getByRole('button', { name: 'Present' }).click();
  await expect(page.locator('.present')).toBeVisible();
  await expectOnPaper(page, ['K(5, 6)', ...FIGURES, 'enumerate'], ['Delete', 'Present']);
});

/** Everything that shows a state without a colour. */
const forms = (element: Locator) =>
  element.first().evaluate((node) => {
    const of = (pseudo?: string) => {
      const style = getComputedStyle(node, pseudo);
      const { outlineStyle, outlineWidth, textDecorationLine, fontWeight, content, display } = style;
      const border = ['top', 'right', 'bottom', 'left'].map((side) => {
        const [line, width] = ['style', 'width'].map((what) =>
          style.getPropertyValue(`border-${side}-${what}`),
        );
        return line === 'none' ? line : `${width} ${line}`;
      });
      if (pseudo && (content === 'none' || display === 'none')) return null;
      return [
        border,
        outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth}`,
        textDecorationLine,
        fontWeight,
      ];
    };
    return JSON.stringify([of(), of('::before'), of('::after')]);
  });

async function expectTellsApart(one: Locator, other: Locator): Promise<void> {
  await expect(one.first()).toBeAttached();
  expect(await forms(one)).not.toBe(await forms(other));
}

/** What is drawn by its ground alone is not of the colour of the page. */
async function expectDrawn(page: Page, drawing: string): Promise<void> {
  const [own, ground] = await page
    .locator(drawing)
    .first()
    .evaluate((node) => {
      const { backgroundColor, backgroundImage, borderTopWidth } = getComputedStyle(node);
      const drawn = backgroundImage !== 'none' || borderTopWidth !== '0px' ? 'drawn' : backgroundColor;
      return [drawn, getComputedStyle(document.body).backgroundColor];
    });
  expect([ground, 'rgba(0, 0, 0, 0)'], drawing).not.toContain(own);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`colours that are forced on the page hide no state, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await openWith(page, 'Count');
    const current = page.locator('.nav a[aria-current]');
    const others = page.locator('.nav a:not([aria-current])');
    await expectTellsApart(current, others);
    const workers = page.locator('.workers label');
    await expectTellsApart(workers.nth(1), workers.nth(0));
    await page.getByRole('radio', { name: '1 worker' }).check({ force: true });
    await page.locator('#rows').focus();
    await expectTellsApart(workers.nth(0), workers.nth(1));
    for (const drawing of [
      '.bar.plus',
      '.bar.minus',
      '.measures-table .meter i',
      '.first-column.done b',
      '.rectangle > .first-symbol',
    ])
      await expectDrawn(page, drawing);
    await page
      .locator('.first-column.done')
      .first()
      .evaluate((column) => column.classList.replace('done', 'wait'));
    await expectTellsApart(page.locator('.first-column.wait b'), page.locator('.first-column.done b'));

    await page.getByRole('link', { name: 'Table', exact: true }).click();
    const shown = page.locator('.segmented label');
    await expectTellsApart(
      shown.filter({ has: page.locator(':checked') }),
      shown.filter({ hasNot: page.locator(':checked') }),
    );
    await page.locator('[data-cell="5,6"]').click();
    await page.locator('.segmented input:checked').focus();
    const cells = page.locator('.triangle button');
    await expectTellsApart(page.locator('.triangle [aria-current]'), cells.first());
    const known = page.locator('[data-cell="5,6"].both');
    await expectTellsApart(known, page.locator('.triangle button.in-print'));
    await expectTellsApart(known, page.locator('.triangle button.unknown'));
    await cells.first().evaluate((cell) => cell.classList.replace('unknown', 'one'));
    await expectTellsApart(known, page.locator('.triangle button.one'));
    await expectTellsApart(page.locator('.triangle button.one'), page.locator('.triangle button.in-print'));
    await page.locator('input[name=shown][value=total]').check({ force: true });
    await expect(page.locator('[data-cell="5,6"] .cell-mark')).toBeVisible();
  });

test('figures and formulas read from left to right on a page that does not', async ({ page }) => {
  await openWith(page, 'Count');
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const backwards = () =>
    page.evaluate(() => {
      const wrong: string[] = [];
      const lines = '.num, .math, p [translate="no"], td > [translate="no"], th[translate="no"]';
      for (const exact of document.querySelectorAll(`:is(main, footer) :is(${lines})`)) {
        if (exact.closest('.visually-hidden')) continue;
        const walker = document.createTreeWalker(exact, NodeFilter.SHOW_TEXT);
        let [before, top] = [Number.NEGATIVE_INFINITY, 0];
        while (walker.nextNode()) {
          const text = walker.currentNode as Text;
          for (let i = 0; i < text.length; i++) {
            const range = document.createRange();
            range.setStart(text, i);
            range.setEnd(text, i + 1);
            const box = range.getBoundingClientRect();
            if (box.width === 0) continue;
            // Another line begins at the left again.
            if (box.top > top + box.height / 2) before = Number.NEGATIVE_INFINITY;
            if (box.left < before - 1) wrong.push(exact.textContent ?? '');
            [before, top] = [box.left, box.top];
          }
        }
      }
      return [...new Set(wrong)];
    });
  await expect(page.locator('[data-result=difference]')).toHaveText('+23,040');
  expect(await backwards()).toEqual([]);
  const cited = page.locator('.cite p [translate="no"]');
  await expect(cited.first()).toHaveText('K(5, 6)');
  const [name, total] = [await cited.nth(0).boundingBox(), await cited.nth(1).boundingBox()];
  expect(name?.x).toBeLessThan(total?.x ?? 0);
  for (const view of ['Table', 'Results']) {
    await page.getByRole('link', { name: view, exact: true }).first().click();
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.num').first()).toBeVisible();
    expect(await backwards()).toEqual([]);
  }
  // What stands outside of them does turn round, so that this test can fail.
  expect(
    await page.evaluate(() => getComputedStyle(document.querySelector('main') as Element).direction),
  ).toBe('rtl');
});

test('rectangles in the browser stand side by side', async ({ page }) => {
  await open(page, 'r=2&n=9&workers=2&engine=enumerate&run');
  await expectState(page, 'done');
  await page.getByRole('button', { name: /^Show its/ }).click();
  const rectangles = page.locator('.rectangle-list .rectangle');
  await expect(rectangles.first()).toBeVisible();
  for (const width of [1280, 700, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const boxes = await rectangles.evaluateAll((all) =>
      all.map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    expect(boxes.length).toBeGreaterThan(3);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.right > b.left && b.right > a.left && a.bottom > b.top && b.bottom > a.top).toBe(false);
  }
});

test('a figure is one word for a screen reader', { tag: '@quick' }, async ({ page }) => {
  await openWith(page, 'Count');
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const words = nodes
    .filter(({ role, ignored }) => role?.value === 'StaticText' && !ignored)
    .map(({ name }) => String(name?.value));
  for (const figure of FIGURES) expect(words).toContain(figure.replace('-', '−'));
  expect(words.filter((text) => text === ',')).toEqual([]);
});
