import { claimedJobs, whenReleased } from './engine/claim';
import { epoch } from './engine/clock';
import { watchJob } from './engine/stage';
import { platformName } from './lib/platform';
import { openUnfinished } from './lib/unfinished-store';
import type { Surroundings } from './state/counter';
import type { EngineSource } from './state/engine';
import { openResults } from './state/results-store';

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
    whenHidden: (callback) =>
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) callback();
      }),
    replaceAddress: (search) => history.replaceState(null, '', search + location.hash),
    openResults,
    openUnfinished,
    claimedJobs,
    whenReleased,
    watchJob,
  };
}

/** Said by Chromium alone, in rough steps. */
const memoryOf = ({ deviceMemory = null }: Navigator & { deviceMemory?: number | null }) => deviceMemory;
