import type { CheckpointReport, ClassesCheckpointReport, EngineName, Shape } from '../engine/generated';

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
