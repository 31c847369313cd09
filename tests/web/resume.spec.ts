import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { confirmLong, expect, expectNoFigure, expectState, figures, open, soFar, test, view } from './page';
import { publishedFigures } from './published';

const COMMAND = new URL('../../target/debug/latin-rectangles', import.meta.url).pathname;

declare global {
  var saved: Blob[];
}

/** A download cannot be read back in every browser. */
const rememberBlobs = (page: Page) =>
  page.addInitScript(() => {
    globalThis.saved = [];
    const address = URL.createObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      saved.push(blob);
      return address.call(URL, blob);
    };
  });

const offer = (page: Page, shape: string) => page.locator(`[data-unfinished="${shape}"]`);
const pause = (page: Page) => page.getByRole('button', { name: 'Pause' }).click();
const goOn = (page: Page) => page.locator('[data-unfinished]').getByRole('button', { name: 'Go on' }).click();
const between = (least: number, most: number) => least + Math.random() * (most - least);

/** Parts done, as the offer has it. */
async function partsDone(page: Page, shape: string): Promise<number> {
  const text = (await offer(page, shape).textContent({ timeout: 10_000 })) ?? '';
  return Number(/: (\d+) of \d+ parts? done/.exec(text)?.[1]);
}

async function start(page: Page, query: string): Promise<void> {
  await open(page, query);
  await page.locator('#columns').press('Enter');
  await confirmLong(page);
  await expectState(page, 'running');
}

test('a paused count is offered after a reload, and gone on with to the right figures', async ({ page }) => {
  await start(page, 'r=4&n=9&workers=1');
  await expect.poll(() => page.locator('.col.done').count()).toBeGreaterThan(2);
  await pause(page);
  await expectState(page, 'cancelled');
  await expectNoFigure(page);
  await expect(page.locator('.main')).toContainText('Stopped, and kept.');
  const done = await partsDone(page, '4x9');
  expect(done).toBeGreaterThan(2);

  await page.reload();
  expect(await partsDone(page, '4x9')).toBe(done);
  await goOn(page);
  await expectState(page, 'running');
  await expect.poll(() => page.locator('.col.done').count()).toBeGreaterThanOrEqual(done);
  await expectState(page, 'done', 60_000);
  expect(await figures(view(page))).toEqual(publishedFigures(4, 9));
  await expect(page.locator('.facts')).toContainText('of it in earlier runs');
  await expect(page.locator('[data-unfinished]')).toHaveCount(0);
  await page.reload();
  await expectState(page, 'idle');
  await expect(page.locator('[data-saved]')).toBeVisible();
  await expect(page.locator('[data-unfinished]')).toHaveCount(0);
});

