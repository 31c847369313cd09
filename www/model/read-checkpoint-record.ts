import type { CheckpointRecord } from './checkpoint-record';
import { ENGINES, type EngineName } from './generated';
import { mostColumnsOfAll, mostRowsBy } from './limits';
import type { ShapeRange } from './shape';
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

/** Reads an untrusted record; null if it is invalid. */
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
  // Older records have a shape instead of a range.
  if (shape !== undefined && ENGINES[engine] === 'shape') return shapeIn(fieldsOf(shape, '"shape"'));
  const columns = wholeIn(of, 'columns', 1, mostColumnsOfAll());
  const to = wholeIn(of, 'to', 1, mostRowsBy(engine, columns));
  const from = wholeIn(of, 'from', 1, to);
  if (from < to && ENGINES[engine] !== 'columns') throw new ValidationError('it is of several shapes');
  return { columns, from, to };
}

function shapeIn(of: Fields): ShapeRange {
  const columns = wholeIn(of, 'columns', 1, mostColumnsOfAll());
  const rows = wholeIn(of, 'rows', 1, mostRowsBy('enumerate', columns));
  return { columns, from: rows, to: rows };
}
