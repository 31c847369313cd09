import {
  confirmLong,
  countShape,
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
import { breakWorker, hang, inside, type MemorySize, memoryOf, rememberMemory } from './worker-hooks';
import { expectLiving } from './workers';

test.describe.configure({ lock: 'processors' });

/** The events of a count between its first unit and its end, and at its end. */
const BEGUN = ['started', 'progress'];
const COUNTED = [...BEGUN, 'done', 'cancelled'];

test('another number of workers is another pool, and the old one ends', { tag: '@firefox' }, async ({
  page,
}) => {
  await open(page, 'r=5&n=6&workers=2');
  await expectLiving(page, 2);
  for (const workers of [1, 2]) {
    await page.locator(`input[name=workers][value="${workers}"]`).check({ force: true });
    await expect(view(page)).toHaveAttribute('data-engine-state', 'ready');
    await expectLiving(page, workers);
    await countShape(page, 5, 6);
    await expect(page.locator('main')).toContainText(workers === 1 ? ', 1 worker,' : ', 2 workers,');
  }
  await expectLiving(page, 2);
});

test('a pool worker that dies fails the count, and Start again counts', {
  tag: '@firefox',
}, async ({ page, inWorker }) => {
  inWorker(inside);
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  await breakWorker(page);
  // Chromium lets a script run on for two seconds before it really ends it; the page itself needs two.
  await expectState(page, 'failed', 6000);
  await expect(page.getByRole('alert')).toContainText(/Worker [12] stopped responding\./);
  await expectNoFigure(page);

  await page.getByRole('button', { name: 'Start again' }).click();
  await confirmLong(page);
  await expectState(page, 'running');
  await page.keyboard.press('Escape');
  await expectState(page, 'cancelled');
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('a dedicated worker that hangs fails the count, and another count works', async ({ page, inWorker }) => {
  inWorker(inside);
  await open(page, 'r=5&n=6&workers=2');
  await startLong(page);
  await hang(page);
  await expectState(page, 'failed', 7500);
  await expect(page.getByRole('alert')).toContainText('The engine stopped responding.');
  await expectNoFigure(page);
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});

test('memory does not grow during a count', async ({ page, inWorker }) => {
  inWorker(inside);
  await rememberMemory(page);
  await open(page, 'r=5&n=7&workers=2&engine=enumerate&run');
  await expectResultOf(page, 5, 7);
  for (const [rows, columns] of [
    [5, 6],
    [4, 8],
    [3, 9],
    [2, 10],
    [5, 6],
  ] as const) {
    await countShape(page, rows, columns);
  }
  let sizes: MemorySize[] = [];
  await expect
    .poll(async () => {
      sizes = (await page.evaluate(() => memorySizes)).filter(({ type }) => COUNTED.includes(type));
      return sizes.filter(({ type, engine }) => type === 'done' && engine === 'enumerate');
    })
    .toHaveLength(6);
  const grown = sizes.filter(({ type, size, worker }, at) => {
    const next = sizes[at + 1];
    return BEGUN.includes(type) && next?.worker === worker && next.size !== size;
  });
  expect(grown).toEqual([]);
});

test('all of n = 9 by classes needs 16 MiB at most', { tag: '@quick' }, async ({ page, inWorker }) => {
  inWorker(inside);
  await rememberMemory(page);
  await open(page, 'r=all&n=9&workers=2&engine=classes&run');
  await expectState(page, 'done');
  await expect.poll(async () => (await memoryOf(page, 'done')).length).toBeGreaterThan(0);
  const sizes = await memoryOf(page, 'done');
  expect(Math.max(...sizes.map(({ size }) => size))).toBeLessThanOrEqual(16 * 2 ** 20);
});

test('a pool that does not start is started again', async ({ page, inWorker }) => {
  // Its first dedicated worker hangs where it starts the pool.
  inWorker(() => {
    const scope = self as typeof globalThis & { Worker: typeof Worker };
    const channel = new BroadcastChannel('tries');
    const Original = scope.Worker;
    let first = true;
    channel.onmessage = () => {
      first = false;
    };
    scope.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        if (first) {
          channel.postMessage('hanging');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        }
        super(url, options);
      }
    };
    channel.postMessage('who hangs?');
  });
  await page.addInitScript(() => {
    const channel = new BroadcastChannel('tries');
    let hanging = 0;
    channel.onmessage = ({ data }) => {
      if (data === 'hanging') hanging++;
      else if (hanging > 0) channel.postMessage('another');
    };
  });
  await open(page, 'r=5&n=6&workers=2');
  await countShape(page, 5, 6);
  expect(await figures(view(page))).toEqual(publishedFigures(5, 6));
});
