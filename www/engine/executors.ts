import type { Counter } from './pkg/latin_rectangles.js';
import { yieldToEvents } from './scheduling';

/** Who counts, as the loop of a count sees it. */
export type Executor = {
  /** whether the page can see the meter itself */
  shared: boolean;
  /** A count has been started. */
  begin(): void;
  /** Resolves when the count should be looked at again; messages are heard meanwhile. */
  advance(): Promise<void>;
  /** Asks all to stop, which they do within half a second unless they count by themselves. */
  cancel(): void;
};

/** The pool counts by itself; a step waits for it a little, and starts its next phases. */
export const poolExecutor = (counter: Counter): Executor => ({
  shared: true,
  begin: () => {},
  async advance() {
    // What is over is looked at at once.
    if (counter.step()) await yieldToEvents();
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
    await yieldToEvents();
  },
  cancel: () => counter.cancel(),
});
