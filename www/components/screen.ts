import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** Shorter counts end before a screen is turned off. */
const AFTER_MS = 15_000;

/** The browser does not keep the screen on, though a count has run for a while. */
export const screenRefused = signal(false);

/** Keeps the screen on while something runs for long. */
export function keepScreenOn(runs: ReadonlySignal<boolean>, lock: WakeLock | undefined): void {
  effect(() => {
    if (!runs.value) return;
    let over = false;
    let letGo = () => {};
    const timer = setTimeout(async () => {
      const { holdScreen } = await import('./wake-lock');
      if (over) return;
      letGo = holdScreen(lock, (refused) => {
        screenRefused.value = refused;
      });
    }, AFTER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
      letGo();
    };
  });
}
