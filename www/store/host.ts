import type { JobUpdate } from '../engine/api';
import type { Shape } from '../model/generated';
import type { ResultsStore } from '../storage/results';
import type { CheckpointsHost } from './checkpoints';
import type { Drawing } from './drawing';
import type { EngineSource } from './engine';
import type { Promises } from './persistence';

/** The environment of the app: what differs between a browser and a test. */
export type Host = {
  source: EngineSource;
  cores: number;
  search: string;
  reducedMotion: boolean;
  /** what the browser reports about the machine */
  machine(): Promise<{ platform: string; memoryGib: number | null }>;
  /** as performance.now(), for durations */
  now(): number;
  /** milliseconds since 1970, for durations between the page and its workers */
  sharedClock(): number;
  /** Calls back before the next repaint; never while the page is hidden. */
  nextFrame(callback: () => void): void;
  drawing: Drawing;
  /** Whether a shape is counted instantly on any machine, so that it needs no estimate. */
  isQuick(shape: Shape): boolean;
  /** Calls back when the page is hidden, and may never be shown again. */
  whenHidden(callback: () => void): void;
  replaceAddress(search: string): void;
  /** Adds a history entry, so that Back leads to the address before. */
  pushAddress(search: string): void;
  /** Calls back with the new address after Back or Forward. */
  onArrival(callback: (search: string) => void): void;
  /** Rejects if nothing can be saved. */
  openResults(): Promise<ResultsStore>;
  /** Watches a count in another tab until it ends; returns a function that stops watching. */
  watchJob(name: string, onUpdate: (update: JobUpdate) => void): () => void;
} & CheckpointsHost &
  Promises;
