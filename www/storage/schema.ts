import type { DBSchema } from 'idb';

/** What the database of the page holds; nothing of it is checked when it is read. */
export interface Schema extends DBSchema {
  /** by keyOf */
  results: { key: string; value: unknown };
  /** those that can be fetched back */
  deletedResults: { key: string; value: unknown };
  /** by the names of jobs, how far each count is */
  checkpoints: { key: string; value: unknown };
  /** by the same names, their checkpoints as they stand in files; apart, so that a list of counts reads none of them */
  checkpointFiles: { key: string; value: Blob };
  /** the names of older databases that have been copied */
  copied: { key: string; value: true };
}

export const STORES = [
  'results',
  'deletedResults',
  'checkpoints',
  'checkpointFiles',
  'copied',
] as const satisfies (keyof Schema)[];

export const NAME = 'latin-rectangles';
export const VERSION = 1;
