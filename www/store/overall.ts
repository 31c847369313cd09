import type { App } from './app';
import { classesShare } from './progress';
import { countsTogether, jobShapes, type Running } from './run';

/** 0..1; every shape counts as an equal part, as their sizes are only estimates. */
export function overallShare({ live }: App, { shapes, results, skipped, job }: Running): number {
  const own = countsTogether(job)
    ? classesShare(job.progress) * jobShapes(job, shapes).length
    : (live.totals.value?.share ?? 0);
  return (results.length + skipped.length + own) / shapes.length;
}

/** Seconds since the first of several shapes was started. */
export function overallSeconds({ live, sampledAt }: App, { job, startedAt }: Running): number {
  const own = countsTogether(job)
    ? Math.max(0, sampledAt.value - job.startedAt) / 1000
    : (live.totals.value?.elapsed ?? 0);
  return own + (job.startedAt - startedAt) / 1000;
}
