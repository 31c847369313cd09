import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import Ajv2020 from 'ajv/dist/2020.js';
import { scientific } from '../../www/format/number';
import type { Term } from '../../www/model/generated';
import { expectAccessible, expectFits } from './accessible';
import { captureDownloads, exported } from './exports';
import { expect, expectState, figures, open, openResults, savedRows, test, view } from './page';
import { bare, onPaper } from './paper';
import { publishedCounts } from './published';

/** As `cargo test` has built it. */
const command = fileURLToPath(new URL('../../target/debug/latin-rectangles', import.meta.url));

const printed = (args: string) =>
  execFileSync(command, args.split(' '), { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' });

const rows = (page: Page) => page.getByRole('grid', { name: 'Terms' }).locator('[data-at]');
const row = (page: Page, at: number) => page.locator(`[data-at="${at}"]`);

async function openSequence(page: Page, query: string, state = 'done'): Promise<void> {
  await page.goto(`./?view=sequences&${query}`);
  await expect(page.locator(`[data-sequence-state=${state}]`)).toBeVisible({ timeout: 30_000 });
}

/** The terms in a JSON file of a sequence, which fits its schema. */
function termsOf(text: string): Term[] {
  const path = new URL('../../docs/schemas/sequence.schema.json', import.meta.url);
  // Its formats are those of Rust's numbers.
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(path, 'utf8')),
  );
  const report = JSON.parse(text);
  fits(report);
  expect(fits.errors).toBeNull();
  return report.terms;
}

test.beforeEach(async ({ page }) => {
  await captureDownloads(page);
});

test("in a fresh tab D(6, n) is listed for n up to 1,000, and is the command's", {
  tag: '@quick',
}, async ({ page }) => {
  await openSequence(page, 'rows=6&figure=D&from=6&to=1000');
  const grid = page.getByRole('grid', { name: 'Terms' });
  await expect(grid).toHaveAttribute('aria-rowcount', '996');
  expect(await rows(page).count()).toBeLessThan(60);
  const terms = termsOf(await exported(page, 'JSON'));
  const expected = termsOf(printed('sequence 6 --figure D --from 6 --to 1000 --format json'));
  expect(terms).toHaveLength(995);
  expect(terms.map(({ at, value }) => [at, value])).toEqual(expected.map(({ at, value }) => [at, value]));
  await expect(row(page, 6)).toHaveAttribute('data-value', '-276480');
  await expect(row(page, 6)).toContainText('formula');
});

test('every export of a sequence can be read', async ({ page }) => {
  await openSequence(page, 'rows=4&figure=D&to=60');
  expect(await exported(page, 'b-file')).toMatch(/^4 24\n5 -576\n6 12960\n(\d+ -?\d+\n){54}$/);
  const csv = (await exported(page, 'CSV')).trim().split(/\r?\n/);
  expect(csv).toHaveLength(58);
  expect(await exported(page, 'LaTeX')).toContain('6 & 12\\group 960');
  const terms = termsOf(await exported(page, 'JSON'));
  expect(terms.slice(0, 2)).toMatchObject([
    { at: 4, value: '24', engine: 'formula' },
    { at: 5, value: '-576' },
  ]);
  await openSequence(page, 'rows=6&figure=D&to=400');
  await exported(page, 'b-file');
  await expect(page.locator('.sequence-exports [role=status]')).toContainText(
    /The b-file ends at n = \d+: .* has 1,\d\d\d digits/,
  );
});

test('keys move in the list, and the chosen term has all its digits', async ({ page }) => {
  await openSequence(page, 'rows=3&figure=D&to=500');
  await row(page, 3).getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-term="4"]')).toContainText('D(3, 4)');
  await expect(row(page, 4).getByRole('button')).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, 500).getByRole('button')).toBeFocused();
  const detail = page.locator('[data-term="500"]');
  const digits = (await detail.locator('.digits').textContent()) ?? '';
  const value = await row(page, 500).getAttribute('data-value');
  expect(digits.replaceAll(',', '').replace('−', '-')).toBe(value);
  await page.keyboard.press('Home');
  await expect(row(page, 3).getByRole('button')).toBeFocused();
  await page.goBack();
});

