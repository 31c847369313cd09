/** How far a count is, is told and drawn so often: nobody reads faster, and what is drawn takes time from the workers. */
export const READING_MS = 600;
/** For whoever asks for reduced motion. */
export const CALM_READING_MS = 1000;

export type Paced<T> = {
  offer(value: T): void;
  /** What still waits is never applied. */
  drop(): void;
};

/** Applies a value at once, and of those that follow within `every` ms only the last, when they are over. */
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