test('what is done can be discarded and fetched back; a damaged or foreign checkpoint is refused', async ({
  page,
}) => {
  await rememberBlobs(page);
  await start(page, 'r=4&n=9&workers=1');
  await expect.poll(() => page.locator('.col.done').count()).toBeGreaterThan(2);
  await pause(page);
  const done = await partsDone(page, '4x9');
  await page.getByRole('button', { name: 'Download' }).click();
  const text = (await page.evaluate(() => saved.at(-1)?.text())) ?? '';

  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.locator('[data-unfinished]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await partsDone(page, '4x9')).toBe(done);
  await page.getByRole('button', { name: 'Discard' }).click();

  await page.getByRole('button', { name: 'More' }).click();
  const take = async (name: string, content: string) =>
    page
      .getByLabel('A checkpoint of a count')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await take('damaged.json', text.replace(/"positive":"\d/, '"positive":"9'));
  await expect(page.getByRole('alert')).toContainText(
    'Nothing is taken from damaged.json. This checkpoint is damaged',
  );
  await take('other.json', text.replace(/"version":"[^"]*"/, '"version":"0.0.1"'));
  await expect(page.getByRole('alert')).toContainText('of program version 0.0.1');
  await take('none.json', '<b>no checkpoint</b>');
  await expect(page.getByRole('alert')).toContainText('This is not a checkpoint');
  await expect(page.locator('[data-unfinished]')).toHaveCount(0);

  await take('good.json', text);
  await expect(page.getByText('4 × 9 is taken from good.json.')).toBeVisible();
  expect(await partsDone(page, '4x9')).toBe(done);
});

test('one tab counts a job; another one says so, and watches it to the end', async ({ page, context }) => {
  await start(page, 'r=4&n=9&workers=1');
  await expect(soFar(page)).toBeVisible();
  const second = await context.newPage();
  await open(second, 'r=4&n=9&workers=1');
  await second.locator('#columns').press('Enter');
  await confirmLong(second).catch(() => {});
  await expect(second.getByRole('alert')).toContainText('4 × 9 is being counted in another tab.');
  await second.getByRole('button', { name: 'Watch it' }).click();
  await expect(soFar(second)).toBeVisible();
  await expectState(page, 'done', 60_000);
  await expectState(second, 'done');
  expect(await figures(view(second))).toEqual(publishedFigures(4, 9));
});

test('where nothing can be stored the page says so, and counts on', async ({ page, inWorker }) => {
  await inWorker(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await start(page, 'r=4&n=9&workers=1');
  await expect(page.locator('.main')).toContainText('What is done cannot be kept here', { timeout: 15_000 });
  await expectState(page, 'done', 60_000);
  expect(await figures(view(page))).toEqual(publishedFigures(4, 9));
});

test.describe('the long way', () => {
  test.skip(
    ({ browserName }) => browserName !== 'chromium',
    'it takes a minute, and the parts are tested in each',
  );

  /** Goes on with a file in the command until it is interrupted. */
  async function inCommand(text: string, seconds: number): Promise<string> {
    const file = join(mkdtempSync(join(tmpdir(), 'checkpoint-')), 'count.json');
    writeFileSync(file, text);
    const child: ChildProcess = spawn(COMMAND, ['count', '5', '8', '--workers', '2', '--checkpoint', file]);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    child.kill('SIGINT');
    await once(child, 'exit');
    return readFileSync(file, 'utf8');
  }

  /** Pauses, and takes the checkpoint to the command and back. */
  async function throughCommand(page: Page): Promise<void> {
    await pause(page);
    await expectState(page, 'cancelled');
    const before = await partsDone(page, '5x8');
    await page.getByRole('button', { name: 'Download' }).click();
    const text = (await page.evaluate(() => saved.at(-1)?.text())) ?? '';
    const longer = await inCommand(text, between(3, 5));
    if (!(await page.getByLabel('A checkpoint of a count').count()))
      await page.getByRole('button', { name: 'More' }).click();
    await page
      .getByLabel('A checkpoint of a count')
      .setInputFiles({ name: 'longer.json', mimeType: 'application/json', buffer: Buffer.from(longer) });
    await expect(page.getByText('5 × 8 is taken from longer.json.')).toBeVisible();
    expect(await partsDone(page, '5x8')).toBeGreaterThan(before);
  }

  test('5 × 8 interrupted five times, twice of it moving to the command and back, gives the same figures', async ({
    page,
    context,
  }) => {
    test.setTimeout(240_000);
    let tab = page;
    await rememberBlobs(tab);
    await start(tab, 'r=5&n=8&workers=2');
    for (const way of ['close', 'command', 'reload', 'command', 'close']) {
      await tab.waitForTimeout(1000 * between(way === 'command' ? 1.5 : 5.5, way === 'command' ? 4 : 8));
      if (way === 'command') await throughCommand(tab);
      else if (way === 'reload') await tab.reload();
      else tab = await reopened(tab, context);
      const done = await partsDone(tab, '5x8');
      expect(done).toBeGreaterThan(0);
      await goOn(tab);
      await expectState(tab, 'running');
    }
    await expectState(tab, 'done', 120_000);
    expect(await figures(view(tab))).toEqual(publishedFigures(5, 8));
  });

  async function reopened(tab: Page, context: BrowserContext): Promise<Page> {
    await tab.close();
    const next = await context.newPage();
    await rememberBlobs(next);
    await open(next, 'r=5&n=8&workers=2');
    return next;
  }
});
