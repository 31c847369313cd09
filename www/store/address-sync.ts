/** The part of a browser's history that is written to; each may throw. */
export type History = { replace(search: string): void; push(search: string): void };

export type AddressBar = {
  /** Gives the page another address; of several in a row the last one. */
  replace(search: string): void;
  /** Gives the page another address, from which Back leads to the one before. */
  push(search: string): void;
  /** Writes what waits to be written. */
  flush(): void;
  /** Whether Back or Forward has led to another address; what waits to be written was not for that one. */
  hasMoved(search: string): boolean;
};

/** Safari allows 100 writes in 30 s. */
const WRITE_EVERY_MS = 400;
/** After this a browser that had enough allows them again. */
const AGAIN_MS = 30_000;

/** Writes the address now and then, and goes on without where the browser refuses. */
export function createAddressBar(history: History, opened: string): AddressBar {
  let at = opened;
  let waiting: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function write() {
    timer = null;
    if (waiting === null) return;
    try {
      history.replace(waiting);
      at = waiting;
      waiting = null;
      timer = setTimeout(write, WRITE_EVERY_MS);
    } catch {
      timer = setTimeout(write, AGAIN_MS);
    }
  }

  function flush() {
    if (timer !== null) clearTimeout(timer);
    write();
  }

  return {
    replace(search) {
      waiting = search;
      if (timer === null) write();
    },
    push(search) {
      if (waiting !== null) flush();
      waiting = null;
      try {
        history.push(search);
        at = search;
      } catch {
        // The page goes on at the address that it has.
      }
    },
    flush: () => {
      if (waiting !== null) flush();
    },
    hasMoved(search) {
      // A link to a place within the page is no other address.
      if (search === at) return false;
      at = search;
      waiting = null;
      return true;
    },
  };
}
