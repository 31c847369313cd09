import { expect, it } from 'vitest';
import {
  geometricMean,
  isComparable,
  isSlower,
  isSlowerOverall,
  meansByPlace,
  type Pair,
  ratios,
} from './comparison.mjs';

const pair = (before: number[], now: number[], more: Partial<Pair> = {}): Pair => ({
  shape: '4 × 8',
  place: 'native',
  before,
  now,
  ...more,
});

it('compares medians and minima, so that one long time changes neither', () => {
  expect(ratios(pair([2, 4, 100], [3, 5, 5]))).toEqual({
    before: 4,
    now: 5,
    ofMedians: 1.25,
    ofMinima: 1.5,
  });
});

it('takes as slower only what is more than 3 % above', () => {
  expect(isSlower(pair([100], [103]))).toBe(false);
  expect(isSlower(pair([100], [104]))).toBe(true);
  expect(isSlower(pair([100], [50]))).toBe(false);
});

it('does not judge times of different popcounts', () => {
  const different = pair([1], [2], { chosen: { before: 'scalar', now: 'vertical' } });
  expect(isComparable(different)).toBe(false);
  expect(isSlower(different)).toBe(false);
  expect(meansByPlace([different])).toEqual([]);
  const same = pair([1], [2], { chosen: { before: 'vertical', now: 'vertical' } });
  expect(isComparable(same)).toBe(true);
  expect(isSlower(same)).toBe(true);
});

it('has half the time and twice the time cancel in a geometric mean', () => {
  expect(geometricMean([0.5, 2])).toBeCloseTo(1, 12);
  expect(geometricMean([1, 1, 8])).toBeCloseTo(2, 12);
});

it('has one mean for each place, in the order in which they were measured', () => {
  const [native, chromium, ...others] = meansByPlace([
    pair([1], [1.1]),
    pair([3, 1, 2], [1, 2, 3], { place: 'Chromium' }),
    pair([1], [1.1]),
  ]);
  expect(others).toEqual([]);
  expect(native).toMatchObject({ place: 'native', pairs: 2 });
  expect(native?.ofMedians).toBeCloseTo(1.1, 12);
  expect(native?.ofMinima).toBeCloseTo(1.1, 12);
  expect(chromium).toMatchObject({ place: 'Chromium', pairs: 1, ofMedians: 1, ofMinima: 1 });
});

it('takes as slower overall only a geometric mean of more than 1 % above', () => {
  expect(isSlowerOverall({ ofMedians: 1.01 })).toBe(false);
  expect(isSlowerOverall({ ofMedians: 1.011 })).toBe(true);
});
