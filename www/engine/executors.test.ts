import { expect, it, vi } from 'vitest';
import { poolExecutor } from './executors';
import type { Counter } from './pkg/latin_rectangles.js';

/** Whether a step of a pool returns before messages are handled; `running`: the count continues after the step. */
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

it('a finished count is polled at once', async () => {
  expect(await returnsAtOnce(false)).toBe(true);
});

it('while a count runs messages are handled between two steps', async () => {
  expect(await returnsAtOnce(true)).toBe(false);
});
