import { batch, type Signal, signal } from '@preact/signals';
import type { MeterSource } from '../engine/api';
import type { WorkerReading } from '../engine/meter';
import type { ColumnsPlan } from '../model/generated';
import { Trace } from '../model/rate-history';
import { aheadOf, type ColumnState, columnStates, remaining, shareDone } from './progress';
import type { Job } from './run';

/** The running count as a whole. */
export type Totals = {
  /** K+ and K- so far, with the row orders */
  positive: bigint;
  negative: bigint;
  columns: ColumnState[];
  share: number;
  elapsed: number;
  remaining: number | null;
};

/** What one worker is doing now. */
export type WorkerSnapshot = Pick<WorkerReading, 'state' | 'unitsDone' | 'share' | 'rows'> & {
  /** the first column in progress */
  column: number[] | null;
  /** reduced rectangles a second */
  rate: number;
  history: { ago: number; rate: number }[];
};

export type Live = {
  totals: Signal<Totals | null>;
  workers: Signal<WorkerSnapshot[]>;
  /** Reads the meter of an enumeration. */
  sample(job: Job, now: number): void;
  forget(): void;
};

export function createLive(read: (source: MeterSource) => WorkerReading[]): Live {
  const totals = signal<Totals | null>(null);
  const workers = signal<WorkerSnapshot[]>([]);
  let traces: Trace[] = [];
  let before: EarlierRun | null = null;

  function forget() {
    traces = [];
    before = null;
    totals.value = null;
    workers.value = [];
  }

  function sample(job: Job, now: number) {
    const plan = job.plan?.by_column;
    if (!plan || !job.meter) return;
    const { meter } = job;
    const readings = read(meter);
    readings.forEach((reading, i) => {
      traces[i] ??= new Trace(job.startedAt);
      traces[i].add(now, reading.positive + reading.negative);
    });
    const known = before ?? beforeOf(plan);
    before = known;
    batch(() => {
      workers.value = readings.map((reading, i) => snapshotOf(plan, reading, traces[i], now));
      totals.value = totalsOf(plan, job, readings, now, known, totals.value);
    });
  }

  return { totals, workers, sample, forget };
}

function snapshotOf(
  plan: ColumnsPlan,
  reading: WorkerReading,
  trace: Trace | undefined,
  now: number,
): WorkerSnapshot {
  const { state, unitsDone, share, rows } = reading;
  const unit = reading.unit === null ? undefined : plan.units[reading.unit];
  return {
    state,
    unitsDone,
    share,
    rows,
    column: (unit && plan.first_columns[unit.first_column]) ?? null,
    rate: trace?.rate(now) ?? 0,
    history: trace?.history ?? [],
  };
}

/** What was counted before this run, which the meter does not include. */
type EarlierRun = { positive: bigint; negative: bigint; share: number };

function beforeOf(plan: ColumnsPlan): EarlierRun {
  const sum = (sign: 'positive' | 'negative') =>
    plan.before.reduce((total, unit) => total + BigInt(unit[sign]), 0n);
  return {
    positive: sum('positive'),
    negative: sum('negative'),
    share: shareDone(columnStates(plan, plan.before, [])),
  };
}

function totalsOf(
  plan: ColumnsPlan,
  job: Job,
  readings: WorkerReading[],
  now: number,
  before: EarlierRun,
  shown: Totals | null,
): Totals {
  const orders = BigInt(plan.row_orders);
  const sum = (sign: 'positive' | 'negative') =>
    readings.reduce((total, reading) => total + reading[sign], before[sign]) * orders;
  const columns = stable(columnStates(plan, job.finished, readings), shown?.columns ?? []);
  const here = (now - job.startedAt) / 1000;
  // Meter and messages are not in step; a figure shown never decreases.
  const share = Math.max(shown?.share ?? 0, shareDone(columns));
  return {
    positive: larger(shown?.positive, sum('positive')),
    negative: larger(shown?.negative, sum('negative')),
    columns,
    share,
    elapsed: (job.plan?.before_seconds ?? 0) + here,
    remaining: remaining(share, here, before.share, aheadOf(plan, job.finished, readings)),
  };
}

/** An unchanged column stays the same object, so that it is not drawn again. */
function stable(columns: ColumnState[], shown: ColumnState[]): ColumnState[] {
  return columns.map((column, i) => {
    const before = shown[i];
    return before && sameState(before, column) ? before : column;
  });
}

function sameState(one: ColumnState, other: ColumnState): boolean {
  return (
    one.state === other.state &&
    one.share === other.share &&
    one.workers.join() === other.workers.join() &&
    one.earlier === other.earlier &&
    one.positive === other.positive &&
    one.negative === other.negative
  );
}

function larger(shown: bigint | undefined, now: bigint): bigint {
  return shown !== undefined && shown > now ? shown : now;
}