test('what is proved, a conjecture and observed is told apart', async ({ page }) => {
  await openSequence(page, 'rows=3&figure=D&to=60');
  await expect(page.locator('[data-law=proved]')).toContainText('proved');
  const observed = page.getByRole('region', { name: 'Observed, not proved' });
  await expect(observed).toContainText('For n from 3 to 60, and no further');
  await expect(observed).toContainText('D is 0 for n = 4.');
  await expect(observed).toContainText('From n = 5 on the sign changes with every term');
  await page.getByRole('radio', { name: '|D|/K' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'How fast |D|/K falls' })).toBeVisible();
  await expect(page).toHaveURL(/plot=ratio/);
  await openSequence(page, 'rows=7&figure=D&to=8');
  await expect(page.locator('[data-law=conjecture]')).toContainText('conjecture');
});

test('a column of the triangle is a sequence too, and is as published', async ({ page }) => {
  await openSequence(page, 'columns=7&figure=K&to=7');
  await expect(rows(page)).toHaveCount(7);
  for (let r = 2; r <= 7; r++)
    await expect(row(page, r)).toHaveAttribute('data-value', publishedCounts(r, 7)[1]);
});

test('what takes long is counted only when asked for, and can be cancelled', async ({ page }) => {
  await openSequence(page, 'rows=5&figure=K&to=30', 'idle');
  await expect(page.locator('#sequence-note')).toContainText('About', { timeout: 15_000 });
  await page.getByRole('button', { name: 'Count 26 terms' }).click();
  await expect(page.locator('[data-sequence-state=running]')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Counted' })).toBeVisible();
  await page.locator('.sequence-count').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-sequence-state=cancelled]')).toBeVisible({ timeout: 15_000 });
  await expect(page.locator('#sequence-note')).toContainText(/Cancelled\.|Paused; progress is saved\./);
  await expect(page.locator('[data-value]')).toHaveCount(0);
});

test('on paper there is every term, of many the first ones, and what is left out is said', async ({
  page,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'only Chromium prints to a file');
  await openSequence(page, 'rows=4&figure=D&to=60');
  const terms = termsOf(await exported(page, 'JSON'));
  expect(await rows(page).count()).toBeLessThan(57);
  const paper = await onPaper(page, 'A4');
  expect(paper).toContain(bare('D(4, n), n from 4 to 60'));
  // The columns of a sheet may come one after the other.
  for (const { at, value } of terms) {
    const mark = value.startsWith('-') ? '−' : '+';
    const digits = value.replace('-', '');
    expect(paper).toContain(`${at}${digits.length}formula`);
    if (digits.length <= 60) expect(paper).toContain(mark + BigInt(digits).toLocaleString('en'));
    else expect(paper).toContain(`≈${mark}${scientific(digits).mantissa}·10${digits.length - 1}`);
  }
  expect(paper).toContain(bare('of more than 60 digits are rounded here; the files have all digits.'));
  expect(paper).not.toContain('Export');
  expect(await rows(page).count()).toBeLessThan(57);

  await openSequence(page, 'rows=3&figure=D&to=1000');
  const long = await onPaper(page, 'Letter');
  expect(long).toContain(bare('The first 500 of 998 terms are printed here.'));
  expect(long).toMatch(/5021,\d\d\dformula/);
  expect(long).not.toMatch(/5031,\d\d\dformula/);
  await expect.poll(() => rows(page).count()).toBeLessThan(60);
});

test('a wrong end says what is allowed', async ({ page }) => {
  await openSequence(page, 'rows=6&figure=D&to=20');
  await page.getByLabel('to', { exact: true }).fill('3001');
  await expect(page.locator('#sequence-to-error')).toHaveText('Enter a whole number from 6 to 3,000.');
  await page.goto('./?view=sequences&rows=6&figure=K&to=13');
  await expect(page.getByText('Ignored in the address: to=13.')).toBeVisible();
});

