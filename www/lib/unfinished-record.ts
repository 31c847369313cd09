import { type CheckpointReport, ENGINES, type EngineName } from '../engine/generated';

/** A count that is kept to be gone on with. */
export type UnfinishedCount = CheckpointReport & {
  /** when it was kept, as Date.toISOString writes it */
  date: string;
};

type Job = { engine: EngineName; columns: number; to: number };

/**
 * Names the one job of a shape and engine: in the database, as a lock and as a channel between tabs. What an engine counts
 * of one n together is one job for all numbers of rows.
 */
export const jobOf = ({ engine, columns, to }: Job) =>
  ENGINES[engine] === 'columns' ? `${engine} ${columns}` : `${engine} ${to}x${columns}`;

/** A text longer than this is no checkpoint of any shape that is counted here. */
export const MOST_CHARACTERS = 64 * 2 ** 20;
