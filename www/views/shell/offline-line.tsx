import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Offline } from '../../store/offline';

/** null in development and in tests, where there is no service worker. */
export const OfflineContext = createContext<Offline | null>(null);

/** What loading the page again would bring, never forced. */
export function ReloadOffer() {
  const offline = useContext(OfflineContext);
  const what = offline && offerOf(offline);
  if (!what) return null;
  if (offline.busy.value) return <span class="wide">{what} Reload when nothing is running.</span>;
  return (
    <span class="offer">
      {what}{' '}
      <button class="lnk" type="button" onClick={() => offline.reload()}>
        Reload
      </button>
    </span>
  );
}

function offerOf({ newer, isolation }: Offline): string | null {
  if (newer.value) return 'A new version is available.';
  return isolation.value === 'offered' ? 'Workers can share memory after a reload.' : null;
}

/** Why workers share no memory, as long as that may change by itself; else the engine's own reason. */
export function useReason(reason: string | null): string | null {
  const offline = useContext(OfflineContext);
  return offline?.isolation.value === 'coming'
    ? 'Setting up shared memory; the page will reload once.'
    : reason;
}
