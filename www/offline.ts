import { computed } from '@preact/signals';
import type { App } from './store/app';
import { type Activity, createOffline, holdCount, type Offline } from './store/offline';

/** Whether a reload would interrupt or lose anything. */
export function activityOf({ run, lab, table, sequences, pending, confirming }: App): Activity {
  const busy = computed(
    () =>
      run.value.state === 'running' ||
      pending.value ||
      confirming.value ||
      table.running.value ||
      sequences.running.value ||
      lab.run.value.state === 'measuring',
  );
  const untouched = computed(
    () =>
      run.value.state === 'idle' &&
      table.run.value.state === 'idle' &&
      sequences.run.value.state === 'idle' &&
      lab.run.value.state === 'idle' &&
      !lab.report.value &&
      !lab.other.value,
  );
  return { busy, untouched };
}

/** Offline support of the page in a browser. */
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

/** In a frame without an origin even reading the property throws. */
function serviceWorkerHere(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the service worker: at once if threads depend on it, else when the engine has started. */
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
