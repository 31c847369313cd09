import type { Page, Route } from '@playwright/test';
import { at } from '../../tools/paths.mjs';
import { WORKERS } from './guard';
import {
  countShape,
  digitsSoFar,
  expect,
  expectNoFigure,
  expectResultOf,
  expectState,
  figures,
  goButton,
  open,
  startLong,
  test,
  view,
} from './page';
import { publishedFigures } from './published';
import { sleepFor } from './sleep';
import { serve } from './static-server';

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Much longer than the page waits for an unresponsive worker. */
const AWAY_MS = 5000;

const cannotCount = (page: Page) => page.getByRole('alert').filter({ hasText: 'This browser cannot count.' });

test('the server stops just when the module is requested: the page reports that, and a reload helps', async ({
  browser,
}) => {
  const host = await serve(at('dist'), '/', () => ISOLATION);
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const stop = async (route: Route) => {
    // It is requested before the rest of the page is loaded.
    await expect(goButton(page)).toBeVisible();
    await expect.poll(() => [...host.requested].some((path) => WORKERS.engine.test(`/${path}`))).toBe(true);
    await host.stop();
    await route.continue();
  };
  await context.route('**/*.wasm', stop, { times: 1 });
  await page.goto(`${host.url}?r=5&n=6&run`);
  await expect(cannotCount(page)).toContainText('The engine could not start', {
    timeout: 15_000,
  });
  await expectNoFigure(page);
  await context.close();
});

test('too little memory is reported before anything is counted', async ({ page, inWorker }) => {
  inWorker(() => {
    WebAssembly.Memory = class extends WebAssembly.Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super({ ...descriptor, maximum: descriptor.initial + 256 });
      }
    };
  });
  await open(page, 'r=2&n=10&workers=2&engine=enumerate&run');
  await expect(page.getByText(/It needs \d+ MiB of memory, which the browser does not give\./)).toBeVisible();
  await expectNoFigure(page);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('a browser that refuses memory that may grow large gives less, and that is enough', async ({
  page,
  inWorker,
}) => {
  inWorker(() => {
    WebAssembly.Memory = class extends WebAssembly.Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        if ((descriptor.maximum ?? 0) > 4096) throw new RangeError('Out of memory');
        super(descriptor);
      }
    };
  });
  await open(page, 'r=5&n=7&workers=2&run');
  await expectResultOf(page, 5, 7);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 7));
  await expect(page.getByRole('contentinfo')).toContainText('2 workers · SIMD · shared memory');
});

test('a pool that cannot be started falls back, and the page shows to what and why', async ({
  page,
  inWorker,
}) => {
  inWorker(() => {
    const scope = self as typeof globalThis & { Worker: typeof Worker };
    scope.Worker = class extends scope.Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        // Only those of a pool with shared memory have no name.
        if (options?.name !== 'message-worker') throw new Error('not with shared memory');
        super(url, options);
      }
    };
  });
  await open(page, 'r=5&n=6&workers=2&run');
  await expectResultOf(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await expect(page.getByRole('contentinfo')).toContainText(
    '2 workers · SIMD · Workers without shared memory: not with shared memory.',
  );
});

test('a worker that crashes is reported, and another one counts', { tag: '@quick' }, async ({
  page,
  inWorker,
  complaints,
}) => {
  inWorker(() => {
    new BroadcastChannel('crash').onmessage = () => {
      throw new Error('struck by lightning');
    };
  });
  await open(page, 'r=5&n=6&workers=2');
  await page.evaluate(() => {
    const channel = new BroadcastChannel('crash');
    channel.postMessage('now');
    channel.close();
  });
  await expect(page.getByRole('alert')).toContainText(/The engine stopped: .*struck by lightning/);
  await expect(cannotCount(page)).toHaveCount(0);
  expect(complaints.splice(0)).toEqual(['error: in a worker: Uncaught Error: struck by lightning']);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('a browser that refuses channels, locks and databases counts', { tag: '@firefox' }, async ({
  page,
  inWorker,
}) => {
  const refuse = () => {
    const insecure = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    // All but the channel that reports errors to the tests.
    globalThis.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        if (name.startsWith('enumerate ')) insecure();
        super(name);
      }
    };
    IDBFactory.prototype.open = insecure;
    // Where there are any: an empty page has none in Firefox.
    Object.assign(globalThis.LockManager?.prototype ?? {}, {
      request: async () => insecure(),
      query: async () => insecure(),
    });
  };
  await page.addInitScript(refuse);
  inWorker(refuse);
  await open(page, 'r=5&n=6&workers=2&run');
  await expectResultOf(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
  await startLong(page);
  await expect(page.locator('.main')).toContainText(
    'Other tabs cannot watch this count; the browser refuses to tell them: The operation is insecure.',
  );
  await expect(page.locator('.main')).toContainText('The operation is insecure.');
  const seen = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page)).toBeGreaterThan(seen);
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

test('a machine that sleeps for some seconds loses nothing', async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  await sleepFor(AWAY_MS);
  const seen = await digitsSoFar(page);
  await expect.poll(() => digitsSoFar(page), { timeout: 10_000 }).toBeGreaterThan(seen);
  await expectState(page, 'running');
});

test('a page that the browser freezes for some seconds counts on', async ({ page, context, browserName }) => {
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
