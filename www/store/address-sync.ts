/** The part of the browser's history API that is used; both calls may throw. */
export type History = { replace(search: string): void; push(search: string): void };

export type AddressBar = {
  /** Replaces the address; of several in a row only the last is written. */
  replace(search: string): void;
  /** Adds a history entry, so that Back leads to the address before. */
  push(search: string): void;
  /** Writes a pending address now. */
  flush(): void;
  /** Whether Back or Forward has changed the address; a pending one is then dropped. */
  hasMoved(search: string): boolean;
};

/** Safari allows 100 writes in 30 s. */
const WRITE_EVERY_MS = 400;
/** How long to wait after the browser has refused a write. */
const AGAIN_MS = 30_000;

/** Writes the address at intervals; the page works without it if the browser refuses. */
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
        // The page keeps its current address.
      }
    },
    flush: () => {
      if (waiting !== null) flush();
    },
    hasMoved(search) {
      // A link within the page does not change this address.
      if (search === at) return false;
      at = search;
      waiting = null;
      return true;
    },
  };
}
