import { differenceOf, leadingFigure } from './figures';
import {
  ENGINES,
  type EngineName,
  type Evidence,
  type Popcount,
  type PopcountChoice,
  type Schedule,
  type Shape,
} from './generated';
import { mostColumnsBy, mostRowsBy } from './limits';
import type { LevelCheck } from './result';
import { checkSums } from './result-sums';
import type { CheckState, SavedColumn, SavedResult } from './saved-result';
import { MAX_COLUMNS } from './shape';
import {
  dateIn,
  digitsIn,
  type Fields,
  field,
  fieldsOf,
  listIn,
  nameIn,
  oneOfIn,
  orNull,
  secondsIn,
  signedDigitsIn,
  ValidationError,
  wholeIn,
  wordsIn,
} from './validate';

const CHECKS: Record<CheckState, true> = { 'not checked': true, checked: true, contradicted: true };
const SCHEDULES: Record<Schedule, true> = { dynamic: true, static: true, split: true };
const POPCOUNTS: Record<Popcount, true> = { auto: true, scalar: true, bytes: true, vertical: true };
const MOST_WORKERS = 4096;
const MOST_WORDS = 1_000_000;
/** C(10, 4), of 5 × 11. */
const MOST_FIRST_COLUMNS = 210;
/** Graphs are at most half full, and those of degree 1 need no list. */
const MOST_LEVELS = MAX_COLUMNS / 2 - 1;
const MOST_CLASSES = 1_000_000_000;
/** L(2, 10000) has 71,322. */
const MOST_DIGITS = 80_000;
const MOST_EVIDENCE = 100;
const MOST_LETTERS = 1000;

export type Read = { result: SavedResult; problem: null } | { result: null; problem: string };

/** Reads an untrusted record: its form and sums are checked, and other fields are dropped. */
export function readResult(value: unknown): Read {
  try {
    const result = parse(value);
    checkSums(result);
    return { result, problem: null };
  } catch (error) {
    if (error instanceof ValidationError) return { result: null, problem: error.message };
    throw error;
  }
}

function parse(value: unknown): SavedResult {
  const of = fieldsOf(value, 'it');
  const engine = oneOfIn(of, 'engine', ENGINES);
  const columns = wholeIn(
    of,
    'columns',
    1,
    Math.max(...[1, 2, 3].map((rows) => mostColumnsBy(engine, rows))),
  );
  const rows = wholeIn(of, 'rows', 1, mostRowsBy(engine, columns));
  const common = {
    rows,
    columns,
    workers: wholeIn(of, 'workers', 1, MOST_WORKERS),
    kernel: nameIn(of, 'kernel'),
    ...parseFigures(of, engine),
    first_columns: wholeIn(
      of,
      'first_columns',
      1,
      engine === 'enumerate' || engine === 'naive' ? MOST_FIRST_COLUMNS : Number.MAX_SAFE_INTEGER,
    ),
    elapsed_seconds: secondsIn(of, 'elapsed_seconds'),
    date: dateIn(of, 'date'),
    version: nameIn(of, 'version'),
    ...parseCheck(of, { rows, columns }),
  };
  if (engine === 'classes') {
    return {
      ...common,
      engine,
      from: wholeIn(of, 'from', 1, rows),
      to: wholeIn(of, 'to', rows, columns),
      levels: listIn(of, 'levels', MOST_LEVELS).map(parseLevel),
    };
  }
  if (engine === 'formula')
    return { ...common, engine, evidence: listIn(of, 'evidence', MOST_EVIDENCE).map(parseEvidence) };
  return {
    ...common,
    engine,
    schedule: oneOfIn(of, 'schedule', SCHEDULES),
    popcount: parsePopcount(field(of, 'popcount')),
    per_column: listIn(of, 'per_column', MOST_FIRST_COLUMNS).map((one) =>
      parseColumn(one, { rows, columns }),
    ),
    // Older records, without this field, are of counts that were never interrupted.
    before_seconds: field(of, 'before_seconds') === undefined ? 0 : secondsIn(of, 'before_seconds'),
  };
}

/** A figure that is left open is null, and never missing. */
function parseFigures(of: Fields, engine: EngineName) {
  const most = engine === 'formula' || engine === 'classes' ? MOST_DIGITS : undefined;
  const digits = (fields: Fields, name: string) => digitsIn(fields, name, most);
  const figures = {
    total: orNull(of, 'total', digits),
    positive: orNull(of, 'positive', digits),
    negative: orNull(of, 'negative', digits),
    difference: orNull(of, 'difference', (fields, name) => signedDigitsIn(fields, name, most)),
    reduced: orNull(of, 'reduced', digits),
    all: orNull(of, 'all', digits),
  };
  if (leadingFigure(figures) === null) throw new ValidationError('it has no figure');
  return figures;
}

function parseEvidence(value: unknown): Evidence {
  const of = fieldsOf(value, 'evidence');
  return {
    what: wordsIn(of, 'what', MOST_LETTERS),
    count: wholeIn(of, 'count', 0, MOST_CLASSES),
    things: wordsIn(of, 'things', MOST_LETTERS),
    degree: null,
    found: wordsIn(of, 'found', MOST_DIGITS),
    expected: wordsIn(of, 'expected', MOST_DIGITS),
  };
}

/** Older records, without this field, were never checked. */
function parseCheck(of: Fields, shape: Shape): Pick<SavedResult, 'check' | 'contradicted_by'> {
  const check = field(of, 'check') === undefined ? 'not checked' : oneOfIn(of, 'check', CHECKS);
  if (check !== 'contradicted') return { check, contradicted_by: null };
  const other = fieldsOf(field(of, 'contradicted_by'), '"contradicted_by"');
  const digits = (fields: Fields, name: string) => digitsIn(fields, name, MOST_DIGITS);
  const signs = {
    positive: orNull(other, 'positive', digits),
    negative: orNull(other, 'negative', digits),
  };
  const contradicted_by = {
    ...shape,
    engine: oneOfIn(other, 'engine', ENGINES),
    total: orNull(other, 'total', digits),
    ...signs,
    // Older records, without this field, have both signs.
    difference:
      field(other, 'difference') === undefined
        ? differenceOf(signs)
        : orNull(other, 'difference', (fields, name) => signedDigitsIn(fields, name, MOST_DIGITS)),
    elapsed_seconds: secondsIn(other, 'elapsed_seconds'),
  };
  return { check, contradicted_by };
}

function parseLevel(value: unknown): LevelCheck {
  const of = fieldsOf(value, 'a level');
  return {
    degree: wholeIn(of, 'degree', 2, MAX_COLUMNS),
    classes: wholeIn(of, 'classes', 1, MOST_CLASSES),
    graphs: digitsIn(of, 'graphs'),
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
      throw new ValidationError('a first column does not rise from 1');
    return symbol;
  });
  if (column.length !== rows || column[0] !== 1)
    throw new ValidationError('a first column does not rise from 1');
  return { column, positive: digitsIn(of, 'positive'), negative: digitsIn(of, 'negative') };
}
