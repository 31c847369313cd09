import { test as base, type Page } from '@playwright/test';
import { WORKERS, type WorkerKind } from './guard';
import { expect } from './page';

/**
 * An automated Firefox now and then loses a worker that was started in a worker: it is listed, but its script is never
 * requested. The page then starts another engine; the lost one stays listed until the browser ends.
 */
const UNCOUNTED = 'A Firefox that is driven from outside also lists workers that it has lost.';

async function expectAlive(page: Page, wanted: Partial<Record<WorkerKind, number>>): Promise<void> {
  if (page.context().browser()?.browserType().name() === 'firefox') {
    base.info().annotations.push({ type: 'workers not counted', description: UNCOUNTED });
    return;
  }
  const living = () => {
    const urls = page.workers().map((worker) => worker.url());
    const count = (kind: WorkerKind) => urls.filter((url) => WORKERS[kind].test(url)).length;
    return { engine: count('engine'), pool: count('pool'), message: count('message') };
  };
  await expect.poll(living, { timeout: 5000, intervals: [100] }).toMatchObject(wanted);
}

/** One dedicated worker, and a pool of that many, live in the page as the browser lists them. */
export const expectLiving = (page: Page, pool: number) => expectAlive(page, { engine: 1, pool, message: 0 });

/** One dedicated worker, and that many workers without shared memory inside it. */
export const expectMessageWorkers = (page: Page, message: number) =>
  expectAlive(page, { engine: 1, pool: 0, message });

/**
 * That many workers without shared memory, whatever the dedicated ones: one that the page has ended at once sometimes stays in the list of
 * Chromium's driver.
 */
export const expectOnlyMessageWorkers = (page: Page, message: number) =>
  expectAlive(page, { pool: 0, message });
