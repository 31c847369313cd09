import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { captureDownloads, savedBy } from './exports';
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
import { publishedCounts, publishedFigures } from './published';
import { sleepFor } from './sleep';

const COMMAND = new URL('../../target/debug/latin-rectangles', import.meta.url).pathname;

/** 5 × 8 but for its last two first columns: latin-rectangles count 5 8 --units 0..33 --checkpoint FILE */
const ALL_BUT_TWO = readFileSync(new URL('5x8-all-but-two.checkpoint', import.meta.url), 'utf8');

test.describe.configure({ lock: 'processors', timeout: 240_000 });

const offer = (page: Page, shape?: string) =>
  page.locator(shape === undefined ? '[data-unfinished]' : `[data-unfinished="${shape}"]`);
const pause = (page: Page) => page.getByRole('button', { name: 'Pause' }).click();
const resume = (page: Page) => offer(page).getByRole('button', { name: 'Resume' }).click();
const between = (least: number, most: number) => least + Math.random() * (most - least);

/** Parts done, as the offer has it. */
async function partsDone(page: Page, shape: string): Promise<number> {
  const text = (await offer(page, shape).textContent({ timeout: 10_000 })) ?? '';
  return Number(/: (\d+) of \d+ parts? done/.exec(text)?.[1]);
}

/** Opens the page and presses Count, confirming if it asks. */
async function start(page: Page, query: string, then: State = 'running'): Promise<void> {
  await open(page, query);
  await page.locator('#columns').press('Enter');
  const yes = page.getByRole('button', { name: 'Count anyway' });
  // An offer may show the same before the press takes effect.
  const away = page.getByRole('alert').getByRole('button', { name: 'Watch it' });
  await expect(yes.or(away).or(page.locator('[data-state=running]')).first()).toBeVisible();
  if (await yes.isVisible()) await yes.click();
  await expectState(page, then);
}

const expectColumnsDone = (page: Page, least: number) =>
  expect
    .poll(() => page.locator('.first-column.done').count(), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(least);

const take = (page: Page, name: string, content: string) =>
  page
    .getByLabel('A checkpoint file')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

/** Of a count that was resumed nothing is left but its result. */
async function expectOver(page: Page): Promise<void> {
  await expect(page.locator('.facts')).toContainText('of it in earlier runs');
  await expect(offer(page)).toHaveCount(0);
  await page.reload();
  await expectState(page, 'idle');
  await expect(page.locator('[data-saved]')).toBeVisible();
  await expect(offer(page)).toHaveCount(0);
}

/** Opens the page with the checkpoint, which is offered to be resumed. */
async function openAllButTwo(page: Page): Promise<void> {
  await open(page, 'r=5&n=8&workers=2&engine=enumerate');
  await take(page, 'all-but-two.json', ALL_BUT_TWO);
  await expect(page.getByText('5 × 8 opened from all-but-two.json.')).toBeVisible();
  expect(await partsDone(page, '5x8')).toBe(33);
}

/** Has progress saved at another interval than five seconds; call it before a page is opened. */
const autosaveEvery = (context: BrowserContext, ms: number) =>
  context.addInitScript((autosaveMs) => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      const sent = message.type === 'open' ? { ...message, autosaveMs } : message;
      Reflect.apply(postMessage, this, [sent, ...rest]);
    };
  }, ms);

test('a paused count is offered after a reload, and resumed', {
  tag: '@firefox',
}, async ({ page }) => {
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  await expectColumnsDone(page, 2);
  await pause(page);
  await expectState(page, 'cancelled');
  await expectNoFigure(page);
  await expect(page.locator('.main')).toContainText('Paused; progress is saved.');
  const done = await partsDone(page, '5x8');
  expect(done).toBeGreaterThanOrEqual(2);

  await page.reload();
  expect(await partsDone(page, '5x8')).toBe(done);
  await resume(page);
  await expectState(page, 'running');
  await expectColumnsDone(page, done + 2);
  await expectNoFigure(page);
});

test('a checkpoint of the command is resumed to the right figures', { tag: '@firefox' }, async ({ page }) => {
  await openAllButTwo(page);
  await resume(page);
  await expectState(page, 'running');
  await expectColumnsDone(page, 33);
  await expectNoFigure(page);
  await expectState(page, 'done', 60_000);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 8));
  await expectOver(page);
});

