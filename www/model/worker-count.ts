/** More workers than this are of no use on any machine, and may be too many to start. */
export const MOST_WORKERS = 64;

/** One worker fewer than cores, so that the page stays quick; every core of a small machine; eight at most. */
export function defaultWorkers(cores: number): number {
  return cores <= 4 ? cores : Math.min(8, cores - 1);
}

/** How many processors the browser reports. */
export const coresHere = () => Math.max(1, navigator.hardwareConcurrency || 1);
