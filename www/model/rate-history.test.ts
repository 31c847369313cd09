import { expect, it } from 'vitest';
import { Trace } from './rate-history';

it('the rate is that of the last second', () => {
  const trace = new Trace(0);
  for (let at = 100; at <= 2000; at += 100) trace.add(at, BigInt(at) * 10n);
  for (let at = 2100; at <= 3000; at += 100) trace.add(at, 20_000n + BigInt(at - 2000) * 20n);
  expect(trace.rate(3000)).toBeCloseTo(20_000);
});

it('is not made up before there is a sample', () => {
  expect(new Trace(5).rate(5)).toBe(0);
});

it('after a hidden tab it is the mean of the time unseen', () => {
  const trace = new Trace(0);
  trace.add(100, 1000n);
  trace.add(60_100, 61_000n);
  expect(trace.rate(60_100)).toBeCloseTo(1000, -1);
});

it('holds thirty seconds, a point every half second', () => {
  const trace = new Trace(0);
  for (let at = 100; at <= 60_000; at += 100) trace.add(at, BigInt(at));
  const { history } = trace;
  expect(history.length).toBe(60);
  expect(history[0]?.ago).toBeLessThanOrEqual(30);
  expect(history.every(({ rate }) => Math.abs(rate - 1000) < 150)).toBe(true);
});

it('differences of counts beyond 2^53 are exact', () => {
  const trace = new Trace(0);
  const start = 10n ** 22n;
  trace.add(1000, start);
  trace.add(2000, start + 5n);
  expect(trace.rate(2000)).toBe(5);
});
