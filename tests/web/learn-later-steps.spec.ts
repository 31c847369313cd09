import type { Page } from '@playwright/test';
import { expectAccessible, expectFits } from './accessible';
import { button, choose, figure, openStep } from './learn';
import { expect, test } from './page';
import { publishedFigures } from './published';

/** Presses Enter on Step until the end. */
async function stepToTheEnd(page: Page): Promise<void> {
  const step = button(page, 'Step');
  await expect(step).toBeVisible({ timeout: 15_000 });
  await step.focus();
  for (let pressed = 0; pressed < 500; pressed++) {
    if ((await step.getAttribute('aria-disabled')) === 'true') return;
    await page.keyboard.press('Enter');
  }
  throw new Error('the loop does not end');
}

test('both popcounts of 3 × 4 with row 2 = 2 1 4 3 can be predicted', {
  tag: ['@firefox', '@quick'],
}, async ({ page }) => {
  await openStep(page, 5, 3, 4);
  await expect(page.locator('.search-row select')).toHaveValue('0', { timeout: 15_000 });
  await button(page, 'Step').click();
  await expect(page.locator('.strip-hit')).toHaveText(['1', '4']);
  await button(page, 'Step').click();
  await expect(figure(page, 'popcount-even')).toHaveCount(0);
  await page.getByLabel('even part').fill('1');
  await page.getByLabel('odd part').fill('1');
  await button(page, 'Check').click();
  await expect(page.locator('.popcount-said')).toContainText('Right. 1 even and 1 odd');
  await button(page, 'Step').click();
  await expect(page.locator('.search-end')).toContainText('Step by step it is the same.');
});

test('step by step, with the keyboard alone, a first column has what the engine counts', async ({ page }) => {
  await openStep(page, 5, 4, 5);
  await page.locator('.search-row select').selectOption('');
  await stepToTheEnd(page);
  await expect(page.locator('.search-end')).toContainText('Step by step it is the same.');
  await expect(figure(page, 'positive')).toHaveAttribute(
    'data-value',
    (await figure(page, 'counted-positive').getAttribute('data-value')) ?? '',
  );
});

test('to the end gives the published figures of every shape up to n = 6', async ({ page }) => {
  for (let columns = 3; columns <= 6; columns++)
    for (let rows = 3; rows <= columns; rows++) {
      await openStep(page, 5, rows, columns);
      await page.locator('.search-row select').selectOption('', { timeout: 15_000 });
      await button(page, 'To the end').click();
      const { positive, negative, total, reduced } = publishedFigures(rows, columns);
      const times = BigInt(total ?? 0) / BigInt(reduced ?? 1);
      for (const [name, value] of Object.entries({ positive, negative }))
        await expect(figure(page, name), `${rows} × ${columns}`).toHaveAttribute(
          'data-value',
          String(BigInt(value ?? 0) / times),
        );
    }
});

const ALL_CLASSES = { 5: [1, 2, 2, 1], 6: [1, 4, 7, 4, 1] };
const ODD_RENAMINGS = { 5: [0, 1, 1, 0], 6: [0, 3, 4, 3, 0] };

for (const columns of [5, 6] as const)
  test(`the classes of n = ${columns} merge as they should`, { tag: '@quick' }, async ({ page }) => {
    await openStep(page, 7, columns, columns);
    await choose(page, 'All classes');
    const { positive } = publishedFigures(columns, columns);
    for (const [at, classes] of ALL_CLASSES[columns].entries()) {
      if (at > 0) await button(page, 'One row more').last().click();
      await expect(figure(page, 'classes')).toHaveAttribute('data-value', String(classes), {
        timeout: 15_000,
      });
      const odd = at === 0 || at === columns - 2 ? null : String(ODD_RENAMINGS[columns][at]);
      if (odd !== null) await expect(figure(page, 'odd-renamings')).toHaveAttribute('data-value', odd);
      await expect(figure(page, 'positive')).toHaveAttribute('data-value', positive ?? '');
    }
  });

test('two rectangles are compared after a guess', async ({ page }) => {
  await openStep(page, 7, 4, 6);
  await button(page, 'Yes').click({ timeout: 15_000 });
  await expect(figure(page, 'same-class')).toBeVisible();
  await expect(figure(page, 'completions')).toHaveCount(2);
});

test('three ways to spoil a speed-up give the same count as the good way', async ({ page }) => {
  test.setTimeout(120_000);
  await openStep(page, 6, 4, 5);
  await choose(page, 'What does not scale');
  for (const way of ['One shared counter', 'One large unit', 'Tables for each column']) {
    const measure = button(page, `Measure: ${way}`);
    await expect(measure).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
    await measure.click();
    const bars = page.getByRole('region', { name: way }).locator('[data-way]');
    await expect(bars).toBeVisible({ timeout: 30_000 });
    await expect(bars.locator('[data-result="way-positive"]')).toHaveAttribute('data-value', /^[1-9]\d*$/);
  }
});

test('who takes which first column is counted and played slowly', async ({ page }) => {
  await openStep(page, 6, 4, 5, '&workers=2');
  await button(page, 'Count 4 × 5 here').click({ timeout: 15_000 });
  await expect(page.locator('.first-column.done')).toHaveCount(4, { timeout: 15_000 });
  await page.getByLabel('Time').fill('0');
  await expect(page.locator('.first-column.done')).toHaveCount(0);
});

test('the exercises are answered, and the pupil’s sheet has no answers', async ({ page }) => {
  await page.goto('./?view=learn&page=notes');
  await expect(page.locator('.notes-answer').last()).toContainText('No:', { timeout: 15_000 });
  await expect(page.locator('.notes-answer').nth(5)).toContainText(
    'The popcounts are 1 for the even part and 1 for the odd part.',
  );
  await expectAccessible(page);
  await choose(page, 'Pupil’s sheet');
  await expect(page.locator('.notes-answer')).toHaveCount(0);
});

/** Every picture of the later steps, by its step and what is chosen there. */
const PICTURES: [step: number, pane: string | null][] = [
  [5, 'Cells'],
  [5, 'Bits'],
  [5, 'Words'],
  [6, 'Who takes what'],
  [6, 'What does not scale'],
  [7, 'Two rectangles'],
  [7, 'All classes'],
  [8, 'The conjecture'],
  [8, 'What is published'],
  [8, 'What this page adds'],
  [8, 'Further reading'],
];

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the later steps, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const [step, pane] of PICTURES) {
      await openStep(page, step, 4, 5);
      if (pane) await choose(page, pane);
      if (step === 5) for (let i = 0; i < 2; i++) await button(page, 'Step').click();
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [step, pane] of PICTURES) {
      await openStep(page, step, 4, 6);
      if (pane) await choose(page, pane);
      await expectFits(page);
    }
  });

for (const [rows, columns] of [
  [4, 5],
  [5, 6],
  [7, 7],
] as const)
  test(`no later step of ${rows} × ${columns} scrolls on a projector`, async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    const tall: string[] = [];
    for (const [step, pane] of PICTURES) {
      await openStep(page, step, rows, columns, '&size=projector');
      if (pane) await choose(page, pane);
      const measure = async () => {
        const [height, room] = await page.evaluate(() => {
          const { scrollHeight, clientHeight } = document.documentElement;
          return [scrollHeight, clientHeight];
        });
        if (height > room) tall.push(`${step} ${pane}: ${height - room} px too tall`);
      };
      await page.waitForTimeout(500);
      await measure();
      if (step === 5) {
        await button(page, 'Step').click();
        await measure();
        await button(page, 'To the end').click();
        await measure();
      }
    }
    expect(tall).toEqual([]);
  });
