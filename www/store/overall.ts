import type { App } from './app';
import { phasesShare } from './progress';
import { goesByColumns, jobShapes, type Running } from './run';

/** 0..1; every shape counts as an equal part, as their sizes are only estimates. */
export function overallShare({ live }: App, { shapes, results, skipped, job }: Running): number {
  const own = goesByColumns(job)
    ? (live.totals.value?.share ?? 0)
    : phasesShare(job.progress, job.shape.engine) * jobShapes(job, shapes).length;
  return (results.length + skipped.length + own) / shapes.length;
}

/** Seconds since the first of several shapes was started. */
export function overallSeconds({ live, sampledAt }: App, { job, startedAt }: Running): number {
  const own = goesByColumns(job)
    ? (live.totals.value?.elapsed ?? 0)
    : Math.max(0, sampledAt.value - job.startedAt) / 1000;
  return own + (job.startedAt - startedAt) / 1000;
}
