import { summary } from './statistics.mjs';

/** One ratio of medians above this is slower, if a second run shows it too. */
export const SLOWER = 1.03;
/** So is a geometric mean over all shapes above this. */
export const SLOWER_OVERALL = 1.01;

/**
 * One way to count a shape in one place, timed in both versions, in seconds. `chosen` is what the popcount `auto` stood
 * for, where that makes a difference.
 * @typedef {{
 *   shape: string, place: string, before: number[], now: number[], chosen?: { before: string, now: string },
 * }} Pair
 */

/** @param {Pair} pair */
export function ratios({ before, now }) {
  const [old, current] = [summary(before), summary(now)];
  return {
    before: old.median,
    now: current.median,
    ofMedians: current.median / old.median,
    ofMinima: current.best / old.best,
  };
}

/**
 * Whether both versions ran the same popcount; otherwise the ratio says nothing about the code.
 * @param {Pair} pair
 */
export const isComparable = ({ chosen }) => chosen?.before === chosen?.now;

/** @param {number[]} values */
export const geometricMean = (values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/**
 * The geometric means of each place over all of its pairs that can be compared.
 * @param {Pair[]} pairs
 */
export function meansByPlace(pairs) {
  const comparable = pairs.filter(isComparable);
  return [...new Set(comparable.map(({ place }) => place))].map((place) => {
    const all = comparable.filter((pair) => pair.place === place).map(ratios);
    return {
      place,
      pairs: all.length,
      ofMedians: geometricMean(all.map(({ ofMedians }) => ofMedians)),
      ofMinima: geometricMean(all.map(({ ofMinima }) => ofMinima)),
    };
  });
}

/** @param {Pair} pair */
export const isSlower = (pair) => isComparable(pair) && ratios(pair).ofMedians > SLOWER;

/** @param {{ ofMedians: number }} mean */
export const isSlowerOverall = ({ ofMedians }) => ofMedians > SLOWER_OVERALL;
