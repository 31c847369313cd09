import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import {
  digitsSoFar,
  expect,
  expectNoFigure,
  expectState,
  figures,
  open,
  type State,
  test,
  view,
} from './page';
import { publishedFigures } from './published';
import { sleepFor } from './sleep';

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

test.describe.configure({ timeout: 240_000 });

const offer = (page: Page, shape?: string) =>
  page.locator(shape === undefined ? '[data-unfinished]' : `[data-unfinished="${shape}"]`);
const pause = (page: Page) => page.getByRole('button', { name: 'Pause' }).click();
const goOn = (page: Page) => offer(page).getByRole('button', { name: 'Go on' }).click();
const between = (least: number, most: number) => least + Math.random() * (most - least);

/** Parts done, as the offer has it. */
async function partsDone(page: Page, shape: string): Promise<number> {
  const text = (await offer(page, shape).textContent({ timeout: 10_000 })) ?? '';
  return Number(/: (\d+) of \d+ parts? done/.exec(text)?.[1]);
}

/** Opens the page and presses Count, saying yes where it asks. */
async function start(page: Page, query: string, then: State = 'running'): Promise<void> {
  await open(page, query);
  await page.locator('#columns').press('Enter');
  const yes = page.getByRole('button', { name: 'Count all the same' });
  // An offer may say the same before the press is answered.
  const away = page.getByRole('alert').getByRole('button', { name: 'Watch it' });
  await expect(yes.or(away).or(page.locator('[data-state=running]')).first()).toBeVisible();
  if (await yes.isVisible()) await yes.click();
  await expectState(page, then);
}

const expectColumnsDone = (page: Page, least: number) =>
  expect.poll(() => page.locator('.col.done').count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(least);

const take = (page: Page, name: string, content: string) =>
  page
    .getByLabel('A checkpoint of a count')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

/** Of a count that was gone on with nothing is left but its result. */
async function expectOver(page: Page): Promise<void> {
  await expect(page.locator('.facts')).toContainText('of it in earlier runs');
  await expect(offer(page)).toHaveCount(0);
  await page.reload();
  await expectState(page, 'idle');
  await expect(page.locator('[data-saved]')).toBeVisible();
  await expect(offer(page)).toHaveCount(0);
}

test('a paused count is offered after a reload, and gone on with to the right figures', async ({
  page,
  browserName,
}) => {
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  await expectColumnsDone(page, 2);
  await pause(page);
  await expectState(page, 'cancelled');
  await expectNoFigure(page);
  await expect(page.locator('.main')).toContainText('Stopped, and kept.');
  const done = await partsDone(page, '5x8');
  expect(done).toBeGreaterThanOrEqual(2);

  await page.reload();
  expect(await partsDone(page, '5x8')).toBe(done);
  await goOn(page);
  await expectState(page, 'running');
  await expectColumnsDone(page, done + 2);
  await expectNoFigure(page);
  if (browserName === 'chromium') return; // there the long way goes to the end
  await expectState(page, 'done', 180_000);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 8));
  await expectOver(page);
});

