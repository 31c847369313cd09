import { expect, it, vi } from 'vitest';
import { poolExecutor } from './executors';
import type { Counter } from './pkg/latin_rectangles.js';

/** Whether a look at a pool's count comes before messages are heard; `running` says whether it goes on after a step. */
async function returnsAtOnce(running: boolean): Promise<boolean> {
  const counter = { step: vi.fn(() => running) } as unknown as Counter;
  let advanced = false;
  let handled = false;
  setTimeout(() => {
    handled = true;
  });
  void poolExecutor(counter)
    .advance()
    .then(() => {
      advanced = true;
    });
  await Promise.resolve();
  await Promise.resolve();
  const atOnce = advanced && !handled;
  await vi.waitFor(() => expect(advanced).toBe(true));
  expect(counter.step).toHaveBeenCalledTimes(1);
  return atOnce;
}

it('a count that is over is looked at at once', async () => {
  expect(await returnsAtOnce(false)).toBe(true);
});

it('of one that goes on messages are heard between two steps', async () => {
  expect(await returnsAtOnce(true)).toBe(false);
});
