import type {
  Assignment,
  Bar,
  LabPlan,
  LabReport,
  Outcome,
  PoolConfig,
  Purpose,
  Shape,
  Spread,
  Start,
  StepRecord,
  Task,
  WorkerShare,
} from '../model/generated';
import { firstColumns } from './known';

const COUNTED: Shape = { rows: 5, columns: 6 };
const TIMED: Shape = { rows: 5, columns: 7 };
const COLUMN_SECONDS = 0.0322;
const COLUMN_RECTANGLES = 11_270_400;

export function spread(median: number, part = 0.01): Spread {
  return { median, lower: median * (1 - part), upper: median * (1 + part), repetitions: 5 };
}

function crew(workers: number): PoolConfig {
  return { workers, pool: true };
}

const alone: PoolConfig = { workers: 1, pool: false };

function countsOf(purpose: Purpose, shape: Shape): Extract<Task, { kind: 'counts' }> {
  const atLeast = purpose === 'start' ? 0 : 0.05;
  return { kind: 'counts', shape, schedule: 'dynamic', tables: 'one_count', at_least_seconds: atLeast };
}

/** Columns go to the workers in turn, `slowness` times as slowly as at best. */
function barsOf(columns: number, workers: number, slowness: number): Bar[] {
  const bars = Array.from({ length: columns }, (_, column): Bar => {
    const worker = column % workers;
    const turn = Math.floor(column / workers);
    const seconds = COLUMN_SECONDS * slowness * (1 + 0.01 * worker);
    const tables = 0.007;
    const from = turn === 0 ? 0 : tables + turn * seconds;
    return {
      worker,
      first_column: column,
      second_rows: [0, 309],
      from,
      tables: turn === 0 ? tables : from,
      to: tables + (turn + 1) * seconds,
    };
  });
  return bars.sort((a, b) => a.worker - b.worker || a.from - b.from);
}

function sharesOf(bars: Bar[], workers: number, counts: number): WorkerShare[] {
  return Array.from({ length: workers }, (_, worker) => {
    const own = bars.filter((bar) => bar.worker === worker);
    return {
      worker,
      units: own.length * counts,
      rectangles: String(own.length * counts * COLUMN_RECTANGLES),
      counting_seconds: own.reduce((sum, { tables, to }) => sum + to - tables, 0) * counts,
      table_seconds: own.reduce((sum, { from, tables }) => sum + tables - from, 0) * counts,
      tables_built: worker === 0 ? counts : 0,
      lists_built: worker === 0 ? 6 * counts : 0,
      candidates: own.length * 1236 * counts,
      derangements: own.length * 7416 * counts,
      even: own.length * 618 * counts,
      reports: own.length * counts,
    };
  });
}

function batchOf(workers: number, slowness: number): Extract<Outcome, { kind: 'counts' }> {
  const bars = barsOf(firstColumns(TIMED).length, workers, slowness);
  const seconds = Math.max(...bars.map(({ to }) => to));
  return {
    kind: 'counts',
    counts: 1,
    seconds,
    total: '4057344000',
    workers: sharesOf(bars, workers, 1),
    bars,
    last_seconds: seconds,
    merge_seconds: 0.000_4,
  };
}

function startOf(workers: number): Start {
  return { loaded: 0.011, ready: 0.011 + 0.009 * workers, begun: 0.012 + 0.009 * workers, ending: 0.002 };
}

function record(purpose: Purpose, round: number, who: PoolConfig, slowness: number): StepRecord {
  const fresh = purpose === 'start';
  return {
    step: { purpose, round, crew: who, fresh, task: countsOf(purpose, TIMED) },
    start: fresh ? startOf(who.workers) : null,
    outcome: batchOf(who.workers, slowness),
  };
}

const SLOWNESS = [1.03, 1, 1.01];

