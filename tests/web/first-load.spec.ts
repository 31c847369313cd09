import { expect, test } from '@playwright/test';
import { sizesOf } from '../../tools/first-load.mjs';
import { production } from '../../tools/headers.mjs';
import { at } from '../../tools/paths.mjs';
import { serve } from './static-server';

// A headless browser may not request the icon and the manifest; service workers are blocked in this test.
const UNSEEN = /^(assets\/icon-.*|.*\.png|manifest\.webmanifest|sw\.js)$/;

test('a cold visit fetches what the build lists', { tag: '@quick' }, async ({ page }) => {
  const host = await serve(at('dist'), '/', () => production);
  try {
    await page.goto(host.url);
    await expect(page.getByRole('contentinfo')).toContainText('shared memory', { timeout: 15_000 });
    await expect(page.locator('[data-result=total][data-value]')).toBeVisible();
    await page.waitForLoadState('networkidle');
    const listed = sizesOf(at('dist')).first.map(({ path }) => path);
    const seen = (paths: Iterable<string>) => [...paths].filter((path) => !UNSEEN.test(path)).sort();
    const requested = seen(host.requested);
    expect(requested).toEqual(seen(listed));
  } finally {
    await host.stop();
  }
});
