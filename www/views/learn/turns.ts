import type { WorkerReading } from '../../engine/meter';
import type { ColumnsPlan, FinishedUnit } from '../../model/generated';
import { type ColumnState, columnStates } from '../../store/progress';

/** A unit of a count, in seconds since its worker began. */
type Turn = { finished: FinishedUnit; worker: number; from: number; to: number };

/** Which worker had which unit when, as far as their own times tell. */
export type Turns = { plan: ColumnsPlan; turns: Turn[]; workers: number; end: number; timed: boolean };

/** Units are in the order in which they ended. Where the clock saw no time pass, all are equally long. */
export function turnsOf(plan: ColumnsPlan, finished: FinishedUnit[]): Turns {
  const timed = finished.some(({ seconds }) => seconds > 0);
  const ends: number[] = [];
  const turns: Turn[] = [];
  for (const unit of finished) {
    if (unit.worker === null) continue;
    const from = ends[unit.worker] ?? 0;
    const to = from + (timed ? unit.seconds : 1);
    ends[unit.worker] = to;
    turns.push({ finished: unit, worker: unit.worker, from, to });
  }
  return { plan, turns, workers: ends.length, end: Math.max(0, ...turns.map(({ to }) => to)), timed };
}

/** The first columns when a share of the time, from 0 to 1, has passed. */
export function columnsAt({ plan, turns, workers, end }: Turns, share: number): ColumnState[] {
  const now = share * end;
  const over = share >= 1 ? turns : turns.filter(({ to }) => to <= now);
  const readings = Array.from({ length: workers }, (_, worker): WorkerReading => {
    const turn = share < 1 && turns.find((one) => one.worker === worker && one.from <= now && now < one.to);
    return {
      state: turn ? 'counting' : 'waiting',
      unitsDone: 0,
      positive: 0n,
      negative: 0n,
      busySeconds: 0,
      unit: turn ? turn.finished.unit : null,
      share: turn ? (now - turn.from) / (turn.to - turn.from) : 0,
      rows: [],
    };
  });
  return columnStates(
    plan,
    over.map(({ finished }) => finished),
    readings,
  );
}
