import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { poolExecutor } from './executors';
import type { Counter } from './pkg/latin_rectangles.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a look at a pool's count comes without a rest; `running` says whether it goes on after a step. */
async function looksAtOnce(running: boolean, age: number): Promise<boolean> {
  const counter = { step: vi.fn(() => running) } as unknown as Counter;
  let looked = false;
  const startedAt = performance.now() - age;
  void poolExecutor(counter)
    .advance(startedAt)
    .then(() => {
      looked = true;
    });
  await vi.advanceTimersByTimeAsync(0);
  const atOnce = looked;
  await vi.advanceTimersByTimeAsync(100);
  expect(looked).toBe(true);
  expect(counter.step).toHaveBeenCalledTimes(age < 20 ? 1 : 0);
  return atOnce;
}

it('a short count on a pool is waited for without a rest', async () => {
  expect(await looksAtOnce(false, 0)).toBe(true);
});

it('a longer one is looked at now and then, and blocks nobody', async () => {
  expect(await looksAtOnce(true, 0)).toBe(false);
  expect(await looksAtOnce(true, 1000)).toBe(false);
});
