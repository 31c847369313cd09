import { scaleQuantile } from 'd3-scale';

/** @param {number[]} values */
export function summary(values) {
  const thresholds = scaleQuantile([0, 1, 2, 3]).domain(values).quantiles();
  const [lower = Number.NaN, median = Number.NaN, upper = Number.NaN] = thresholds;
  return { best: Math.min(...values), lower, median, upper };
}

/** @param {number[]} values */
export const median = (values) => summary(values).median;

/**
 * Seconds of one run, from what runs in one go took; the first of several warms up.
 * @param {number[]} runs
 */
export function secondsOfOne(runs) {
  const counted = runs.length > 1 ? runs.slice(1) : runs;
  return counted.reduce((sum, seconds) => sum + seconds, 0) / counted.length;
}
