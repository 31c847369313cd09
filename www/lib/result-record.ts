import type {
  ColumnReport,
  CountResult,
  EngineName,
  Popcount,
  PopcountChoice,
  Schedule,
  Shape,
} from '../engine/generated';
import {
  dateIn,
  digitsIn,
  field,
  fieldsOf,
  listIn,
  Misfit,
  nameIn,
  oneOfIn,
  secondsIn,
  signedDigitsIn,
  wholeIn,
} from './reading';
import { checkSums } from './result-sums';
import { MAX_COLUMNS } from './shapes';

/** Of the records in the database and of the files that are exported. */
export const FORMAT = 1;

/** The counts of one first column. */
export type SavedColumn = Pick<ColumnReport, 'column' | 'positive' | 'negative'>;

export const FIGURES = ['total', 'positive', 'negative', 'difference', 'reduced', 'all'] as const;

type Kept =
  | keyof Shape
  | (typeof FIGURES)[number]
  | 'engine'
  | 'schedule'
  | 'workers'
  | 'kernel'
  | 'popcount'
  | 'first_columns'
  | 'elapsed_seconds'
  | 'before_seconds';

/** A finished count as it is kept; every count is a decimal string. */
export type SavedResult = Pick<CountResult, Kept> & {
  per_column: SavedColumn[];
  /** when it was finished, as Date.toISOString writes it */
  date: string;
  /** of the program that counted it */
  version: string;
};

export const ENGINES: Record<EngineName, true> = { enumerate: true };
const SCHEDULES: Record<Schedule, true> = { dynamic: true, static: true, split: true };
const POPCOUNTS: Record<Popcount, true> = { auto: true, scalar: true, bytes: true, vertical: true };
const MOST_WORKERS = 4096;
const MOST_WORDS = 1_000_000;
/** C(9, 4) of ten columns is 126. */
const MOST_FIRST_COLUMNS = 126;

export function recordOf(result: CountResult, version: string, date: string): SavedResult {
  const { rows, columns, engine, schedule, workers, kernel, popcount } = result;
  const { total, positive, negative, difference, reduced, all, first_columns } = result;
  return {
    rows,
    columns,
    engine,
    schedule,
    workers,
    kernel,
    popcount,
    total,
    positive,
    negative,
    difference,
    reduced,
    all,
    first_columns,
    per_column: result.per_column.map((one) => ({
      column: one.column,
      positive: one.positive,
      negative: one.negative,
    })),
    elapsed_seconds: result.elapsed_seconds,
    before_seconds: result.before_seconds,
    date,
    version,
  };
}

/** The same for two records of one count. */
export function keyOf({ rows, columns, engine, date }: SavedResult): string {
  return `${rows}x${columns} ${engine} ${date}`;
}

type Figures = Pick<CountResult, 'total' | 'positive' | 'negative'>;

/** The other figures follow from these. */
export function sameFigures(a: Figures, b: Figures): boolean {
  return a.total === b.total && a.positive === b.positive && a.negative === b.negative;
}

export type Read = { result: SavedResult; problem: null } | { result: null; problem: string };

/** A record from a place that is not trusted: its form and its sums are checked, and nothing else is taken over. */
export function readResult(value: unknown): Read {
  try {
    const result = parse(value);
    checkSums(result);
    return { result, problem: null };
  } catch (error) {
    if (error instanceof Misfit) return { result: null, problem: error.message };
    throw error;
  }
}

function parse(value: unknown): SavedResult {
  const of = fieldsOf(value, 'it');
  const columns = wholeIn(of, 'columns', 1, MAX_COLUMNS);
  const rows = wholeIn(of, 'rows', 1, columns);
  return {
    rows,
    columns,
    engine: oneOfIn(of, 'engine', ENGINES),
    schedule: oneOfIn(of, 'schedule', SCHEDULES),
    workers: wholeIn(of, 'workers', 1, MOST_WORKERS),
    kernel: nameIn(of, 'kernel'),
    popcount: parsePopcount(field(of, 'popcount')),
    total: digitsIn(of, 'total'),
    positive: digitsIn(of, 'positive'),
    negative: digitsIn(of, 'negative'),
    difference: signedDigitsIn(of, 'difference'),
    reduced: digitsIn(of, 'reduced'),
    all: digitsIn(of, 'all'),
    first_columns: wholeIn(of, 'first_columns', 1, MOST_FIRST_COLUMNS),
    per_column: listIn(of, 'per_column', MOST_FIRST_COLUMNS).map((one) =>
      parseColumn(one, { rows, columns }),
    ),
    elapsed_seconds: secondsIn(of, 'elapsed_seconds'),
    // Records of before there was such a thing are of counts that were run through.
    before_seconds: field(of, 'before_seconds') === undefined ? 0 : secondsIn(of, 'before_seconds'),
    date: dateIn(of, 'date'),
    version: nameIn(of, 'version'),
  };
}

function parsePopcount(value: unknown): PopcountChoice | null {
  if (value === null) return null;
  const of = fieldsOf(value, '"popcount"');
  return {
    short: oneOfIn(of, 'short', POPCOUNTS),
    short_words: field(of, 'short_words') === null ? null : wholeIn(of, 'short_words', 0, MOST_WORDS),
  };
}

function parseColumn(value: unknown, { rows, columns }: Shape): SavedColumn {
  const of = fieldsOf(value, 'a first column');
  const column = listIn(of, 'column', rows).map((symbol, i, all) => {
    const before = all[i - 1];
    const least = typeof before === 'number' ? before + 1 : 1;
    if (typeof symbol !== 'number' || !Number.isInteger(symbol) || symbol < least || symbol > columns)
      throw new Misfit('a first column does not rise from 1');
    return symbol;
  });
  if (column.length !== rows || column[0] !== 1) throw new Misfit('a first column does not rise from 1');
  return { column, positive: digitsIn(of, 'positive'), negative: digitsIn(of, 'negative') };
}