function records(): StepRecord[] {
  const shared = SLOWNESS.flatMap((slowness, round) => [
    record('rate', round, alone, slowness),
    record('rate', round, crew(1), slowness),
    record('rate', round, crew(2), slowness),
    record('start', round, crew(1), slowness),
    record('start', round, crew(2), slowness),
  ]);
  const unit: StepRecord = {
    step: {
      purpose: 'optimisation',
      round: 0,
      crew: alone,
      fresh: false,
      task: { kind: 'unit', shape: TIMED, without: 'prefilter', at_least_seconds: 0.05 },
    },
    start: null,
    outcome: { kind: 'unit', rectangles: String(COLUMN_RECTANGLES), seconds: 0.161, times: 1 },
  };
  const dispatch: StepRecord = {
    step: {
      purpose: 'dispatch',
      round: 0,
      crew: crew(2),
      fresh: false,
      task: { kind: 'dispatch', at_least_seconds: 0.05 },
    },
    start: null,
    outcome: { kind: 'dispatch', seconds: 0.000_002, jobs: 25_000 },
  };
  const baseline: StepRecord = {
    step: {
      ...unit.step,
      purpose: 'baseline',
      task: { kind: 'baseline', shape: TIMED, at_least_seconds: 0.05 },
    },
    start: null,
    outcome: { kind: 'baseline', rectangles: String(COLUMN_RECTANGLES), seconds: 2.56, times: 1 },
  };
  return [...shared, unit, dispatch, baseline];
}

const said = (figure: string, words: string, sentence: string) => ({ figure, words, sentence });

function assignment(schedule: Assignment['schedule'], first: number[][], units: number[]): Assignment {
  const [one = 0, two = 0] = units;
  return {
    schedule,
    first_columns: first,
    units,
    busy_seconds: units.map((count) => count * 0.000_31),
    balance: Math.max(one, two) / Math.min(one, two),
    balance_by_time: Math.max(one, two) / Math.min(one, two),
  };
}

