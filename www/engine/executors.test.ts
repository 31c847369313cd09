import { expect, it, vi } from 'vitest';
import { poolExecutor } from './executors';
import type { Counter } from './pkg/latin_rectangles.js';

/** Whether a look at a pool's count comes before messages are heard; `running` says whether it goes on after a step. */
async function looksAtOnce(running: boolean): Promise<boolean> {
  const counter = { step: vi.fn(() => running) } as unknown as Counter;
  let looked = false;
  let handled = false;
  setTimeout(() => {
    handled = true;
  });
  void poolExecutor(counter)
    .advance()
    .then(() => {
      looked = true;
    });
  await Promise.resolve();
  await Promise.resolve();
  const atOnce = looked && !handled;
  await vi.waitFor(() => expect(looked).toBe(true));
  expect(counter.step).toHaveBeenCalledTimes(1);
  return atOnce;
}

it('a count that is over is looked at at once', async () => {
  expect(await looksAtOnce(false)).toBe(true);
});

it('of one that goes on messages are heard between two steps', async () => {
  expect(await looksAtOnce(true)).toBe(false);
});
