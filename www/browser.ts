import { claimedJobs, whenReleased } from './engine/claim';
import { epoch } from './engine/clock';
import { watchJob } from './engine/stage';
import { platformName } from './lib/platform';
import type { Surroundings } from './state/counter';
import type { EngineSource } from './state/engine';

/** The surroundings of a page in a browser. */
export function browserSurroundings(source: EngineSource): Surroundings {
  return {
    source,
    cores: Math.max(1, navigator.hardwareConcurrency || 1),
    search: location.search,
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    machine: { platform: platformName(navigator), memoryGib: memoryOf(navigator) },
    now: () => performance.now(),
    epoch,
    nextFrame: (callback) => void requestAnimationFrame(callback),
    replaceAddress: (search) => history.replaceState(null, '', search + location.hash),
    // The first figure needs no database.
    openResults: async () => (await import('./state/results-store')).openResults(),
    openUnfinished: async () => (await import('./lib/unfinished-store')).openUnfinished(),
    persisted: async () => navigator.storage.persisted(),
    persist: async () => navigator.storage.persist(),
    claimedJobs,
    whenReleased,
    watchJob,
  };
}

/** Said by Chromium alone, in rough steps. */
const memoryOf = ({ deviceMemory = null }: Navigator & { deviceMemory?: number | null }) => deviceMemory;
