import { describe, expect, it } from 'vitest';
import { secondsOf } from '../../model/result';
import { classesResult } from '../../testing/classes';
import { savedFor } from '../../testing/saved';
import { type Column, filtered, NO_FILTER, nextOrder, sorted } from './listing';

const [a, b, c] = [
  savedFor({ rows: 5, columns: 6 }, { date: '2026-11-20T12:00:00.000Z', elapsed_seconds: 2, workers: 1 }),
  savedFor({ rows: 4, columns: 6 }, { date: '2026-11-22T12:00:00.000Z', elapsed_seconds: 1 }),
  savedFor({ rows: 5, columns: 8 }, { date: '2026-11-21T12:00:00.000Z', elapsed_seconds: 30 }),
];

describe('an order', () => {
  it.each<[Column, unknown[]]>([
    ['shape', [b, a, c]],
    ['total', [b, a, c]],
    ['difference', [b, a, c]],
    ['negative', [b, a, c]],
    ['all', [b, a, c]],
    ['engine', [a, b, c]],
    ['workers', [a, b, c]],
    ['time', [b, a, c]],
    ['date', [a, c, b]],
  ])('by %s', (by, expected) => {
    expect(sorted([a, b, c], { by, descending: false })).toEqual(expected);
  });

  it('compares figures exactly', () => {
    const [less, more] = ['9007199254740992', '9007199254740993'].map((total) => ({ ...a, total }));
    if (!less || !more) throw new Error('two are made');
    expect(sorted([less, more], { by: 'total', descending: true })).toEqual([more, less]);
  });

  it('turns at a second press, and figures begin with the largest', () => {
    const order = nextOrder({ by: 'date', descending: true }, 'total');
    expect(order).toEqual({ by: 'total', descending: true });
    expect(nextOrder(order, 'total')).toEqual({ by: 'total', descending: false });
    expect(nextOrder(order, 'shape')).toEqual({ by: 'shape', descending: false });
  });
});

it('a filter takes shape, engine and days, both ends included', () => {
  const of = (filter: Partial<typeof NO_FILTER>) => filtered([a, b, c], { ...NO_FILTER, ...filter });
  expect(of({})).toEqual([a, b, c]);
  expect(of({ shape: '5x8' })).toEqual([c]);
  expect(of({ engine: 'enumerate' })).toEqual([a, b, c]);
  expect(of({ engine: 'classes' })).toEqual([]);
  expect(of({ from: '2026-11-21' })).toEqual([b, c]);
  expect(of({ from: '2026-11-21', to: '2026-11-21' })).toEqual([c]);
});

it('the time of all is their sum', () => expect(secondsOf([a, b, c])).toBe(33));

it('what was counted by classes together is timed once', () => {
  const range = { columns: 5, from: 1, to: 5 };
  const five = classesResult(range);
  expect(secondsOf([a, ...five])).toBeCloseTo(a.elapsed_seconds + 0.012);
});