test('axe finds nothing in a sequence and in the note, and they fit a phone', {
  tag: '@firefox',
}, async ({ page }) => {
  for (const query of ['rows=4&figure=D&to=200', 'page=note']) {
    await page.goto(`./?view=sequences&${query}`);
    await expect(page.locator('[data-sequence-state=done], .sequence-note')).toBeVisible({ timeout: 15_000 });
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
      await expectFits(page);
    }
  }
});

test('the note is reached from the steps and from the sequences', { tag: '@quick' }, async ({ page }) => {
  await page.goto('./?view=learn');
  await page.getByRole('link', { name: 'Formulas', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Signed Latin rectangles with few rows');
  await expect(page).toHaveURL(/view=sequences&.*page=note/);
  expect(await page.locator('math').count()).toBeGreaterThan(100);
  await page.getByRole('link', { name: 'Sequences', exact: true }).last().click();
  await page.getByRole('link', { name: 'The formulas and their proof' }).click();
  await expect(page.locator('.sequence-note')).toBeVisible();
});

test.describe('an answer without K', () => {
  const D = '10981639759041921024000';

  test('says so, beside the published K and the split that follows', { tag: '@quick' }, async ({ page }) => {
    await open(page, 'r=6&n=13&run');
    await expectState(page, 'done');
    expect(await figures(view(page))).toEqual({
      total: null,
      positive: null,
      negative: null,
      difference: D,
      reduced: null,
    });
    await expect(page.locator('[data-difference-alone]')).toHaveText(
      'K is not counted here; D alone is known.',
    );
    const split = page.locator('[data-published-split]');
    await expect(split).toContainText('is published');
    await expect(split).toContainText('in no export as a count');
    await expect(page.locator('.how-counted')).toContainText('formula');
    await expect(page.locator('.cite')).toContainText('K is not counted here; D alone is known.');
  });

  test('survives saving, export, import and presentation', async ({ page }) => {
    const [, published] = publishedCounts(6, 13);
    await open(page, 'r=6&n=13&run');
    await expectState(page, 'done');
    await expect(page.locator('.facts')).toContainText('In this browser, under Results.');
    await openResults(page);
    await expect(savedRows(page)).toHaveCount(1);
    await expect(savedRows(page).locator('.total')).toContainText('not counted here');
    const json = await exported(page, 'JSON');
    expect(JSON.parse(json).results).toMatchObject([
      { rows: 6, columns: 13, engine: 'formula', total: null, positive: null, difference: D, all: null },
    ]);
    const csv = await exported(page, 'CSV');
    expect(csv).toContain(`6,13,,,,${D},,,792,formula`);
    const latex = await exported(page, 'LaTeX');
    for (const text of [json, csv, latex]) expect(text.replace(/[^\d]/g, '')).not.toContain(published);
    await savedRows(page)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect(savedRows(page)).toHaveCount(0);
    await page
      .getByLabel('A file of results')
      .setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer: Buffer.from(json) });
    await expect(savedRows(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Present' }).click();
    await expect(page.locator('.present')).toContainText('D(6, 13)');
    await expect(page.locator('.present')).toContainText('K is not counted here; D alone is known.');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await savedRows(page).getByRole('link', { name: '6 × 13' }).click();
    const saved = page.getByRole('region', { name: 'Saved result' });
    await expect(saved).toContainText('K is not counted here; D alone is known.');
    expect((await figures(saved)).difference).toBe(D);
  });

  test('of hundreds of digits fits a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, 'r=6&n=1000&run');
    await expectState(page, 'done');
    const result = page.getByRole('region', { name: 'Result', exact: true });
    await expect(result).toContainText('digits');
    const value = await result.locator('[data-result=difference]').first().getAttribute('data-value');
    const digits = (await result.locator('.digits').textContent()) ?? '';
    expect(digits.replaceAll(',', '').replace('−', '-')).toBe(value);
    expect(value?.length).toBeGreaterThan(2000);
    await expectFits(page);
    await expectAccessible(page);
  });
});
