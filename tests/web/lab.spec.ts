import type { Page } from '@playwright/test';
import type { LabReport } from '../../www/model/generated';
import { expectAccessible, expectFits } from './accessible';
import { captureDownloads, savedBy } from './exports';
import { expectSound, expectTwoWorkersOn5x6 } from './lab-report';
import { countShape, expect, figures, test, view } from './page';
import { expectOnPaper } from './paper';
import { publishedFigures } from './published';
import { expectLiving, expectMessageWorkers } from './workers';

test.describe.configure({ lock: 'processors' });

type LabState = 'idle' | 'measuring' | 'done' | 'cancelled' | 'failed';

const MEASURED_WITHIN = 120_000;
/** What the page promises. */
const CANCELLED_WITHIN = 1000;

const lab = (page: Page) => page.locator('[data-lab-state]');
const measureButton = (page: Page) => page.getByRole('button', { name: /^Measure/ });
const cancelButton = (page: Page) => page.getByRole('button', { name: 'Cancel', exact: true });
const answered = (page: Page, question: number) =>
  page.locator(`#q${question}[data-answer], #q${question} [data-answer]`).first();

const expectLabState = (page: Page, state: LabState, timeout = 15_000) =>
  expect(lab(page)).toHaveAttribute('data-lab-state', state, { timeout });

/** Opens the lab, ready to measure. */
async function openLab(page: Page, query = ''): Promise<void> {
  await page.goto(`./?view=lab${query}`);
  await expectLabState(page, 'idle');
  await expect(measureButton(page)).toBeEnabled({ timeout: 15_000 });
}

/** Some steps are done and some are not. */
async function expectUnderWay(page: Page): Promise<void> {
  await expectLabState(page, 'measuring');
  const bar = lab(page).getByRole('progressbar');
  const percent = async () => Number(await bar.getAttribute('aria-valuenow'));
  await expect.poll(percent, { timeout: 15_000 }).toBeGreaterThan(5);
}

/** Waits until measuring has ended; fails with the reason if it stops early. */
async function expectMeasured(page: Page): Promise<void> {
  await expectLabState(page, 'measuring');
  // An unmet expectation would describe the whole page each time, on the page's own thread.
  await page
    .locator('[data-lab-state]:not([data-lab-state=measuring])')
    .waitFor({ timeout: MEASURED_WITHIN });
  await expect(lab(page)).not.toContainText('Stopped: ');
  await expectLabState(page, 'done');
}

/** Measures; in Chromium, no task of the page's thread may work for long meanwhile. */
async function measure(page: Page): Promise<void> {
  const browser = page.context().browser();
  const chromium = browser?.browserType().name() === 'chromium' ? browser : null;
  await chromium?.startTracing(page, { categories: ['toplevel'] });
  await measureButton(page).click();
  await expectMeasured(page);
  if (chromium) expect(longTasks(await chromium.stopTracing())).toEqual([]);
}

type TraceEvent = {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { name?: string; chrome_mojo_event_info?: { mojo_interface_tag?: string } };
};

/** What this test asks the page, and what the browser does to start a worker, is done on the page's thread too. */
const NOT_OF_THE_PAGE = ['blink.mojom.DevToolsSession', 'blink.mojom.DedicatedWorkerHostFactoryClient'];

/** The tasks of a page's own thread that had a processor for more than 50 ms; waiting for one does not count. */
function longTasks(trace: Buffer): TraceEvent[] {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace.toString());
  const pages = traceEvents.filter(({ args }) => args.name === 'CrRendererMain');
  const events = traceEvents.filter(({ pid, tid }) =>
    pages.some((page) => page.pid === pid && page.tid === tid),
  );
  const messages = events.filter(({ args }) =>
    NOT_OF_THE_PAGE.includes(args.chrome_mojo_event_info?.mojo_interface_tag ?? ''),
  );
  expect(messages).not.toEqual([]);
  const tasks = events
    .filter(({ name }) => name.endsWith('RunTask'))
    .filter(({ ts, dur = 0 }) => !messages.some((message) => ts <= message.ts && message.ts <= ts + dur));
  expect(tasks).not.toEqual([]);
  return tasks.filter(({ tdur = 0 }) => tdur > 50_000);
}

async function saveReport(page: Page): Promise<LabReport> {
  return JSON.parse(await savedBy(page, 'Save report'));
}

test.beforeEach(async ({ page }) => {
  await captureDownloads(page);
});

