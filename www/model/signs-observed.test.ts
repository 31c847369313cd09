import { expect, it } from 'vitest';
import { observe } from './signs-observed';

const terms = (from: number, values: number[]) =>
  values.map((value, i) => ({ at: from + i, value: String(value) }));

it('of D(3, n): one zero, then alternating signs', () => {
  // n = 3 to 10
  expect(observe(terms(3, [2, 0, 72, -320, 3600, -32256, 344960, -3926016]))).toEqual({
    from: 3,
    to: 10,
    zeros: [4],
    rule: { from: 5, kind: 'alternating', last: '−' },
    positive: [3],
    negative: [],
  });
});

it('of D(4, n): negative for some n, then positive', () => {
  const signs = [24, -576, 12960, -126720, 1, -1, 1, -1, 1, 1, 1, 1, 1];
  expect(observe(terms(4, signs))).toMatchObject({
    zeros: [],
    rule: { from: 12, kind: 'positive', last: '+' },
    positive: [4, 6, 8, 10],
    negative: [5, 7, 9, 11],
  });
});

it('few terms show no rule, and a gap ends what is looked at', () => {
  expect(observe(terms(4, [1, -1, 1]))).toMatchObject({ rule: null, positive: [4, 6], negative: [5] });
  expect(observe([...terms(4, [1, 1]), ...terms(9, [1])])).toMatchObject({ from: 4, to: 5 });
  expect(observe([])).toBeNull();
});
