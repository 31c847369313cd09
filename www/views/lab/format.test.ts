import { expect, it } from 'vitest';
import { durationText, perCent, spreadText, times } from './format';

it.each([
  [0.000_002, 'under 5 µs'],
  [0.000_005, '5.00 µs'],
  [0.000_197, '197 µs'],
  [0.034_9, '34.9 ms'],
  [1.234, '1.23 s'],
  [75, '1:15 min'],
])('%d s by a clock of 5 µs is %s', (seconds, text) => {
  expect(durationText(seconds, 0.000_005).replace('\u00a0', ' ')).toBe(text);
});

it('figures carry their units and marks', () => {
  expect(times(1.866)).toBe('1.87×');
  expect(perCent(-0.009)).toBe('−0.9\u00a0%');
  expect(perCent(0.935)).toBe('94\u00a0%');
  const spread = { median: 2, lower: 1.9, upper: 2.1, repetitions: 7 };
  expect(spreadText(spread, (value) => value.toFixed(1))).toBe('quartiles 1.9 to 2.1, 7 runs');
});
