import type { EngineSource } from '../store/engine';
import type { Host } from '../store/host';
import { checkpointsMemory, memoryStore } from './memory-store';

/** The host of the app in a test: two cores, and a clock that stands still. */
export function hostOf(source: EngineSource, others: Partial<Host> = {}): Host {
  return {
    source,
    cores: 2,
    search: '',
    reducedMotion: false,
    machine: async () => ({ platform: 'Test 1 on Linux', memoryGib: null }),
    now: () => 0,
    sharedClock: () => 0,
    epoch: () => 0,
    nextFrame: () => {},
    drawing: { hold: () => {}, release: () => {}, after: (callback) => callback() },
    // Tests set how long a shape takes.
    isQuick: () => false,
    whenHidden: () => {},
    replaceAddress: () => {},
    pushAddress: () => {},
    onArrival: () => {},
    openResults: async () => memoryStore(),
    openCheckpoints: async () => checkpointsMemory(),
    persisted: async () => false,
    persist: async () => true,
    heldJobs: async () => [],
    whenReleased: () => () => {},
    watchJob: () => () => {},
    ...others,
  };
}
