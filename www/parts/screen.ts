import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** Shorter counts end before a screen is turned off. */
const AFTER_MS = 15_000;

/** The browser does not keep the screen on, though a count has run for a while. */
export const screenRefused = signal(false);

/** Keeps the screen on while something runs for long; a browser lets it go off when the page is hidden. */
export function keepScreenOn(runs: ReadonlySignal<boolean>, lock: WakeLock | undefined): void {
  let wanted = false;
  let asking = false;
  let held: WakeLockSentinel | null = null;

  async function take() {
    if (!wanted || asking || held?.released === false || document.visibilityState !== 'visible') return;
    asking = true;
    try {
      if (!lock) throw new Error('there are no wake locks');
      held = await lock.request('screen');
      screenRefused.value = false;
    } catch {
      screenRefused.value = true;
    }
    asking = false;
    if (!wanted) release();
  }

  function release() {
    // It may have been released by the browser just now.
    held?.release().catch(() => {});
    held = null;
    screenRefused.value = false;
  }

  document.addEventListener('visibilitychange', () => void take());
  effect(() => {
    if (!runs.value) return;
    const timer = setTimeout(() => {
      wanted = true;
      void take();
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      wanted = false;
      release();
    };
  });
}
