import type { DBSchema } from 'idb';

/** The stores of the page's database; values are not checked when read. */
export interface Schema extends DBSchema {
  /** by keyOf */
  results: { key: string; value: unknown };
  /** those that can be restored */
  deletedResults: { key: string; value: unknown };
  /** the record of each unfinished count, by job name */
  checkpoints: { key: string; value: unknown };
  /** the checkpoint files, by job name; separate, so that listing counts reads none of them */
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
