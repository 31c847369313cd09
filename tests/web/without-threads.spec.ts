import {
  confirmLong,
  countShape,
  digitsSoFar,
  expect,
  expectBothWorked,
  expectNoFigure,
  expectState,
  figures,
  figuresOfAll,
  goButton,
  open,
  startLong,
  test,
  view,
} from './page';
import { publishedCounts, publishedFigures } from './published';
import { rememberUnits, reportUnits, unitsOfPhases } from './units';
import { breakWorker, inside } from './worker-hooks';
import { expectLiving, expectMessageWorkers, expectOnlyMessageWorkers } from './workers';

test.describe.configure({ lock: 'processors' });

/** What the page promises. */
const CANCELLED_WITHIN = 1000;
const WHY = 'this page was served without the headers that shared memory needs.';

test.use({ isolated: false });

for (const schedule of ['dynamic', 'static', 'split']) {
  const details = schedule === 'dynamic' ? { tag: ['@firefox', '@quick'] } : {};
  test(
    `a page that is not isolated counts on workers without shared memory, ${schedule}, and shows that`,
    details,
    async ({ page }) => {
      await open(page, `r=5&n=7&workers=2&schedule=${schedule}&run`);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      await expectState(page, 'done');
      expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
      await expectBothWorked(page);
      await expect(page.locator('form').getByText(`Workers without shared memory: ${WHY}`)).toBeVisible();
      await expect(page.getByRole('contentinfo')).toContainText(
        `2 workers · SIMD · Workers without shared memory: ${WHY}`,
      );
      await expect(page.locator('main')).toContainText(', 2 workers,');
      await expectMessageWorkers(page, 2);
    },
  );
}

test('the whole table of n = 9 is counted by classes there too, by both workers', {
  tag: '@firefox',
}, async ({ page, inWorker }) => {
  test.setTimeout(120_000);
  inWorker(reportUnits, 'message');
  await rememberUnits(page);
  await open(page, 'r=all&n=9&workers=2&engine=classes&run');
  await expectState(page, 'done', 90_000);
  const all = await figuresOfAll(page.locator('[data-shape]'), 9);
  expect(all.map(({ reduced, total }) => [reduced, total])).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((rows) => publishedCounts(rows, 9)),
  );
  // The signs that are published.
  for (const rows of [1, 2, 8, 9]) expect(all[rows - 1]).toEqual(publishedFigures(rows, 9));
  const phases = await unitsOfPhases(page);
  const larger = phases.filter((ran) => ran.reduce((sum, units) => sum + units, 0) >= 8);
  expect(larger.length).toBeGreaterThan(5);
  for (const ran of larger) expect(ran, 'units of both workers').toHaveLength(2);
});

test('a long count by classes is cancelled there within half a second or so, and the next one counts', async ({
  page,
}) => {
  await open(page, 'r=10&n=10&workers=2&engine=classes&run');
  await confirmLong(page);
  await expect(page.getByRole('progressbar')).toBeVisible({ timeout: 15_000 });
  await goButton(page).click();
  await expectState(page, 'cancelled', CANCELLED_WITHIN);
  await expectNoFigure(page);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  // The engine has been started again if its lists took much memory.
  await expectOnlyMessageWorkers(page, 2);
});

test('another number of workers is a new pool', async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2');
  await expectMessageWorkers(page, 2);
  await page.locator('input[name=workers][value="1"]').check({ force: true });
  await expect(view(page)).toHaveAttribute('data-engine-state', 'ready');
  await expectOnlyMessageWorkers(page, 1);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(page.locator('main')).toContainText(', 1 worker,');
});

test('it cancels there too, and the same workers count again', { tag: '@firefox' }, async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  const first = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(first);
  await goButton(page).click();
  await expectState(page, 'cancelled', CANCELLED_WITHIN);
  await expectNoFigure(page);
  await countShape(page, 5, 7);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
  await expectBothWorked(page);
  await expectMessageWorkers(page, 2);
});

test('it is paused, saved and resumed there too', async ({ page }) => {
  test.setTimeout(120_000);
  const offer = page.locator('[data-unfinished="5x8"]');
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  await expect.poll(() => page.locator('.first-column.done').count(), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expectState(page, 'cancelled');
  await expect(offer).toContainText(/[1-9]\d* of \d+ parts done/);
  await page.reload();
  await offer.getByRole('button', { name: 'Resume' }).click();
  await expectState(page, 'running');
  await expect.poll(() => page.locator('.first-column.done').count(), { timeout: 30_000 }).toBeGreaterThan(2);
  await page.keyboard.press('Escape');
  await expectState(page, 'cancelled', CANCELLED_WITHIN);
});

test('a message worker that dies fails the count, and Start again counts', async ({
  page,
  inWorker,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'driven from outside it loses workers that are started again');
  inWorker(inside);
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  await breakWorker(page);
  await expectState(page, 'failed', 6000);
  await expect(page.getByRole('alert')).toContainText('Worker 1 stopped responding.');
  await expectNoFigure(page);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('if no worker can be started inside another, one worker counts and the page shows why', async ({
  page,
  inWorker,
}) => {
  inWorker(() => {
    Object.defineProperty(self, 'Worker', {
      value: class {
        constructor() {
          throw new Error('not here');
        }
      },
    });
  });
  await open(page, 'r=5&n=6&workers=2&run');
  await expectState(page, 'done');
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(page.locator('form').getByText(`Only one worker can run here: ${WHY}`)).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('1 worker · SIMD');
  await startLong(page);
  await goButton(page).click();
  await expectState(page, 'cancelled', 2000);
  await expectNoFigure(page);
  await expectLiving(page, 0);
});
