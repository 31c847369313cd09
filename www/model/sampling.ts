/** How often progress is reported and drawn: nobody reads faster, and drawing takes time from the workers. */
export const READING_MS = 750;
/** With reduced motion. */
export const CALM_READING_MS = 1000;

export type Paced<T> = {
  offer(value: T): void;
  /** Drops a pending value. */
  drop(): void;
};

/** Throttles: applies a value at once, and then only the latest value every `every` ms. */
export function paced<T>(every: number, apply: (value: T) => void): Paced<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | undefined;

  function next() {
    timer = undefined;
    if (waiting) now(waiting.value);
  }

  function now(value: T) {
    waiting = undefined;
    timer = setTimeout(next, every);
    apply(value);
  }

  return {
    offer(value) {
      if (timer === undefined) now(value);
      else waiting = { value };
    },
    drop() {
      clearTimeout(timer);
      timer = waiting = undefined;
    },
  };
}
