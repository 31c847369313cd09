import type { Page, Request, Worker } from '@playwright/test';
import { ENGINE, HAND, POOL } from './guard';
import { expect } from './page';

export type Living = { engines: number; pool: number; hands: number };

const TRIES = 3;

const isNested = (url: string) => POOL.test(url) || HAND.test(url);

/**
 * Gives `body` a function that tells how many workers live in the page, as the browser itself lists them.
 *
 * A Firefox that is driven from outside sometimes loses a worker that was started in a worker: it is listed, but its
 * script is never asked for, and the worker that started it hangs. (The page then starts another engine; nothing but
 * the end of the browser ends the hung one.) If that has happened, `body` is begun again and what hangs left out.
 */
export async function withLiving(
  page: Page,
  body: (living: () => Living) => Promise<void>,
  tries = page.context().browser()?.browserType().name() === 'firefox' ? TRIES : 1,
): Promise<void> {
  const before = new Set(page.workers());
  let lost = 0;
  const onWorker = (worker: Worker) => void (isNested(worker.url()) && lost++);
  const onRequest = (request: Request) => void (isNested(request.url()) && lost--);
  page.on('worker', onWorker);
  page.on('request', onRequest);
  try {
    await body(() => {
      const urls = page.workers().flatMap((worker) => (before.has(worker) ? [] : worker.url()));
      const count = (kind: RegExp) => urls.filter((url) => kind.test(url)).length;
      return { engines: count(ENGINE), pool: count(POOL), hands: count(HAND) };
    });
    return;
  } catch (error) {
    if (lost <= 0 || tries === 1) throw error;
  } finally {
    page.off('worker', onWorker);
    page.off('request', onRequest);
  }
  await page.goto('about:blank');
  await withLiving(page, body, tries - 1);
}

const expectAlive = (living: () => Living, nested: Omit<Living, 'engines'>) =>
  expect.poll(living, { timeout: 5000, intervals: [100] }).toEqual({ engines: 1, ...nested });

/** One dedicated worker, and a pool of that many. */
export const expectLiving = (living: () => Living, pool: number) => expectAlive(living, { pool, hands: 0 });

/** One dedicated worker, and that many plain workers inside it. */
export const expectHands = (living: () => Living, hands: number) => expectAlive(living, { pool: 0, hands });
