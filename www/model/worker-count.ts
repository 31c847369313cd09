/** More workers are useless on any machine, and may be too many to start. */
export const MOST_WORKERS = 64;

/** One fewer than there are processors, so that the page stays responsive; all of a small machine's; at most eight. */
export function defaultWorkers(cores: number): number {
  return cores <= 4 ? cores : Math.min(8, cores - 1);
}

/** How many processors the browser reports. */
export const coresHere = () => Math.max(1, navigator.hardwareConcurrency || 1);
