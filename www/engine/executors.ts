import type { Counter } from './pkg/latin_rectangles.js';
import { yieldToEvents } from './scheduling';

/** What runs the units of a count. */
export type Executor = {
  /** whether the page can read the meter itself */
  shared: boolean;
  /** Begins a count that has been started. */
  begin(): void;
  /** Counts for some milliseconds, and handles messages; resolves to whether the count is still running. */
  advance(): Promise<boolean>;
  /** Tells all workers to stop, which takes at most half a second if there is a pool. */
  cancel(): void;
};

/** A thread pool needs no help; a step waits briefly and starts the next phase. */
export const poolExecutor = (counter: Counter): Executor => ({
  shared: true,
  begin: () => {},
  async advance() {
    const running = counter.step();
    // A finished count is polled at once.
    if (running) await yieldToEvents();
    return running;
  },
  cancel: () => counter.cancel(),
});

/** How long to count between handling messages. */
const SLICE_MS = 50;

/** The dedicated worker runs the units itself. */
export const aloneExecutor = (counter: Counter): Executor => ({
  shared: false,
  begin: () => {},
  async advance() {
    const until = performance.now() + SLICE_MS;
    let running = true;
    do running = counter.step();
    while (running && performance.now() < until);
    await yieldToEvents();
    return running;
  },
  cancel: () => counter.cancel(),
});
