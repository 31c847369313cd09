import { Alert } from '../../components/alert';
import { saveText } from '../../components/download';
import { OpenFile } from '../../components/open-file';
import { NOT_IMPORTED } from '../../format/messages';
import type { LabReport, StepRecord, WorkerShare } from '../../model/generated';
import { useApp } from '../app-context';

/** Saves and prints the report, and opens reports of other machines. */
export function Exports() {
  const { lab } = useApp();
  const report = lab.report.value;

  return (
    <>
      <p class="lab-actions">
        {report && (
          <>
            <button
              class="button"
              type="button"
              onClick={() => saveText('lab-report.json', JSON.stringify(report, null, 1))}
            >
              Save report
            </button>
            <button class="button" type="button" onClick={() => saveText('lab-runs.csv', csvOf(report))}>
              Save runs as CSV
            </button>
            <button class="button" type="button" onClick={() => window.print()}>
              Print
            </button>
          </>
        )}
        <OpenFile look="button" label="A lab report to compare with" open={lab.open}>
          Open a report
        </OpenFile>
      </p>
      {lab.refusal.value !== null && (
        <Alert title={NOT_IMPORTED}>
          {lab.refusal.value} {report && 'The report of this browser stays.'}
        </Alert>
      )}
    </>
  );
}

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
    const cells = recordCells(record, number);
    const shares = record.outcome.kind === 'counts' ? record.outcome.workers : [];
    if (shares.length === 0) return [[...cells, ...WORKER.map(() => null)]];
    return shares.map((share) => [...cells, ...WORKER.map((name) => share[name])]);
  });
  return [[...RECORD, ...WORKER], ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
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
    counts: countsOf(outcome),
    // For a dispatch this is the mean for each job.
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

function countsOf(outcome: StepRecord['outcome']): number {
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

function csvCell(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
