import type { CheckpointReport, ClassesCheckpointReport, EngineName, Shape } from '../engine/generated';

type Dated = {
  /** when it was saved, as Date.toISOString writes it */
  date: string;
};
/** How far a count of one shape by first columns is that can be gone on with; its checkpoint is apart from it. */
export type UnfinishedShape = CheckpointReport & Dated;
/** A count by classes that is. */
export type UnfinishedClasses = ClassesCheckpointReport & Dated;
export type UnfinishedCount = UnfinishedShape | UnfinishedClasses;

/** Names the one job of a shape and engine: in the database, as a lock and as a channel between tabs. */
export const jobName = ({ rows, columns }: Shape, engine: EngineName) => `${engine} ${rows}x${columns}`;

/** The same of what is counted by classes: values of classes go for all numbers of rows. */
export const classesJobName = (columns: number) => `classes ${columns}`;

export const jobOf = (report: CheckpointReport | ClassesCheckpointReport) =>
  report.engine === 'classes' ? classesJobName(report.columns) : jobName(report.shape, report.engine);
