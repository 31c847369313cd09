import { type CheckpointReport, ENGINES, type EngineName } from './generated';

/** The progress of an unfinished count; its checkpoint is stored separately. */
export type CheckpointRecord = CheckpointReport & {
  /** when it was saved, as Date.toISOString writes it */
  date: string;
};

type Job = { engine: EngineName; columns: number; to: number };

/**
 * The name of the job of a shape and engine, in the database, for its lock and for its channel. Shapes of one n that an
 * engine counts together are one job.
 */
export const jobOf = ({ engine, columns, to }: Job) =>
  ENGINES[engine] === 'columns' ? `${engine} ${columns}` : `${engine} ${to}x${columns}`;