test('one press answers seven questions, the report matches the page, and its sessions are gone', {
  tag: '@firefox',
}, async ({ page, browserName }) => {
  test.setTimeout(4 * MEASURED_WITHIN);
  // Which shape is timed is measured too, which is longer.
  await openLab(page, browserName === 'chromium' ? '&workers=2' : '&workers=2&timed=4x7');
  await expect(measureButton(page)).toHaveCount(1);
  await expect(page.locator('[data-answer]')).toHaveCount(0);
  await expectLiving(page, 2);
  if (browserName === 'chromium') await expectAccessible(page);
  // It never starts by itself.
  await page.waitForTimeout(1000);
  await expectLabState(page, 'idle');

  await measure(page);
  for (let question = 1; question <= 7; question++) await expect(answered(page, question)).toBeVisible();
  await expectLiving(page, 2);

  const report = await saveReport(page);
  expectSound(report);
  expectTwoWorkersOn5x6(report);
  expect(report.machine.platform).toMatch(
    browserName === 'firefox' ? /^Firefox \d+ on / : /^(Headless)?Chrom\w+ \d+ on /,
  );
  expect(report.machine.no_threads).toBeNull();

  await page.locator('input[type=file]').setInputFiles({
    name: 'the-same.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(report)),
  });
  await expect(lab(page)).toContainText('the-same.json');
  await page.getByRole('button', { name: 'Close' }).click();

  await expect(page.locator('[data-answer]')).toHaveCount(7);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 844 });
  await expectFits(page);
  if (browserName === 'chromium') {
    const answers = await page.locator('.question-answer .num').allTextContents();
    expect(answers).toHaveLength(7);
    await expectOnPaper(
      page,
      [...answers, 'measured', `version ${report.version}`, 'view=lab'],
      ['Save', 'processors here', 'Open a report', 'Predict first', 'Larger'],
    );
  }
});

test('cancelling midway leaves no report, and the page is as usable as before', async ({ page }) => {
  test.setTimeout(MEASURED_WITHIN);
  await openLab(page, '&workers=2');
  await measureButton(page).click();
  await expectUnderWay(page);
  await cancelButton(page).click();
  await expectLabState(page, 'cancelled', CANCELLED_WITHIN);
  await expect(page.locator('[data-answer]')).toHaveCount(0);
  await expectLiving(page, 2);

  await measureButton(page).click();
  await expectUnderWay(page);
  await cancelButton(page).click();
  await expectLabState(page, 'cancelled', CANCELLED_WITHIN);

  await page.getByRole('link', { name: 'Count', exact: true }).click();
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('a count waits until the lab has stopped measuring', async ({ page }) => {
  await openLab(page, '&workers=2');
  await measureButton(page).click();
  await expectUnderWay(page);
  await page.getByRole('link', { name: 'Count', exact: true }).click();
  await page.locator('#columns').press('Enter');
  await page.waitForTimeout(500);
  await expect(page.locator('[data-value]')).toHaveCount(0);

  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await cancelButton(page).click();
  await expectLabState(page, 'cancelled', CANCELLED_WITHIN);
  await page.getByRole('link', { name: 'Count', exact: true }).click();
  await expect(view(page)).toHaveAttribute('data-state', 'done', { timeout: 15_000 });
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('a file that is no report is refused in a sentence', { tag: '@quick' }, async ({ page }) => {
  await openLab(page);
  for (const text of ['', 'not JSON', '{"format":1}', '[]']) {
    await page.locator('input[type=file]').setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect(lab(page)).toContainText('This is not a report of the lab');
  }
});

test.describe('without threads', () => {
  test.use({ isolated: false });

  test('four questions are answered, and the others show why not', async ({ page }) => {
    test.setTimeout(2 * MEASURED_WITHIN);
    await openLab(page, '&workers=2&timed=4x7');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await measureButton(page).click();
    await expectMeasured(page);
    const reason =
      'Workers without shared memory: this page was served without the headers that shared memory needs.';
    for (const question of [1, 2, 3, 4]) await expect(answered(page, question)).toBeVisible();
    for (const question of [5, 6, 7]) await expect(page.locator(`#q${question}`)).toContainText(reason);

    const report = await saveReport(page);
    expectSound(report);
    expect(report.machine.no_threads).toBe(reason);
    expect(report.records.filter(({ step }) => step.crew.pool)).toEqual([]);
    await expectMessageWorkers(page, 2);
  });
});