test('a count by classes is paused, and resumed after a reload', { tag: '@long' }, async ({ page }) => {
  const blocks = () => page.getByRole('progressbar').getAttribute('aria-valuenow').then(Number);
  await start(page, 'r=6&n=10&workers=2&engine=classes');
  await expect.poll(blocks, { timeout: 60_000 }).toBeGreaterThanOrEqual(40);
  await pause(page);
  await expectState(page, 'cancelled');
  await expectNoFigure(page);
  await expect(page.locator('.main')).toContainText('Paused; progress is saved.');
  const text = await offer(page, 'n-10').textContent();
  const done = Number(/: (\d+) of \d+ blocks done/.exec(text ?? '')?.[1]);
  expect(done).toBeGreaterThanOrEqual(40);

  await page.reload();
  await resume(page);
  await expectState(page, 'running');
  // The first figure of the new run includes earlier progress.
  await expect(page.getByRole('progressbar')).toBeVisible();
  expect(await blocks()).toBeGreaterThanOrEqual(done);
  await expectState(page, 'done', 180_000);
  const [reduced, total] = publishedCounts(6, 10);
  expect(await figures(view(page))).toMatchObject({ reduced, total });
  await expect(offer(page)).toHaveCount(0);
});

test('progress can be discarded and restored; a damaged or foreign checkpoint is refused', {
  tag: '@quick',
}, async ({ page }) => {
  await captureDownloads(page);
  await openAllButTwo(page);
  const done = 33;
  const text = await savedBy(page, 'Download');
  // What was written in the first format is written in that of today.
  expect([JSON.parse(ALL_BUT_TWO), JSON.parse(text)]).toMatchObject([{ format: 1 }, { format: 2 }]);

  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(offer(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await partsDone(page, '5x8')).toBe(done);
  await page.getByRole('button', { name: 'Discard' }).click();

  await take(page, 'damaged.json', text.replace('"outputs":"A', '"outputs":"B'));
  await expect(page.getByRole('alert')).toContainText(
    'damaged.json was not imported. This checkpoint is damaged',
  );
  await take(page, 'other.json', text.replace('"format":2', '"format":3'));
  await expect(page.getByRole('alert')).toContainText('has format 3, of a newer version of this program');
  await take(page, 'none.json', '<b>no checkpoint</b>');
  await expect(page.getByRole('alert')).toContainText('This is not a checkpoint');
  await expect(offer(page)).toHaveCount(0);

  await take(page, 'good.json', text);
  await expect(page.getByText('5 × 8 opened from good.json.')).toBeVisible();
  expect(await partsDone(page, '5x8')).toBe(done);
  expect(await savedBy(page, 'Download')).toBe(text);
});

test('one tab counts a job; another one shows that, and watches it', { tag: '@firefox' }, async ({
  page,
  context,
}) => {
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

/** How many counts have saved progress. */
const savedJobs = (page: Page) =>
  page.evaluate(async () => {
    const NAME = `latin-rectangles ${location.pathname}`;
    if (!(await indexedDB.databases()).some(({ name }) => name === NAME)) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open(NAME);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('checkpoints').objectStore('checkpoints').count();
        counting.onerror = () => reject(counting.error);
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
  });

test('a watching tab shows when the other one is closed, and resumes itself', async ({ page, context }) => {
  await autosaveEvery(context, 100);
  await start(page, 'r=5&n=8&workers=2&engine=enumerate');
  const second = await context.newPage();
  await start(second, 'r=5&n=8&workers=2&engine=enumerate', 'idle');
  await second.getByRole('button', { name: 'Watch it' }).click();
  await expectColumnsDone(second, 1);
  await expect.poll(() => savedJobs(page)).toBe(1);
  await page.close();
  await expectState(second, 'failed');
  await expect(second.getByRole('alert')).toContainText('The other tab has stopped counting.');
  expect(await partsDone(second, '5x8')).toBeGreaterThan(0);
  await resume(second);
  await expectState(second, 'running');
  await expectColumnsDone(second, 1);
});

test.describe('a sequence', () => {
  /** It takes longer than five seconds on any machine, so that it waits for the button and its progress is saved. */
  const QUERY = 'view=sequences&rows=5&figure=K&to=30&workers=2';
  const note = (page: Page) => page.locator('#sequence-note');
  const button = (page: Page, name: 'Count' | 'Resume' | 'Cancel') =>
    page
      .locator('.sequence-count')
      .getByRole('button', { name: name === 'Cancel' ? name : `${name} 26 terms` });
  const expectSequence = (page: Page, state: State, timeout = 15_000) =>
    expect(page.locator(`[data-sequence-state=${state}]`)).toBeVisible({ timeout });

  async function openSequence(page: Page, name: 'Count' | 'Resume'): Promise<void> {
    await page.goto(`./?${QUERY}`);
    await expect(note(page)).toContainText('About', { timeout: 15_000 });
    await expect(button(page, name)).toHaveAttribute('aria-disabled', 'false');
  }

  const perCent = async (page: Page) =>
    Number(await page.getByRole('progressbar', { name: 'Counted' }).getAttribute('aria-valuenow'));

  const expectPerCent = (page: Page, least: number) =>
    expect.poll(() => perCent(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(least);

  test('that is cancelled is resumed after a reload', {
    tag: '@firefox',
  }, async ({ page }) => {
    await openSequence(page, 'Count');
    await button(page, 'Count').click();
    await expectPerCent(page, 10);
    const done = await perCent(page);
    await button(page, 'Cancel').click();
    await expectSequence(page, 'cancelled');
    await expect(note(page)).toContainText('Paused; progress is saved.');
    await expect(page.locator('[data-value]')).toHaveCount(0);

    await page.reload();
    await expect(note(page)).toContainText('Progress is saved.');
    await button(page, 'Resume').click();
    await expectSequence(page, 'running');
    // The first figure of the new run includes earlier progress.
    await expect.poll(() => perCent(page)).toBeGreaterThan(0);
    // A unit that was under way is counted again.
    expect(await perCent(page)).toBeGreaterThanOrEqual(done - 5);
    await expectPerCent(page, done + 5);
    await expect(page.locator('[data-value]')).toHaveCount(0);
  });

  test('is counted in one tab; another one shows that, and resumes it when the first has stopped', {
    tag: '@firefox',
  }, async ({ page, context }) => {
    await autosaveEvery(context, 100);
    await openSequence(page, 'Count');
    await button(page, 'Count').click();
    await expectPerCent(page, 5);
    await expect.poll(() => savedJobs(page)).toBe(1);
    const second = await context.newPage();
    await openSequence(second, 'Resume');
    await button(second, 'Resume').click();
    await expectSequence(second, 'failed');
    await expect(note(second)).toContainText('It is being counted in another tab.');
    await expect(second.locator('[data-value]')).toHaveCount(0);

    await page.bringToFront();
    await button(page, 'Cancel').click();
    await expectSequence(page, 'cancelled');
    await second.bringToFront();
    await button(second, 'Resume').click();
    await expectSequence(second, 'running');
    await expect.poll(() => perCent(second)).toBeGreaterThan(0);
    await button(second, 'Cancel').click();
    await expectSequence(second, 'cancelled');
    await expect(note(second)).toContainText('Paused; progress is saved.');
  });

  test('is resumed for another figure of the same shapes, to the right figures', { tag: '@long' }, async ({
    page,
  }) => {
    await openSequence(page, 'Count');
    await button(page, 'Count').click();
    await expectPerCent(page, 10);
    await button(page, 'Cancel').click();
    await expectSequence(page, 'cancelled');
    await page.goto(`./?${QUERY.replace('figure=K', 'figure=K%2B')}`);
    await button(page, 'Resume').click({ timeout: 15_000 });
    await expect.poll(() => perCent(page)).toBeGreaterThan(5);
    await expectSequence(page, 'done', 180_000);
    await expect(page.locator('[data-at="6"]')).toHaveAttribute(
      'data-value',
      publishedFigures(5, 6).positive ?? '',
    );
    expect(await savedJobs(page)).toBe(0);
  });
});

test('if nothing can be stored the page shows that, and keeps counting', async ({
  page,
  context,
  inWorker,
}) => {
  await autosaveEvery(context, 100);
  inWorker(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  // Parts of a first column are done sooner than a whole one.
  await start(page, 'r=5&n=8&workers=2&schedule=split&engine=enumerate');
  await expect(page.locator('.main')).toContainText('Progress cannot be saved here', { timeout: 60_000 });
  const seen = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(seen);
});

test.describe('the long way', { tag: '@long' }, () => {
  test.skip(
    ({ browserName }) => browserName !== 'chromium',
    'it takes a minute, and the parts are tested in each',
  );

  /** Resumes a file with the command, which is interrupted some time after its first save. */
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
    const text = await savedBy(page, 'Download');
    const longer = await inCommand(text);
    if (!(await page.getByLabel('A checkpoint file').count()))
      await page.getByRole('button', { name: 'More', exact: true }).click();
    await take(page, 'longer.json', longer);
    await expect(page.getByText('5 × 8 opened from longer.json.')).toBeVisible();
    expect(await partsDone(page, '5x8')).toBeGreaterThan(before);
  }

  test('5 × 8 interrupted five times, twice of it moving to the command and back, and slept over, gives the same figures', async ({
    page,
    context,
  }) => {
    test.setTimeout(400_000);
    let tab = page;
    await captureDownloads(tab);
    await start(tab, 'r=5&n=8&workers=2&engine=enumerate');
    for (const way of ['close', 'command', 'reload', 'command', 'close']) {
      // Progress is saved every 5 s.
      await expectColumnsDone(tab, 1);
      await tab.waitForTimeout(1000 * between(way === 'command' ? 0 : 5.2, 8));
      if (way === 'command') await throughCommand(tab);
      else if (way === 'reload') await tab.reload();
      else tab = await reopened(tab, context);
      const done = await partsDone(tab, '5x8');
      expect(done).toBeGreaterThan(0);
      await resume(tab);
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
    await captureDownloads(next);
    await open(next, 'r=5&n=8&workers=2&engine=enumerate');
    return next;
  }
});
