import type { Page } from '@playwright/test';
import { dayKey } from '../../www/format/date';
import { expect, expectResultOf, expectState, open, test } from './page';

declare global {
  var captured: { copied: string[]; saved: Blob[] };
}

// Neither the clipboard nor a download can be read back in every browser.
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.captured = { copied: [], saved: [] };
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void captured.copied.push(text) },
    });
    const address = URL.createObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      captured.saved.push(blob);
      return address.call(URL, blob);
    };
  });
});

const lastCopied = (page: Page) => page.evaluate(() => captured.copied.at(-1));

test('the number, the link and the references are copied as they are', { tag: '@quick' }, async ({
  page,
  baseURL,
}) => {
  await open(page, 'r=4&n=6&workers=2&run');
  await expectState(page, 'done');
  const copy = async (label: string) => {
    const button = page.getByRole('button', { name: label });
    await button.click();
    await expect(button).toContainText('Copied');
    return lastCopied(page);
  };

  expect(await copy('Copy number')).toBe('393120');
  const link = await copy('Copy link');
  expect(link).toBe(`${baseURL}?r=4&n=6&workers=2&run`);

  const today = dayKey(new Date().toISOString());
  const text = (await copy('Copy text')) ?? '';
  const bibtex = (await copy('Copy BibTeX')) ?? '';
  for (const reference of [text, bibtex]) {
    for (const fact of ['Latin Rectangles 0.1.0', 'by enumeration, 2 workers', today, link ?? '']) {
      expect(reference).toContain(fact);
    }
  }
  for (const figure of ['K(4, 6) = 393,120', '203,040 even', '190,080 odd']) expect(text).toContain(figure);
  for (const figure of ['393120', '203040', '190080']) expect(bibtex).toContain(figure);
  expect(bibtex).toMatch(/^@(software|misc)\{/);
  await expect(page.getByRole('region', { name: 'Cite' })).toContainText(text);

  await page.goto(link ?? '');
  await expectResultOf(page, 4, 6);
});

test('the transcript of an answer is downloaded', async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2&run');
  await expectState(page, 'done');
  await page.getByRole('button', { name: 'Download transcript' }).click();
  await expect.poll(() => page.evaluate(() => captured.saved.length)).toBe(1);
  const text = (await page.evaluate(() => captured.saved[0]?.text())) ?? '';
  for (const line of [
    'Transcript of an answer',
    '  5 × 6 by enumerate, version 0.1.0, simd128, 2 workers, ',
    '    K  = 1,128,960\n',
    '  agrees       5 × 6: reduced rectangles of every first column, even + odd\n',
    '  agrees       5 × 6: K is the published value\n',
    '  Everything that was checked agrees.\n',
  ])
    expect(text).toContain(line);
  expect(text.match(/^\* .*$/gm)).toEqual([expect.stringMatching(/ on .*, \d+ processors?$/)]);
});

test('a refused clipboard is reported', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await open(page, 'r=4&n=6&run');
  await expectState(page, 'done');
  const button = page.getByRole('button', { name: 'Copy number' });
  await button.click();
  await expect(button).toContainText('Not copied');
  await expect(page.getByRole('status').getByText('Not copied')).toBeAttached();
});

test('the rectangles of one first column can be browsed and downloaded', async ({ page }) => {
  await open(page, 'r=4&n=5&run');
  await expectState(page, 'done');
  const browser = page.getByRole('region', { name: 'Browse one first column' });
  await browser.getByRole('button', { name: 'Show its 56 reduced rectangles' }).click();
  await expect(browser).toContainText('1 to 50 of 56');
  await expect(browser.locator('li')).toHaveCount(50);
  await browser.getByRole('button', { name: 'Next' }).click();
  await expect(browser).toContainText('51 to 56 of 56');
  await expect(browser.locator('li')).toHaveCount(6);
  await expect(browser.getByRole('button', { name: 'Next' })).toBeDisabled();
  await browser.getByLabel('First column').selectOption({ label: '(1, 2, 4, 5)' });
  await expect(browser).toContainText('1 to 50 of 56');
  const first = await browser.locator('li').first().locator('b').allTextContents();
  expectLatin(first, 5);
  expect([0, 5, 10, 15].map((cell) => first[cell])).toEqual(['1', '2', '4', '5']);

  await browser.getByRole('button', { name: 'Download all' }).click();
  await expect.poll(() => page.evaluate(() => captured.saved.length)).toBe(1);
  const file = (await page.evaluate(() => captured.saved[0]?.text())) ?? '';
  const paragraphs = file.trimEnd().split('\n\n');
  expect(new Set(paragraphs).size).toBe(56);
  expect(paragraphs.filter((paragraph) => paragraph.startsWith('+\n'))).toHaveLength(16);
  expect(paragraphs.filter((paragraph) => paragraph.startsWith('-\n'))).toHaveLength(40);
  for (const paragraph of paragraphs) {
    const rows = paragraph.split('\n').slice(1);
    expect(rows.map((row) => row[0]).join()).toBe('1,2,4,5');
    expectLatin(rows.join(' ').split(' '), 5);
  }
});

test('a rectangle of the shape is shown, and another', async ({ page }) => {
  await open(page, 'r=5&n=7&run');
  await expectState(page, 'done');
  const sample = page.getByRole('complementary', { name: 'One of the 4,057,344,000' });
  const read = async () => {
    await expect(sample.locator('b')).toHaveCount(35);
    await expect(sample.locator('b').last()).not.toHaveText('·');
    return sample.locator('b').allTextContents();
  };
  const first = await read();
  expectLatin(first, 7);
  await sample.getByRole('button', { name: 'Show another' }).click();
  await expect.poll(async () => (await read()).join()).not.toBe(first.join());
  expectLatin(await read(), 7);
});

function expectLatin(cells: string[], columns: number): void {
  const rows = Array.from({ length: cells.length / columns }, (_, r) =>
    cells.slice(r * columns, (r + 1) * columns),
  );
  expect(rows[0]).toEqual([...Array(columns).keys()].map((i) => String(i + 1)));
  for (const row of rows) expect(new Set(row).size).toBe(columns);
  for (let c = 0; c < columns; c++) expect(new Set(rows.map((row) => row[c])).size).toBe(rows.length);
}
