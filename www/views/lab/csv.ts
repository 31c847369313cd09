import type { LabReport, StepRecord, WorkerShare } from '../../model/generated';

const RECORD = [
  'record',
  'purpose',
  'round',
  'crew_workers',
  'pool',
  'fresh',
  'task',
  'rows',
  'columns',
  'schedule',
  'tables',
  'without',
  'counts',
  'seconds',
  'last_seconds',
  'merge_seconds',
  'loaded_seconds',
  'ready_seconds',
  'begun_seconds',
  'ending_seconds',
] as const;

const WORKER = [
  'worker',
  'units',
  'rectangles',
  'counting_seconds',
  'table_seconds',
  'tables_built',
  'lists_built',
  'candidates',
  'derangements',
  'even',
  'reports',
] as const satisfies readonly (keyof WorkerShare)[];

type Cell = string | number | boolean | null;

/** One line for each record and worker; what does not apply is empty. Workers are numbered from 0, as in the report. */
export function csvOf(report: LabReport): string {
  const lines = report.records.flatMap((record, number) => {
    const own = recordCells(record, number);
    const shares = record.outcome.kind === 'counts' ? record.outcome.workers : [];
    if (shares.length === 0) return [[...own, ...WORKER.map(() => null)]];
    return shares.map((share) => [...own, ...WORKER.map((name) => share[name])]);
  });
  return [[...RECORD, ...WORKER], ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function recordCells({ step, start, outcome }: StepRecord, number: number): Cell[] {
  const { task, crew } = step;
  const known: Record<(typeof RECORD)[number], Cell> = {
    record: number,
    purpose: step.purpose,
    round: step.round,
    crew_workers: crew.workers,
    pool: crew.pool,
    fresh: step.fresh,
    task: task.kind,
    rows: task.kind === 'dispatch' ? null : task.shape.rows,
    columns: task.kind === 'dispatch' ? null : task.shape.columns,
    schedule: task.kind === 'counts' ? task.schedule : null,
    tables: task.kind === 'counts' ? task.tables : null,
    without: task.kind === 'unit' ? task.without : null,
    counts: timesOf(outcome),
    // of a dispatch: of each job, on average
    seconds: outcome.seconds,
    last_seconds: outcome.kind === 'counts' ? outcome.last_seconds : null,
    merge_seconds: outcome.kind === 'counts' ? outcome.merge_seconds : null,
    loaded_seconds: start?.loaded ?? null,
    ready_seconds: start?.ready ?? null,
    begun_seconds: start?.begun ?? null,
    ending_seconds: start?.ending ?? null,
  };
  return RECORD.map((name) => known[name]);
}

function timesOf(outcome: StepRecord['outcome']): number {
  switch (outcome.kind) {
    case 'counts':
      return outcome.counts;
    case 'unit':
    case 'baseline':
      return outcome.times;
    case 'dispatch':
      return outcome.jobs;
  }
}

function cell(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