function answers(): LabReport['answers'] {
  const rate = COLUMN_RECTANGLES / COLUMN_SECONDS;
  return {
    assignment: {
      said: said('2 + 3', 'first columns', 'Blocks of neighbours, fixed before the first count begins.'),
      first_columns: firstColumns(COUNTED),
      schedules: [
        assignment(
          'static',
          [
            [0, 1],
            [2, 3, 4],
          ],
          [2, 3],
        ),
        assignment(
          'dynamic',
          [
            [0, 2, 4],
            [1, 3],
          ],
          [3, 2],
        ),
        assignment(
          'split',
          [
            [0, 1, 2],
            [2, 3, 4],
          ],
          [10, 10],
        ),
      ],
    },
    tables: {
      said: said('1', 'time, shared by both', 'Once per worker would be 2 times, once per first column 5.'),
      ways: [
        {
          tables: 'one_count',
          built: 1,
          lists: 5,
          table_seconds: spread(0.000_21),
          seconds: spread(0.000_92),
        },
        { tables: 'worker', built: 2, lists: 10, table_seconds: spread(0.000_43), seconds: spread(0.001_04) },
        { tables: 'unit', built: 5, lists: 25, table_seconds: spread(0.001_1), seconds: spread(0.001_5) },
      ],
    },
    optimisations: {
      said: said('265 → 53', 'derangements, 5.0× fewer', 'Both workers ran all of them.'),
      derangements: 265,
      candidates: 53,
      workers: [0, 1].map((worker) => ({
        worker,
        first_columns: 2 + worker,
        candidates: (2 + worker) * 212,
        derangements: (2 + worker) * 1060,
        even: (2 + worker) * 106,
        kernel: 'simd128',
      })),
      ablations: [
        { without: null, seconds: spread(0.032), slowdown: 1 },
        { without: 'sign-order', seconds: spread(0.041), slowdown: 1.28 },
        { without: 'reindexing', seconds: spread(0.048), slowdown: 1.5 },
        { without: 'prefilter', seconds: spread(0.161), slowdown: 5.03 },
        { without: 'last-row-counted', seconds: spread(0.41), slowdown: 12.8 },
      ],
      baseline: { shape: TIMED, seconds: spread(2.56), enumeration_seconds: spread(0.032), slowdown: 80 },
    },
    rates: {
      said: said('0.9 %', 'slower, worker 2', 'Two cores, one worker on each.'),
      sequential: spread(rate),
      workers: [spread(rate * 0.999), spread(rate * 0.991)],
      together: spread(rate * 1.87),
      columns: firstColumns(TIMED).map((first_column, i) => ({
        first_column,
        sequential: spread(rate * (1 + 0.01 * Math.sin(i))),
        parallel: spread(rate * (0.99 + 0.01 * Math.cos(i)), 0.02),
      })),
    },
    one_worker: {
      said: said('1 %', 'slower than no pool', 'A pool of one runs the same code.'),
      crews: [
        { crew: alone, seconds: spread(0.49), rate: spread(rate) },
        { crew: crew(1), seconds: spread(0.495), rate: spread(rate * 0.998) },
        { crew: crew(2), seconds: spread(0.265), rate: spread(rate * 0.99) },
      ],
    },
    overhead: {
      said: said('18 ms + 9 ms', 'per worker, here', 'Time before the first count, from 1 to 3 workers.'),
      starts: [1, 2, 3].map((workers) => ({
        workers,
        load: spread(0.011),
        spawn: spread(0.009 * workers),
        tables: spread(0.007),
        before: spread(0.018 + 0.009 * workers + (workers === 2 ? 0.001 : 0), 0.05),
        end: spread(0.002),
      })),
      fit: { a: 0.018_33, b: 0.009, residuals: [-0.000_33, 0.000_67, -0.000_33] },
      dispatches: [
        { workers: 1, seconds: spread(0.000_002) },
        { workers: 2, seconds: spread(0.000_041) },
      ],
    },
    agreement: {
      said: said('0', 'waits, 0 copies', 'A worker reads tables that nobody writes.'),
      verdict: 'agree',
      change: spread(-0.005),
      over_columns: 0.012,
      over_workers: 0.009,
      over_repetitions: 0.008,
      reports_a_second: 31,
      table_bytes: 71_000,
    },
    gain: {
      speed_up: spread(1.87),
      speed_up_with_start: spread(1.73),
      ceiling: 1.875,
      first_columns: 15,
      efficiency: 0.935,
      serial_of_whole_columns: 0.067,
      amdahl: { serial: 0.07, sizes: 2, residual: 0.004 },
      break_even: {
        shape: { rows: 4, columns: 6 },
        seconds_with_start: 0.019,
        shapes: [
          { shape: { rows: 3, columns: 6 }, sequential: spread(0.000_01), parallel: spread(0.000_04) },
          { shape: { rows: 4, columns: 6 }, sequential: spread(0.000_3), parallel: spread(0.000_2) },
          { shape: TIMED, sequential: spread(0.49), parallel: spread(0.262) },
        ],
      },
    },
  };
}

/** A report of two workers, consistent in itself, with made-up times. */
export function labReport(): LabReport {
  return {
    format: 2,
    version: '0.1.0',
    measured_at: 1_780_000_000,
    seconds: 11.8,
    machine: {
      platform: 'Chromium 156 on Linux',
      cores: 2,
      no_threads: null,
      memory_gib: 8,
      kernel: 'simd128',
      popcount: { short: 'bytes', short_words: 8 },
      timer_seconds: 0.000_005,
      spread: 0.008,
      busy: false,
    },
    question: { counted: COUNTED, timed: TIMED, workers: 2, most_workers: 3 },
    answers: answers(),
    records: records(),
  };
}

/** The same where there are no pools. */
export function labReportAlone(): LabReport {
  const report = labReport();
  const reason = 'This page is not isolated, so that its workers cannot share memory.';
  return {
    ...report,
    machine: { ...report.machine, no_threads: reason },
    question: { ...report.question, workers: 1, most_workers: 1 },
    answers: {
      ...report.answers,
      rates: { ...report.answers.rates, workers: [], together: null },
      one_worker: null,
      overhead: null,
      agreement: null,
      gain: null,
    },
    records: report.records.filter(({ step }) => !step.crew.pool),
  };
}

export function labPlan(): LabPlan {
  const { question, machine, records } = labReport();
  return {
    question,
    popcount: machine.popcount ?? { short: 'bytes', short_words: 8 },
    crews: [alone, crew(1), crew(2)],
    steps: records.map(({ step }) => step),
    about_seconds: records.map(() => 0.66),
  };
}
