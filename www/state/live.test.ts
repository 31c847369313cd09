import { beforeEach, describe, expect, it } from 'vitest';
import type { Reading } from '../engine/meter';
import { planFor } from '../testing/results';
import { noMeter } from '../testing/scripted-engine';
import { createLive } from './live';
import type { ColumnsJob } from './run';

const plan = planFor({ rows: 5, columns: 6 });
const job: ColumnsJob = {
  engine: 'enumerate',
  shape: { ...plan.shape, engine: 'enumerate', seconds: 0 },
  plan,
  meter: noMeter,
  finished: [],
  startedAt: 0,
};

let readings: Reading[];
function counted(positive: bigint, negative: bigint): Reading {
  return {
    state: 'counting',
    unitsDone: 0,
    positive,
    negative,
    busySeconds: 0,
    unit: 0,
    share: 0.5,
    rows: [[2, 1, 4, 3, 6, 5]],
  };
}
const read = () => readings;

beforeEach(() => {
  readings = [counted(100n, 90n), counted(10n, 9n)];
});

describe('totals', () => {
  it('are the counts of all workers with the row orders', () => {
    const live = createLive(read);
    live.look(job, 1000);
    expect(live.totals.value).toMatchObject({ positive: 110n * 24n, negative: 99n * 24n, elapsed: 1 });
  });

  it('go on from what was counted before, at the speed of this run', () => {
    const before = plan.units.slice(0, 2).map((_, unit) => ({
      unit,
      worker: null,
      seconds: 1,
      positive: '4800',
      negative: '4608',
    }));
    const live = createLive(read);
    const resumed = { ...plan, before, before_seconds: 60 };
    readings = [{ ...counted(100n, 90n), unit: 2, share: 0.5 }];
    live.look({ ...job, plan: resumed, finished: before }, 2000);
    expect(live.totals.value).toMatchObject({
      positive: 9700n * 24n,
      negative: 9306n * 24n,
      elapsed: 62,
      share: 0.5,
    });
    // Half a first column took two seconds, and two and a half are left.
    expect(live.totals.value?.remaining).toBeCloseTo(10);
  });

  it('never go back', () => {
    const live = createLive(read);
    live.look(job, 1000);
    readings = [counted(50n, 95n), counted(10n, 9n)];
    live.look(job, 2000);
    expect(live.totals.value).toMatchObject({ positive: 110n * 24n, negative: 104n * 24n });
    readings = [{ ...counted(50n, 95n), unit: null }];
    const share = live.totals.value?.share ?? 0;
    live.look(job, 3000);
    expect(live.totals.value?.share).toBe(share);
  });

  it('keep each column that has not changed', () => {
    const live = createLive(read);
    live.look(job, 1000);
    const before = live.totals.value?.columns ?? [];
    readings = [{ ...counted(200n, 190n), share: 0.75 }];
    live.look(job, 2000);
    const after = live.totals.value?.columns ?? [];
    expect(after[0]).toMatchObject({ share: 0.75 });
    expect(after.map((column, i) => column === before[i])).toEqual([false, true, true, true, true]);
  });
});

describe('hands', () => {
  it('name the first column in hand', () => {
    const live = createLive(read);
    readings = [counted(1000n, 0n), { ...counted(0n, 0n), unit: null, state: 'waiting' }];
    live.look(job, 1000);
    expect(live.hands.value[0]).toMatchObject({ column: [1, 2, 3, 4, 5], rate: 1000, share: 0.5 });
    expect(live.hands.value[1]?.column).toBeNull();
  });

  it('are empty before a plan and after forgetting', () => {
    const live = createLive(read);
    live.look({ ...job, plan: null }, 1000);
    expect(live.hands.value).toEqual([]);
    live.look(job, 1000);
    live.forget();
    expect(live.totals.value).toBeNull();
    expect(live.hands.value).toEqual([]);
  });
});
