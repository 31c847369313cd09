import type { ClassesCheckpointReport, EngineName, Shape } from '../engine/generated';
import { dateIn, type Fields, field, fieldsOf, Misfit, oneOfIn, secondsIn, wholeIn } from './reading';
import { MAX_COLUMNS, mostColumns, mostRows } from './shapes';
import type { UnfinishedCount } from './unfinished-record';

const MOST_UNITS = 10_000_000;

const COLUMN_ENGINES: Record<Exclude<EngineName, 'classes'>, true> = { enumerate: true };

/** A record from a place that is not trusted; null if it is none. */
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
  const done = wholeIn(of, 'done', 0, units);
  const common = {
    done,
    units,
    elapsed_seconds: secondsIn(of, 'elapsed_seconds'),
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
