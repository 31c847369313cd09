import type { CheckpointReport, ClassesCheckpointReport, EngineName, Shape } from '../engine/generated';
import { dateIn, type Fields, field, fieldsOf, Misfit, oneOfIn, secondsIn, wholeIn } from './reading';
import { MAX_COLUMNS, mostColumns, mostRows } from './shapes';

type Kept = {
  /** when it was kept, as Date.toISOString writes it */
  date: string;
};
/** A count of one shape by first columns that is kept to be gone on with. */
export type UnfinishedShape = CheckpointReport & Kept;
/** A count by classes that is. */
export type UnfinishedClasses = ClassesCheckpointReport & Kept;
export type UnfinishedCount = UnfinishedShape | UnfinishedClasses;

/** Names the one job of a shape and engine: in the database, as a lock and as a channel between tabs. */
export const jobName = ({ rows, columns }: Shape, engine: EngineName) => `${engine} ${rows}x${columns}`;

/** The same of what is counted by classes: values of classes go for all numbers of rows. */
export const classesJobName = (columns: number) => `classes ${columns}`;

export const jobOf = (report: Omit<CheckpointReport, 'text'> | Omit<ClassesCheckpointReport, 'text'>) =>
  report.engine === 'classes' ? classesJobName(report.columns) : jobName(report.shape, report.engine);

/** A text longer than this is no checkpoint of any shape that is counted here. */
export const MOST_CHARACTERS = 64 * 2 ** 20;
const MOST_UNITS = 10_000_000;

const COLUMN_ENGINES: Record<EngineName, true> = { enumerate: true };

/** A record from a place that is not trusted, without its text, which the counting library checks; null if it is none. */
export function readUnfinished(value: unknown): UnfinishedCount | null {
  try {
    return parse(value);
  } catch (error) {
    if (error instanceof Misfit) return null;
    throw error;
  }
}

function parse(value: unknown): UnfinishedCount {
  const of = fieldsOf(value, 'it');
  const units = wholeIn(of, 'units', 1, MOST_UNITS);
  const text = field(of, 'text');
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS) throw new Misfit('"text" is no checkpoint');
  const done = wholeIn(of, 'done', 0, units);
  const common = {
    done,
    units,
    elapsed_seconds: secondsIn(of, 'elapsed_seconds'),
    text,
    date: dateIn(of, 'date'),
  };
  return field(of, 'engine') === 'classes'
    ? { engine: 'classes', ...rangeIn(of), ...common }
    : { engine: oneOfIn(of, 'engine', COLUMN_ENGINES), shape: shapeIn(of), ...common };
}

function shapeIn(of: Fields): Shape {
  const shape = fieldsOf(field(of, 'shape'), '"shape"');
  const columns = wholeIn(shape, 'columns', 1, MAX_COLUMNS);
  return { rows: wholeIn(shape, 'rows', 1, columns), columns };
}

function rangeIn(of: Fields): Pick<ClassesCheckpointReport, 'columns' | 'from' | 'to'> {
  const columns = wholeIn(of, 'columns', 1, mostColumns(1));
  const to = wholeIn(of, 'to', 1, mostRows(columns));
  return { columns, from: wholeIn(of, 'from', 1, to), to };
}
