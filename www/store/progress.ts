import type { WorkerReading } from '../engine/meter';
import type { ColumnsPlan, EngineName, FinishedUnit, ProgressReport } from '../model/generated';

export type ColumnState = {
  column: number[];
  state: 'done' | 'in-progress' | 'waiting';
  /** 0..1 of the column counted */
  share: number;
  /** the workers that have counted a part of it, in order; numbered from 0 */
  workers: number[];
  /** some of it was counted before this run */
  earlier: boolean;
  /** counted in its finished units, without the row orders */
  positive: bigint;
  negative: bigint;
};

type Tally = ColumnState & { units: number; unitsDone: number; width: number; widthDone: number };

/** The progress of each first column: its finished units, and the share of those in progress. */
export function columnStates(
  plan: ColumnsPlan,
  finished: FinishedUnit[],
  readings: WorkerReading[],
): ColumnState[] {
  const tallies: Tally[] = plan.first_columns.map((column) => ({
    column,
    state: 'waiting',
    share: 0,
    workers: [],
    earlier: false,
    positive: 0n,
    negative: 0n,
    units: 0,
    unitsDone: 0,
    width: 0,
    widthDone: 0,
  }));
  for (const unit of plan.units) {
    const tally = tallies[unit.first_column];
    if (!tally) continue;
    tally.units++;
    tally.width += unit.to - unit.from;
  }
  const seen = new Set<number>();
  for (const { unit, worker, positive, negative } of finished) {
    const [tally, width] = tallyOf(plan, tallies, unit);
    if (!tally || seen.has(unit)) continue;
    seen.add(unit);
    tally.unitsDone++;
    tally.widthDone += width;
    tally.positive += BigInt(positive);
    tally.negative += BigInt(negative);
    if (worker === null) tally.earlier = true;
    else addWorker(tally, worker);
  }
  readings.forEach(({ unit, share }, worker) => {
    // The meter may still show a unit whose result has already come.
    if (unit === null || seen.has(unit)) return;
    const [tally, width] = tallyOf(plan, tallies, unit);
    if (!tally) return;
    tally.widthDone += width * Math.min(1, share);
    addWorker(tally, worker);
  });
  return tallies.map(settle);
}

function tallyOf(plan: ColumnsPlan, tallies: Tally[], index: number): [Tally | undefined, number] {
  const unit = plan.units[index];
  return unit ? [tallies[unit.first_column], unit.to - unit.from] : [undefined, 0];
}

function addWorker(tally: Tally, worker: number): void {
  if (!tally.workers.includes(worker)) tally.workers.push(worker);
}

function settle({ units, unitsDone, width, widthDone, ...column }: Tally): ColumnState {
  column.workers.sort((a, b) => a - b);
  if (units > 0 && unitsDone === units) return { ...column, state: 'done', share: 1 };
  const share = width === 0 ? 0 : widthDone / width;
  return { ...column, state: column.workers.length === 0 ? 'waiting' : 'in-progress', share };
}

/** 0..1 of the whole count; every first column contributes equally. */
export function shareDone(columns: ColumnState[]): number {
  if (columns.length === 0) return 0;
  return columns.reduce((sum, { share }) => sum + share, 0) / columns.length;
}

/** 0..1 of a count by classes; 0 until the number of blocks is known. */
export function classesShare(progress: ProgressReport | null): number {
  return progress === null || progress.units === 0 ? 0 : progress.done / progress.units;
}

/** The same of a count by any engine that reports phases. */
export function phasesShare(progress: ProgressReport | null, engine: EngineName): number {
  return engine === 'classes' ? classesShare(progress) : (progress?.share ?? 0);
}

export function columnsDone(columns: ColumnState[]): number {
  return columns.filter(({ state }) => state === 'done').length;
}

/** The remaining work of a count, in shares of the whole. */
export type Ahead = {
  /** workers that had units in this run */
  active: number;
  /** workers that can work in parallel from now on */
  atOnce: number;
  /** the remainder of the unit with the most left */
  longest: number;
};

/** The remaining work by units: when few are left, some workers have none. */
export function aheadOf(plan: ColumnsPlan, finished: FinishedUnit[], readings: WorkerReading[]): Ahead {
  const done = new Set(finished.map(({ unit }) => unit));
  const inProgress = new Map(
    readings.flatMap(({ unit, share }) => (unit === null ? [] : [[unit, share] as const])),
  );
  const whole = plan.units.reduce((sum, { from, to }) => sum + to - from, 0);
  const left = plan.units.flatMap(({ from, to }, unit) =>
    done.has(unit) ? [] : (1 - Math.min(1, inProgress.get(unit) ?? 0)) * ((to - from) / whole),
  );
  const most = (units: number) => Math.max(1, Math.min(readings.length, units));
  // With this schedule a worker has only its own units.
  const busy = plan.schedule === 'static' ? inProgress.size : left.length;
  return {
    active: most(plan.units.length - plan.before.length),
    atOnce: most(busy),
    longest: Math.max(0, ...left),
  };
}

/** Seconds left, at the speed since the share was `before`; null while there is too little data. */
export function remaining(
  share: number,
  elapsed: number,
  before = 0,
  { active, atOnce, longest }: Ahead = { active: 1, atOnce: 1, longest: 0 },
): number | null {
  if (share - before < 0.02 || elapsed < 0.5) return null;
  const ofOne = (share - before) / (elapsed * active);
  return Math.max((1 - share) / atOnce, longest) / ofOne;
}
