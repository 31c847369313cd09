import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerReading } from '../engine/meter';
import type { FinishedUnit, Schedule } from '../model/generated';
import { planFor } from '../testing/results';
import { noMeter } from '../testing/scripted-engine';
import { createLive } from './live';
import type { Job } from './run';

const plan = planFor({ rows: 5, columns: 6 });
const job: Job = {
  shape: { rows: 5, columns: 6, engine: 'enumerate', seconds: 0 },
  range: { columns: 6, from: 5, to: 5 },
  plan,
  progress: null,
  meter: noMeter,
  finished: [],
  startedAt: 0,
};

let readings: WorkerReading[];
function counted(positive: bigint, negative: bigint): WorkerReading {
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
    live.sample(job, 1000);
    expect(live.totals.value).toMatchObject({ positive: 110n * 24n, negative: 99n * 24n, elapsed: 1 });
  });

  it('go on from what was counted before, at the speed of this run', () => {
    const before = plan.by_column.units.slice(0, 2).map((_, unit) => ({
      unit,
      worker: null,
      seconds: 1,
      positive: '4800',
      negative: '4608',
    }));
    const live = createLive(read);
    const resumed = { ...plan, before_seconds: 60, by_column: { ...plan.by_column, before } };
    readings = [{ ...counted(100n, 90n), unit: 2, share: 0.5 }];
    live.sample({ ...job, plan: resumed, finished: before }, 2000);
    expect(live.totals.value).toMatchObject({
      positive: 9700n * 24n,
      negative: 9306n * 24n,
      elapsed: 62,
      share: 0.5,
    });
    // Half a first column took two seconds, and two and a half are left.
    expect(live.totals.value?.remaining).toBeCloseTo(10);
  });

  it.each(['dynamic', 'static', 'split'] as const)(
    'tell about how long is left, wherever a count goes on, on any number of workers, %s',
    (schedule) => {
      for (const workers of [1, 2, 3, 8])
        for (const done of [0, 1, 4, 12, 13, 14]) {
          const run = simulated(schedule, workers, done);
          for (const { at, left } of run.estimates) {
            expect(left).toBeGreaterThanOrEqual((run.seconds - at) / 2);
            expect(left).toBeLessThanOrEqual((run.seconds - at) * 2);
          }
          if (done < 12) expect(run.estimates.length).toBeGreaterThan(10);
        }
    },
  );

  it('never go back', () => {
    const live = createLive(read);
    live.sample(job, 1000);
    readings = [counted(50n, 95n), counted(10n, 9n)];
    live.sample(job, 2000);
    expect(live.totals.value).toMatchObject({ positive: 110n * 24n, negative: 104n * 24n });
    readings = [{ ...counted(50n, 95n), unit: null }];
    const share = live.totals.value?.share ?? 0;
    live.sample(job, 3000);
    expect(live.totals.value?.share).toBe(share);
  });

  it('keep each column that has not changed', () => {
    const live = createLive(read);
    live.sample(job, 1000);
    const before = live.totals.value?.columns ?? [];
    readings = [{ ...counted(200n, 190n), share: 0.75 }];
    live.sample(job, 2000);
    const after = live.totals.value?.columns ?? [];
    expect(after[0]).toMatchObject({ share: 0.75 });
    expect(after.map((column, i) => column === before[i])).toEqual([false, true, true, true, true]);
  });
});

describe('workers', () => {
  it('name the first column in progress', () => {
    const live = createLive(read);
    readings = [counted(1000n, 0n), { ...counted(0n, 0n), unit: null, state: 'waiting' }];
    live.sample(job, 1000);
    expect(live.workers.value[0]).toMatchObject({ column: [1, 2, 3, 4, 5], rate: 1000, share: 0.5 });
    expect(live.workers.value[1]?.column).toBeNull();
  });

  it('are empty before a plan and after forgetting', () => {
    const live = createLive(read);
    live.sample({ ...job, plan: null }, 1000);
    expect(live.workers.value).toEqual([]);
    live.sample(job, 1000);
    live.forget();
    expect(live.totals.value).toBeNull();
    expect(live.workers.value).toEqual([]);
  });
});

/** A run of 3 × 7, which has 15 first columns of ten seconds each, from when so many units were done. */
function simulated(schedule: Schedule, workers: number, done: number) {
  const plan = planFor({ rows: 3, columns: 7 }, workers, schedule);
  const whole = plan.by_column;
  const secondRows = whole.units.at(-1)?.to ?? 1;
  const before = whole.units.slice(0, done).map((_, unit) => ({
    unit,
    worker: null,
    seconds: 1,
    positive: '1',
    negative: '0',
  }));
  const resumed = { ...plan, by_column: { ...whole, before } };
  const finished: FinishedUnit[] = [...before];
  const waiting = whole.units.map((_, unit) => unit).slice(done);
  const blocks = Array.from({ length: workers }, (_, worker) =>
    schedule === 'static'
      ? waiting.slice(
          Math.floor((worker * waiting.length) / workers),
          Math.floor(((worker + 1) * waiting.length) / workers),
        )
      : waiting,
  );
  const secondsOf = (unit: number) => {
    const { from, to } = whole.units[unit] ?? { from: 0, to: 0 };
    return (10 * (to - from)) / secondRows;
  };
  const working: ({ unit: number; since: number } | null)[] = Array.from({ length: workers }, () => null);
  const live = createLive(() => readings);
  const estimates: { at: number; left: number }[] = [];
  const step = 0.1;
  let at = 0;
  while (finished.length < whole.units.length) {
    working.forEach((own, worker) => {
      if (own && at - own.since >= secondsOf(own.unit)) {
        finished.push({ unit: own.unit, worker, seconds: 1, positive: '1', negative: '0' });
        working[worker] = null;
      }
      if (working[worker]) return;
      const unit = blocks[worker]?.shift();
      if (unit !== undefined) working[worker] = { unit, since: at };
    });
    if (finished.length === whole.units.length) break;
    readings = working.map((own) => ({
      ...counted(0n, 0n),
      unit: own?.unit ?? null,
      share: own ? (at - own.since) / secondsOf(own.unit) : 0,
    }));
    live.sample({ ...job, plan: resumed, finished: [...finished] }, at * 1000);
    const left = live.totals.value?.remaining ?? null;
    if (left !== null) estimates.push({ at, left });
    at += step;
  }
  // What is a step away is not told apart from what is over.
  return { seconds: at, estimates: estimates.filter((one) => at - one.at > 4 * step) };
}
