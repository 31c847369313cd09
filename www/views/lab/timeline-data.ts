import type { Bar, Batch, LabReport, Start, StepRecord } from '../../model/generated';

export type Piece = {
  kind: 'load' | 'spawn' | 'wait' | 'tables' | 'unit' | 'merge';
  /** seconds since the request */
  from: number;
  to: number;
  /** the first column of a unit and of its tables, by rank from 0 */
  column: number | null;
};

/** What one worker, numbered from 0, did from the request to the end of the count. */
export type Row = { worker: number; pieces: Piece[] };

export type TimedRun = { workers: number; rows: Row[]; total: number };

export type Timeline = {
  runs: TimedRun[];
  /** the longest run */
  end: number;
  /** seconds until shortly after every worker has begun to count: the part that is drawn larger */
  beginning: number;
};

type Drawable = { record: StepRecord; batch: Batch; total: number };

function drawableOf(record: StepRecord): Drawable | null {
  const { outcome, start } = record;
  if (outcome.kind !== 'counts') return null;
  const total = (start?.begun ?? 0) + outcome.last_seconds + outcome.merge_seconds;
  return { record, batch: outcome, total };
}

/** The record whose total is the median; of an even number, the lower of the two in the middle. */
export function medianRecord(records: StepRecord[]): StepRecord | null {
  const all = records.flatMap((record) => drawableOf(record) ?? []).sort((a, b) => a.total - b.total);
  return all[Math.ceil(all.length / 2) - 1]?.record ?? null;
}

function chosenRecords({ records, question }: LabReport): StepRecord[] {
  const started = (workers: number) =>
    medianRecord(
      records.filter(
        ({ step }) =>
          step.purpose === 'start' && step.fresh && step.crew.pool && step.crew.workers === workers,
      ),
    );
  const sizes = question.workers > 1 ? [1, question.workers] : [1];
  const fresh = sizes.flatMap((workers) => started(workers) ?? []);
  if (fresh.length > 0) return fresh;
  const sequential = medianRecord(records.filter(({ step }) => step.purpose === 'rate' && !step.crew.pool));
  return sequential ? [sequential] : [];
}

/** Runs on one clock, which starts at the request; null where nothing was recorded that has a timeline. */
export function timelineOf(report: LabReport): Timeline | null {
  const runs = chosenRecords(report).flatMap((record) => runOf(record) ?? []);
  if (runs.length === 0) return null;
  const end = Math.max(...runs.map(({ total }) => total));
  const firstUnits = runs.flatMap(({ rows }) =>
    rows.flatMap(({ pieces }) => pieces.find(({ kind }) => kind === 'unit')?.from ?? []),
  );
  const begun = Math.max(0, ...firstUnits);
  return { runs, end, beginning: Math.min(end, begun > 0 ? begun * 1.6 : end / 10) };
}

/** Whether it shows the cost of starting; a pool that was ready has no start. */
export function hasStart({ runs }: Timeline): boolean {
  return runs.some(({ rows }) => rows.some(({ pieces }) => pieces.some(({ kind }) => kind === 'spawn')));
}

function runOf(record: StepRecord): TimedRun | null {
  const drawable = drawableOf(record);
  if (!drawable) return null;
  const { batch, total } = drawable;
  const { workers } = record.step.crew;
  const rows = Array.from({ length: workers }, (_, worker) => ({
    worker,
    pieces: piecesOf(
      worker,
      record.start,
      batch.bars.filter((bar) => bar.worker === worker),
      total,
      batch.merge_seconds,
    ),
  }));
  return { workers, rows, total };
}

function piecesOf(
  worker: number,
  start: Start | null,
  bars: Bar[],
  total: number,
  mergeSeconds: number,
): Piece[] {
  const pieces: Piece[] = [];
  let reached = 0;
  // Idle times shorter than a thousandth of the run are left out.
  // The clocks of two threads may differ by a tick: pieces must neither overlap nor outlast the run.
  const add = (kind: Piece['kind'], to: number, column: number | null = null) => {
    const end = Math.min(Math.max(to, reached), total);
    const least = kind === 'wait' ? total / 1000 : 0;
    if (end - reached > least) pieces.push({ kind, from: reached, to: end, column });
    reached = end;
  };
  if (start) {
    // The program is loaded once for all workers.
    add(worker === 0 ? 'load' : 'wait', start.loaded);
    add('spawn', start.ready);
  }
  const begun = start?.begun ?? 0;
  for (const { from, tables, to, first_column } of [...bars].sort((a, b) => a.from - b.from)) {
    add('wait', begun + from);
    add('tables', begun + tables, first_column);
    add('unit', begun + to, first_column);
  }
  if (worker === 0) {
    add('wait', total - mergeSeconds);
    add('merge', total);
  } else add('wait', total);
  return pieces;
}

const PIECE_NAMES: Record<Piece['kind'], string> = {
  load: 'loading the program',
  spawn: 'starting the worker',
  wait: 'idle',
  tables: 'building tables',
  unit: 'counting',
  merge: 'putting the first columns together',
};

export function pieceName({ kind, column }: Piece): string {
  return kind === 'unit' && column !== null ? `first column ${column + 1}` : PIECE_NAMES[kind];
}
