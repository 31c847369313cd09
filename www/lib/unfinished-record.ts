import type { CheckpointReport, EngineName, Shape } from '../engine/generated';
import { dateIn, field, fieldsOf, Misfit, oneOfIn, secondsIn, wholeIn } from './reading';
import { MAX_COLUMNS } from './shapes';

/** A count that is kept to be gone on with. */
export type UnfinishedCount = CheckpointReport & {
  /** when it was kept, as Date.toISOString writes it */
  date: string;
};

/** Names the one job of a shape and engine: in the database, as a lock and as a channel between tabs. */
export const jobName = ({ rows, columns }: Shape, engine: EngineName) => `${engine} ${rows}x${columns}`;

/** A text longer than this is no checkpoint of any shape that is counted here. */
export const MOST_CHARACTERS = 64 * 2 ** 20;
const MOST_UNITS = 10_000_000;

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
  const shape = fieldsOf(field(of, 'shape'), '"shape"');
  const columns = wholeIn(shape, 'columns', 1, MAX_COLUMNS);
  const units = wholeIn(of, 'units', 1, MOST_UNITS);
  const text = field(of, 'text');
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS) throw new Misfit('"text" is no checkpoint');
  return {
    shape: { rows: wholeIn(shape, 'rows', 1, columns), columns },
    engine: oneOfIn(of, 'engine', { enumerate: true } as const),
    done: wholeIn(of, 'done', 0, units),
    units,
    elapsed_seconds: secondsIn(of, 'elapsed_seconds'),
    text,
    date: dateIn(of, 'date'),
  };
}