test('what is done can be discarded and fetched back; a damaged or foreign checkpoint is refused', async ({
  page,
}) => {
  await rememberBlobs(page);
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  await expectColumnsDone(page, 2);
  await pause(page);
  const done = await partsDone(page, '5x8');
  await page.getByRole('button', { name: 'Download' }).click();
  const text = (await page.evaluate(() => saved.at(-1)?.text())) ?? '';

  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(offer(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await partsDone(page, '5x8')).toBe(done);
  await page.getByRole('button', { name: 'Discard' }).click();

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await take(page, 'damaged.json', text.replace(/"positive":"\d/, '"positive":"9'));
  await expect(page.getByRole('alert')).toContainText(
    'Nothing is taken from damaged.json. This checkpoint is damaged',
  );
  await take(page, 'other.json', text.replace(/"version":"[^"]*"/, '"version":"0.0.1"'));
  await expect(page.getByRole('alert')).toContainText('of program version 0.0.1');
  await take(page, 'none.json', '<b>no checkpoint</b>');
  await expect(page.getByRole('alert')).toContainText('This is not a checkpoint');
  await expect(offer(page)).toHaveCount(0);

  await take(page, 'good.json', text);
  await expect(page.getByText('5 × 8 is taken from good.json.')).toBeVisible();
  expect(await partsDone(page, '5x8')).toBe(done);
});

test('one tab counts a job; another one says so, and watches it', async ({ page, context }) => {
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  await expectColumnsDone(page, 1);
  const second = await context.newPage();
  await start(second, 'r=5&n=8&workers=2&engine=enumerate', 'idle');
  await expect(second.getByRole('alert')).toContainText('5 × 8 is being counted in another tab.');
  await second.getByRole('button', { name: 'Watch it' }).click();
  await expectColumnsDone(second, 1);
  const seen = await digitsSoFar(second);
  await expect.poll(() => digitsSoFar(second)).toBeGreaterThan(seen);

  await page.bringToFront();
  await page.keyboard.press('Escape');
  await expectState(page, 'cancelled');
  await expectState(second, 'cancelled');
  await expect(second.locator('.main')).toContainText('Cancelled in the other tab.');
  await expectNoFigure(second);
});

test('a tab that watches says so when the other one is closed, and goes on itself', async ({
  page,
  context,
}) => {
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  const second = await context.newPage();
  await start(second, 'r=5&n=8&workers=2&engine=enumerate', 'idle');
  await second.getByRole('button', { name: 'Watch it' }).click();
  await expectColumnsDone(second, 1);
  // Until it has been kept.
  await page.waitForTimeout(6000);
  await page.close();
  await expectState(second, 'failed');
  await expect(second.getByRole('alert')).toContainText('The other tab does not count it any more.');
  expect(await partsDone(second, '5x8')).toBeGreaterThan(0);
  await goOn(second);
  await expectState(second, 'running');
  await expectColumnsDone(second, 1);
});

test('where nothing can be stored the page says so, and counts on', async ({ page, inWorker }) => {
  inWorker(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  await expect(page.locator('.main')).toContainText('What is done cannot be kept here', { timeout: 15_000 });
  const seen = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(seen);
});

test.describe('the long way', () => {
  test.skip(
    ({ browserName }) => browserName !== 'chromium',
    'it takes a minute, and the parts are tested in each',
  );

  /** Goes on with a file in the command, which is interrupted some time after it has first kept more. */
  async function inCommand(text: string): Promise<string> {
    const file = join(mkdtempSync(join(tmpdir(), 'checkpoint-')), 'count.json');
    writeFileSync(file, text);
    const child: ChildProcess = spawn(COMMAND, ['count', '5', '8', '--workers', '2', '--checkpoint', file]);
    await expect
      .poll(() => doneIn(readFileSync(file, 'utf8')), { timeout: 30_000 })
      .toBeGreaterThan(doneIn(text));
    await new Promise((resolve) => setTimeout(resolve, between(0, 2000)));
    child.kill('SIGINT');
    await once(child, 'exit');
    return readFileSync(file, 'utf8');
  }

  const doneIn = (checkpoint: string) => JSON.parse(checkpoint).done.length;

  /** Pauses, and takes the checkpoint to the command and back. */
  async function throughCommand(page: Page): Promise<void> {
    await pause(page);
    await expectState(page, 'cancelled');
    const before = await partsDone(page, '5x8');
    await page.getByRole('button', { name: 'Download' }).click();
    const text = (await page.evaluate(() => saved.at(-1)?.text())) ?? '';
    const longer = await inCommand(text);
    if (!(await page.getByLabel('A checkpoint of a count').count()))
      await page.getByRole('button', { name: 'More', exact: true }).click();
    await take(page, 'longer.json', longer);
    await expect(page.getByText('5 × 8 is taken from longer.json.')).toBeVisible();
    expect(await partsDone(page, '5x8')).toBeGreaterThan(before);
  }

  test('5 × 8 interrupted five times, twice of it moving to the command and back, and slept over, gives the same figures', async ({
    page,
    context,
  }) => {
    test.setTimeout(400_000);
    let tab = page;
    await rememberBlobs(tab);
    await start(tab, 'r=5&n=8&workers=2&engine=enumerate');
    for (const way of ['close', 'command', 'reload', 'command', 'close']) {
      // What is done is kept every 5 s.
      await expectColumnsDone(tab, 1);
      await tab.waitForTimeout(1000 * between(way === 'command' ? 0 : 5.2, 8));
      if (way === 'command') await throughCommand(tab);
      else if (way === 'reload') await tab.reload();
      else tab = await reopened(tab, context);
      const done = await partsDone(tab, '5x8');
      expect(done).toBeGreaterThan(0);
      await goOn(tab);
      await expectState(tab, 'running');
    }
    await sleepFor(6000);
    await expectState(tab, 'done', 180_000);
    expect(await figures(view(tab))).toEqual(publishedFigures(5, 8));
    await expectOver(tab);
  });

  async function reopened(tab: Page, context: BrowserContext): Promise<Page> {
    await tab.close();
    const next = await context.newPage();
    await rememberBlobs(next);
    await open(next, 'r=5&n=8&workers=2&engine=enumerate');
    return next;
  }
});
