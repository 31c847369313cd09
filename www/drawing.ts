import { options } from 'preact';
import type { Surroundings } from './state/counter';

/** So long drawing is held back at most: nobody sees two frames. */
const HELD_MS = 32;
/** A page that is not seen has no frames. */
const UNSEEN_MS = 100;

/** Has Preact draw when the code at hand has ended, or later where drawing is held back. */
export function createDrawing(): Surroundings['drawing'] {
  let held: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void) | null = null;

  options.debounceRendering = (draw) => {
    if (held === undefined) queueMicrotask(draw);
    else waiting = draw;
  };

  function release() {
    clearTimeout(held);
    held = undefined;
    if (waiting) queueMicrotask(waiting);
    waiting = null;
  }

  return {
    hold() {
      clearTimeout(held);
      held = setTimeout(release, HELD_MS);
    },
    release,
    after(callback) {
      let called = false;
      const call = () => {
        if (!called) callback();
        called = true;
      };
      requestAnimationFrame(() => setTimeout(call));
      setTimeout(call, UNSEEN_MS);
    },
  };
}
