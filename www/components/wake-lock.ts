/** The screen kept on; a browser lets it go off when the page is hidden, and it is asked for again afterwards. */
export function holdScreen(lock: WakeLock | undefined, onChange: (refused: boolean) => void): () => void {
  let wanted = true;
  let asking = false;
  let held: WakeLockSentinel | null = null;

  async function take() {
    if (!wanted || asking || held?.released === false || document.visibilityState !== 'visible') return;
    asking = true;
    try {
      if (!lock) throw new Error('there are no wake locks');
      held = await lock.request('screen');
      if (wanted) onChange(false);
    } catch {
      if (wanted) onChange(true);
    }
    asking = false;
    if (!wanted) release();
  }

  function release() {
    // It may have been released by the browser just now.
    held?.release().catch(() => {});
    held = null;
  }

  const again = () => void take();
  document.addEventListener('visibilitychange', again);
  void take();
  return () => {
    wanted = false;
    document.removeEventListener('visibilitychange', again);
    release();
    onChange(false);
  };
}
