import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paced } from './sampling';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('applies the first value at once, and of many the last at most so often', () => {
  const applied: number[] = [];
  const pace = paced<number>(250, (value) => applied.push(value));
  pace.offer(0);
  expect(applied).toEqual([0]);
  for (let i = 1; i <= 100; i++) {
    vi.advanceTimersByTime(10);
    pace.offer(i);
  }
  vi.advanceTimersByTime(1000);
  expect(applied).toEqual([0, 24, 49, 74, 99, 100]);
});

it('applies nothing that was dropped', () => {
  const applied: number[] = [];
  const pace = paced<number>(250, (value) => applied.push(value));
  pace.offer(1);
  pace.offer(2);
  pace.drop();
  vi.advanceTimersByTime(1000);
  expect(applied).toEqual([1]);
  pace.offer(3);
  expect(applied).toEqual([1, 3]);
});
