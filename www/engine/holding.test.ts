import { expect, it } from 'vitest';
import { holding } from './holding';

it('is a tenth of a second of work', () => {
  expect(holding(0.02, 10_000, 2)).toBe(5);
  expect(holding(0.000_01, 1_000_000, 2)).toBe(10_000);
});

it('is one unit at least, however long it takes', () => {
  expect(holding(10, 1000, 2)).toBe(1);
  expect(holding(0.01, 0, 2)).toBe(1);
});

it('is little as long as nothing is known', () => {
  expect(holding(null, 1000, 2)).toBe(2);
});

it('leaves the others their share towards the end', () => {
  expect(holding(0.001, 12, 2)).toBe(3);
  expect(holding(0.001, 3, 4)).toBe(1);
});
