import { describe, expect, it } from 'vitest';
import type { WorkerReading } from '../engine/meter';
import type { FinishedUnit } from '../model/generated';
import { planFor } from '../testing/results';
import { columnStates, columnsDone, remaining, shareDone } from './progress';

const shape = { rows: 5, columns: 6 };
const { by_column: plan } = planFor(shape);

function finished(
  unit: number,
  worker: number | null = 0,
  positive = '4800',
  negative = '4608',
): FinishedUnit {
  return { unit, worker, seconds: 0.001, positive, negative };
}

function reading(unit: number | null, share = 0): WorkerReading {
  const rest = { unitsDone: 0, positive: 0n, negative: 0n, busySeconds: 0, rows: [] };
  return { state: unit === null ? 'waiting' : 'counting', unit, share, ...rest };
}

describe('whole first columns', () => {
  it('are done, in progress or waiting', () => {
    const states = columnStates(plan, [finished(0), finished(1, 1)], [reading(2, 0.25), reading(null)]);
    expect(states.map(({ state }) => state)).toEqual(['done', 'done', 'in-progress', 'waiting', 'waiting']);
    expect(states.map(({ workers }) => workers)).toEqual([[0], [1], [0], [], []]);
    expect(states[0]?.positive).toBe(4800n);
    expect(shareDone(states)).toBeCloseTo(2.25 / 5);
    expect(columnsDone(states)).toBe(2);
  });

  it('a unit that the meter still shows counts once', () => {
    const states = columnStates(plan, [finished(0), finished(0)], [reading(0, 1)]);
    expect(states[0]).toMatchObject({ state: 'done', share: 1, positive: 4800n, workers: [0] });
  });

  it('that were counted before this run are nobody’s here', () => {
    const states = columnStates(plan, [finished(0, null), finished(1, 1)], []);
    expect(states.map(({ earlier }) => earlier)).toEqual([true, false, false, false, false]);
    expect(states[0]).toMatchObject({ state: 'done', workers: [], positive: 4800n });
  });

  it('a unit that the plan does not know changes nothing', () => {
    expect(columnsDone(columnStates(plan, [finished(99)], [reading(98, 0.5)]))).toBe(0);
  });
});

describe('first columns in parts', () => {
  const { by_column: split } = planFor(shape, 2, 'split', 4);

  it('of which some was counted before wait with what is done of them', () => {
    const [first] = columnStates(split, [finished(0, null)], []);
    expect(first).toMatchObject({ state: 'waiting', earlier: true, workers: [] });
    expect(first?.share).toBeCloseTo(1 / 4, 1);
  });

  it('fill by the width of their parts', () => {
    const states = columnStates(split, [finished(0, 1, '1200', '1152')], [reading(1, 0.5), reading(null)]);
    const [first] = states;
    expect(first?.state).toBe('in-progress');
    expect(first?.workers).toEqual([0, 1]);
    // parts of 13, 13, 13 and 14 of 53 second rows
    expect(first?.share).toBeCloseTo((13 + 6.5) / 53);
    expect(first?.positive).toBe(1200n);
  });

  it('are done when all their parts are', () => {
    const all = [0, 1, 2, 3].map((unit) => finished(unit, unit % 2));
    expect(columnStates(split, all, [])[0]).toMatchObject({ state: 'done', share: 1, workers: [0, 1] });
  });
});

describe('the time left', () => {
  it.each([
    [0.4, 31, 46.5],
    [1, 10, 0],
    [0.01, 100, null],
    [0.5, 0.1, null],
    [0, 0, null],
  ])('share %f after %f s', (share, elapsed, left) => {
    const seconds = remaining(share, elapsed);
    if (left === null) expect(seconds).toBeNull();
    else expect(seconds).toBeCloseTo(left);
  });
});
