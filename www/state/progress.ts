import type { ClassesProgress, FinishedUnit, Plan } from '../engine/generated';
import type { Reading } from '../engine/meter';

export type ColumnState = {
  column: number[];
  state: 'done' | 'hand' | 'waiting';
  /** 0..1 of the column counted */
  share: number;
  /** who has or had a part of it, in order of number; workers are numbered from 0 */
  workers: number[];
  /** some of it was counted before this run */
  earlier: boolean;
  /** counted in its finished units, without the row orders */
  positive: bigint;
  negative: bigint;
};

type Tally = ColumnState & { units: number; unitsDone: number; width: number; widthDone: number };

/** Each first column as far as it is counted: its finished units and the share of those in hand. */
export function columnStates(plan: Plan, finished: FinishedUnit[], readings: Reading[]): ColumnState[] {
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
    const [tally, width] = lookUp(plan, tallies, unit);
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
    const [tally, width] = lookUp(plan, tallies, unit);
    if (!tally) return;
    tally.widthDone += width * Math.min(1, share);
    addWorker(tally, worker);
  });
  return tallies.map(settle);
}

function lookUp(plan: Plan, tallies: Tally[], index: number): [Tally | undefined, number] {
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
  return { ...column, state: column.workers.length === 0 ? 'waiting' : 'hand', share };
}

/** 0..1 of the whole count; every first column is the same amount of result. */
export function shareDone(columns: ColumnState[]): number {
  if (columns.length === 0) return 0;
  return columns.reduce((sum, { share }) => sum + share, 0) / columns.length;
}

/** 0..1 of a count by classes; before its classes are listed it is not known how many blocks there are. */
export function classesShare(progress: ClassesProgress | null): number {
  return progress === null || progress.blocks === 0 ? 0 : progress.blocks_done / progress.blocks;
}

export function columnsDone(columns: ColumnState[]): number {
  return columns.filter(({ state }) => state === 'done').length;
}

/** Seconds left at the speed since the share was `before`; null while there is too little to go by. */
export function remaining(share: number, elapsed: number, before = 0): number | null {
  if (share - before < 0.02 || elapsed < 0.5) return null;
  return (elapsed * (1 - share)) / (share - before);
}
