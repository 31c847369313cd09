import { computed } from '@preact/signals';
import type { App } from './store/app';
import { type Activity, createOffline, holdCount, type Offline } from './store/offline';

/** What a reload would end, and what it would lose. */
export function activityOf({ run, lab, table, pending, confirming }: App): Activity {
  const busy = computed(
    () =>
      run.value.state === 'running' ||
      pending.value ||
      confirming.value ||
      table.running.value ||
      lab.run.value.state === 'measuring',
  );
  const untouched = computed(
    () =>
      run.value.state === 'idle' &&
      table.run.value.state === 'idle' &&
      lab.run.value.state === 'idle' &&
      !lab.report.value &&
      !lab.other.value,
  );
  return { busy, untouched };
}

/** The page of a browser, for the service worker and the reload that it may take. */
function offlineOf(app: App): Offline {
  const place = {
    serviceWorker: serviceWorkerHere(),
    script: new URL('./sw.js', document.baseURI).href,
    isolated: crossOriginIsolated,
    embedded: window.parent !== window,
    storage: () => sessionStorage,
    reload: () => location.reload(),
  };
  return createOffline(place, activityOf(app));
}

/** A frame without an origin of its own is refused even to ask. */
function serviceWorkerHere(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the service worker: at once where threads depend on it, else when the engine has started. */
export function goOffline(app: App): Offline {
  const offline = offlineOf(app);
  holdCount(offline, app);
  if (offline.isolation.value === 'coming') {
    void offline.start();
    return offline;
  }
  const unsubscribe = app.engine.state.subscribe((state) => {
    if (state === 'starting') return;
    queueMicrotask(() => unsubscribe());
    void offline.start();
  });
  return offline;
}
