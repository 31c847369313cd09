import { options } from 'preact';
import type { Drawing } from './store/drawing';

/** Drawing is deferred for two frames at most, which nobody notices. */
const HELD_MS = 32;
/** A hidden page has no frames. */
const UNSEEN_MS = 100;

/** Has Preact draw after the current task, or later while drawing is deferred. */
export function createDrawing(): Drawing {
  let held: ReturnType<typeof setTimeout> | undefined;
  let drawHeld: (() => void) | null = null;
  const following: (() => void)[] = [];

  options.debounceRendering = (draw) =>
    queueMicrotask(() => {
      // Checked only now, as the change itself may start a count.
      if (held === undefined) draw();
      else drawHeld = draw;
    });

  function release() {
    clearTimeout(held);
    held = undefined;
    if (drawHeld) queueMicrotask(drawHeld);
    drawHeld = null;
    for (const callback of following.splice(0)) afterFrame(callback);
  }

  return {
    hold() {
      clearTimeout(held);
      held = setTimeout(release, HELD_MS);
    },
    release,
    after(callback) {
      if (held === undefined) afterFrame(callback);
      else following.push(callback);
    },
  };
}

function afterFrame(callback: () => void): void {
  let called = false;
  const call = () => {
    if (!called) callback();
    called = true;
  };
  requestAnimationFrame(() => setTimeout(call));
  setTimeout(call, UNSEEN_MS);
}
