import { expect, it } from 'vitest';
import { lawOf, lawOfRatio, log10Factorial } from './laws';

it.each([
  [5, 120],
  [10, 3_628_800],
  [19, 121_645_100_408_832_000],
  [20, 2_432_902_008_176_640_000],
])('log₁₀ of %i!', (n, factorial) => expect(log10Factorial(n)).toBeCloseTo(Math.log10(factorial), 8));

it.each<[number, number, string]>([
  // by the recurrence
  [3, 12, '-648243200'],
  [2, 10, '-9'],
])('the law of D for %i rows is near D(r, %i)', (rows, n, value) => {
  const found = lawOf(rows, 'difference', null)?.log10(n) ?? 0;
  expect(found).toBeCloseTo(Math.log10(Math.abs(Number(value))), 0);
});

it('laws are proved for 2 to 6 rows, and beyond a conjecture through the last term', () => {
  for (const rows of [2, 3, 4, 5, 6]) expect(lawOf(rows, 'difference', null)?.kind).toBe('proved');
  expect(lawOf(7, 'difference', null)).toBeNull();
  const fitted = lawOf(7, 'difference', { n: 10, log10: 20 });
  expect(fitted?.kind).toBe('conjecture');
  expect(fitted?.log10(10)).toBeCloseTo(20, 10);
  expect(lawOf(5, 'total', null)?.kind).toBe('published');
  expect(lawOf(1, 'total', null)).toBeNull();
});

it('the quotient of D and K falls as the two laws say', () => {
  const [d, k] = [lawOf(4, 'difference', null), lawOf(4, 'total', null)];
  const ratio = lawOfRatio(4, null);
  expect(ratio?.log10(50)).toBeCloseTo((d?.log10(50) ?? 0) - (k?.log10(50) ?? 0), 8);
  // n⁴ / (2 n!²)
  expect(ratio?.log10(50)).toBeCloseTo(4 * Math.log10(50) - Math.log10(2) - 2 * log10Factorial(50), 8);
});
