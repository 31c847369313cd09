import { nextLook, nextTask } from './pace';
import type { Counter } from './pkg/latin_rectangles.js';

/** Who counts, as the loop of a count sees it. */
export type Executor = {
  /** whether the page can see the meter itself */
  shared: boolean;
  /** A count of so many units has been started. */
  begin(units: number): void;
  /** Resolves when the count should be looked at again; messages are heard meanwhile. */
  advance(startedAt: number): Promise<void>;
  /** Asks all to stop, which they do within half a second unless they count by themselves. */
  cancel(): void;
};

/** So long a count may still be a short one. */
const YOUNG_MS = 20;

/** The pool does all by itself; a short count is waited for, so that it is shown at once. */
export const poolExecutor = (counter: Counter): Executor => ({
  shared: true,
  begin: () => {},
  async advance(startedAt) {
    const young = performance.now() - startedAt < YOUNG_MS;
    if (!young || counter.step()) await nextLook(startedAt);
  },
  cancel: () => counter.cancel(),
});

/** So long is counted between two times of hearing messages. */
const SLICE_MS = 50;

/** The dedicated worker counts by itself. */
export const aloneExecutor = (counter: Counter): Executor => ({
  shared: false,
  begin: () => {},
  async advance() {
    const until = performance.now() + SLICE_MS;
    while (counter.step() && performance.now() < until);
    await nextTask();
  },
  cancel: () => counter.cancel(),
});
