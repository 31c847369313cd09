import { createDrawing } from './drawing';
import { epoch } from './engine/clock';
import { watchJob } from './engine/job-broadcast';
import { heldJobs, whenReleased } from './engine/job-lock';
import { isQuick } from './model/engine-selection';
import { coresHere } from './model/worker-count';
import { openCheckpoints } from './storage/checkpoints';
import { databaseOf } from './storage/database';
import { openResults } from './storage/results';
import { createAddressBar } from './store/address-sync';
import type { EngineSource } from './store/engine';
import type { Host } from './store/host';

/** The host of the app in a browser. */
export function browserHost(source: EngineSource): Host {
  const bar = createAddressBar(
    {
      replace: (search) => history.replaceState(null, '', search + location.hash),
      push: (search) => history.pushState(null, '', search),
    },
    location.search,
  );
  addEventListener('pagehide', bar.flush);
  const database = databaseOf();
  return {
    source,
    cores: coresHere(),
    search: location.search,
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    machine: async () => {
      const { memoryOf, platformName } = await import('./format/platform');
      return { platform: platformName(navigator), memoryGib: memoryOf(navigator) };
    },
    now: () => performance.now(),
    sharedClock: epoch,
    // Other clocks stop while a laptop sleeps.
    epoch: () => Date.now(),
    nextFrame: (callback) => void requestAnimationFrame(callback),
    drawing: createDrawing(),
    isQuick,
    whenHidden: (callback) =>
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) callback();
      }),
    replaceAddress: bar.replace,
    pushAddress: bar.push,
    onArrival: (callback) =>
      addEventListener('popstate', () => {
        if (bar.hasMoved(location.search)) callback(location.search);
      }),
    openResults: () => openResults(database),
    openCheckpoints: () => openCheckpoints(database),
    persisted: async () => navigator.storage.persisted(),
    persist: async () => navigator.storage.persist(),
    heldJobs,
    whenReleased,
    watchJob,
  };
}
