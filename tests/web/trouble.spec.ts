import type { Page } from '@playwright/test';
import { at } from '../../tools/root.mjs';
import {
  digitsSoFar,
  expect,
  expectNoFigure,
  expectResultOf,
  expectState,
  figures,
  open,
  startLong,
  test,
  view,
} from './page';
import { publishedFigures } from './published';
import { sleepFor } from './sleep';
import { serve } from './static-server';

test.describe.configure({ lock: 'processors' });

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Much longer than the page waits for a worker that says nothing. */
const AWAY_MS = 5000;

const cannotCount = (page: Page) => page.getByRole('alert').filter({ hasText: 'This browser cannot count.' });

test('the server stops just when the module is asked for: the page says so, and a reload is the way on', async ({
  browser,
}) => {
  const host = await serve(at('dist'), '/', () => ISOLATION);
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await context.route('**/*.wasm', async (route) => {
    await host.stop();
    await route.continue();
  });
  await page.goto(`${host.url}?r=5&n=6&run`);
  await expect(cannotCount(page)).toContainText('The counting module could not be started here', {
    timeout: 15_000,
  });
  await expectNoFigure(page);
  await context.close();
});

test('a browser that gives too little memory is told of, before anything is counted', async ({
  page,
  inWorker,
}) => {
  inWorker(() => {
    WebAssembly.Memory = class extends WebAssembly.Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super({ ...descriptor, maximum: descriptor.initial + 16 });
      }
    };
  });
  await page.goto('./?r=5&n=6&run');
  await expect(cannotCount(page)).toContainText(
    /it needs \d+ MiB of memory, which the browser does not give/,
  );
  await expectNoFigure(page);
});

test('a clock that jumps by a day again and again changes no figure', async ({ page, inWorker }) => {
  const jump = () => {
    const now = Date.now;
    let days = 0;
    Date.now = () => {
      days++;
      return now() + (days % 2 === 0 ? 1 : -1) * days * 86_400_000;
    };
  };
  inWorker(jump);
  await page.addInitScript(jump);
  await open(page, 'r=5&n=7&workers=2&run');
  await expectResultOf(page, 5, 7);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
});

test('a machine that sleeps for some seconds loses nothing', { tag: '@slow' }, async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  await sleepFor(AWAY_MS);
  const seen = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page), { timeout: 10_000 }).toBeGreaterThan(seen);
  await expectState(page, 'running');
});

test('a page that the browser freezes for some seconds counts on', { tag: '@slow' }, async ({
  page,
  context,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'only Chromium can be told to');
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  const seen = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(seen);
  await expectState(page, 'running');
});
