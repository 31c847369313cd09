import { type CheckpointReport, ENGINES, type EngineName } from './generated';

/** How far a count is that can be resumed; its checkpoint is apart from it. */
export type CheckpointRecord = CheckpointReport & {
  /** when it was saved, as Date.toISOString writes it */
  date: string;
};

type Job = { engine: EngineName; columns: number; to: number };

/**
 * Names the one job of a shape and engine: in the database, as a lock and as a channel between tabs. What an engine counts
 * of one n together is one job for all numbers of rows.
 */
export const jobOf = ({ engine, columns, to }: Job) =>
  ENGINES[engine] === 'columns' ? `${engine} ${columns}` : `${engine} ${to}x${columns}`;
