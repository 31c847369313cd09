import type { CheckpointRecord } from './checkpoint-record';
import { ENGINES, type EngineName } from './generated';
import { mostColumns, mostRows, type ShapeRange } from './shape';
import {
  dateIn,
  type Fields,
  field,
  fieldsOf,
  oneOfIn,
  secondsIn,
  ValidationError,
  wholeIn,
} from './validate';

const MOST_UNITS = 10_000_000;

/** A record from a place that is not trusted; null if it is none. */
export function readCheckpointRecord(value: unknown): CheckpointRecord | null {
  try {
    return parse(value);
  } catch (error) {
    if (error instanceof ValidationError) return null;
    throw error;
  }
}

function parse(value: unknown): CheckpointRecord {
  const of = fieldsOf(value, 'it');
  const units = wholeIn(of, 'units', 1, MOST_UNITS);
  const engine = oneOfIn(of, 'engine', ENGINES);
  return {
    engine,
    ...rangeIn(of, engine),
    done: wholeIn(of, 'done', 0, units),
    units,
    elapsed_seconds: secondsIn(of, 'elapsed_seconds'),
    date: dateIn(of, 'date'),
  };
}

function rangeIn(of: Fields, engine: EngineName): ShapeRange {
  const shape = field(of, 'shape');
  // Records of one shape were once written as that.
  if (shape !== undefined && ENGINES[engine] === 'shape') return shapeIn(fieldsOf(shape, '"shape"'));
  const columns = wholeIn(of, 'columns', 1, mostColumns(1));
  const to = wholeIn(of, 'to', 1, mostRows(columns));
  const from = wholeIn(of, 'from', 1, to);
  if (from < to && ENGINES[engine] === 'shape') throw new ValidationError('it is of several shapes');
  return { columns, from, to };
}

function shapeIn(of: Fields): ShapeRange {
  const columns = wholeIn(of, 'columns', 1, mostColumns(1));
  const rows = wholeIn(of, 'rows', 1, mostRows(columns));
  return { columns, from: rows, to: rows };
}
