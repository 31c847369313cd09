import {
  countShape,
  digitsSoFar,
  expect,
  expectNoFigure,
  expectState,
  figures,
  goButton,
  open,
  startLong,
  test,
  view,
} from './page';
import { publishedFigures } from './published';
import { expectLiving, withLiving } from './workers';

test.beforeEach(async ({ page }) => {
  // As from a host that sends no headers of its own.
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      delete headers['cross-origin-opener-policy'];
      delete headers['cross-origin-embedder-policy'];
      await route.fulfill({ response, headers });
    },
  );
});

test('a page that is not isolated counts with one worker and says why', async ({ page }) => {
  await withLiving(page, async (living) => {
    await open(page, 'r=5&n=6&workers=2&run');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await expectState(page, 'done');
    expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
    const reason = 'One worker only: this page was served without isolation headers.';
    await expect(page.locator('form').getByText(reason)).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText('1 worker · SIMD');
    await expect(page.locator('main')).toContainText(', 1 worker,');
    await expectLiving(living, 0);
  });
});

test('it cancels there too, and counts again', async ({ page }) => {
  await withLiving(page, async (living) => {
    await open(page, 'r=5&n=6');
    await startLong(page);
    const first = await digitsSoFar(page);
    await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(first);
    await goButton(page).click();
    await expectState(page, 'cancelled', 2000);
    await expectNoFigure(page);
    await countShape(page, 5, 6);
    expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
    await expectLiving(living, 0);
  });
});
