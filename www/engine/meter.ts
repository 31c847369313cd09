import { MeterField } from '../model/generated';
import type { MeterSource } from './api';

/** What one worker is doing now. */
export type WorkerReading = {
  state: 'waiting' | 'counting' | 'finished';
  unitsDone: number;
  /** reduced rectangles counted so far, by sign, the unit in progress included */
  positive: bigint;
  negative: bigint;
  busySeconds: number;
  /** the unit in progress (index into plan.units), null between units */
  unit: number | null;
  /** 0..1, how much of the unit in progress is done */
  share: number;
  /** rows 2, 3, ... of the rectangle in progress, as far as they are chosen */
  rows: number[][];
};

const STATES = ['waiting', 'counting', 'finished'] as const;
const WORD_BYTES = 8;

/** What every worker is doing now. */
export function readMeter({ buffer, offset, workers, words }: MeterSource): WorkerReading[] {
  const meter = new BigUint64Array(buffer, offset, workers * words);
  return Array.from({ length: workers }, (_, worker) => {
    const read = (field: number) => Atomics.load(meter, worker * words + field);
    const unit = Number(read(MeterField.Unit));
    return {
      state: STATES[Number(read(MeterField.State))] ?? 'waiting',
      unitsDone: Number(read(MeterField.UnitsDone)),
      positive: read(MeterField.Positive),
      negative: read(MeterField.Negative),
      busySeconds: Number(read(MeterField.BusyMicroseconds)) / 1e6,
      unit: unit === 0 ? null : unit - 1,
      share: Number(read(MeterField.Share)) / 1e6,
      rows:
        unit === 0
          ? []
          : rowsInProgress((at) => read(MeterField.InProgress + at), words - MeterField.InProgress),
    };
  });
}

function rowsInProgress(read: (at: number) => bigint, most: number): number[][] {
  const rows: number[][] = [];
  for (let at = 0; at < most; at++) {
    const row = symbols(read(at));
    if (row.length === 0) break;
    rows.push(row);
  }
  return rows;
}

/** Unpacks a row of four bits a symbol, column 1 lowest; 0 is no row. */
function symbols(packed: bigint): number[] {
  const row: number[] = [];
  for (let rest = packed; rest > 0n; rest >>= 4n) row.push(Number(rest & 15n));
  return row;
}

/** A copy of the meter, for a page that cannot read the memory itself. */
export function copyMeter({ buffer, offset, workers, words }: MeterSource): MeterSource {
  const bytes = new Uint8Array(buffer, offset, workers * words * WORD_BYTES);
  return { buffer: new Uint8Array(bytes).buffer, offset: 0, workers, words };
}
