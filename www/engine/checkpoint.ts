import type { CheckpointReport } from '../model/generated';
import type { CheckpointFile } from './pkg/latin_rectangles.js';

/** The progress of a count, and its checkpoint as written to a file. */
export type Checkpoint = { report: CheckpointReport; bytes: Uint8Array<ArrayBuffer> };

/** Reads a checkpoint file, merged with another one of the same count; throws if it is refused. */
export type ReadCheckpoint = (bytes: Uint8Array, beside?: Uint8Array) => Checkpoint;

/** Copies a checkpoint out of the module, and frees it there. */
export function checkpointOf(file: CheckpointFile): Checkpoint {
  const report = JSON.parse(file.report());
  // A copy, as the module's memory may be shared.
  const bytes = file.bytes() as Uint8Array<ArrayBuffer>;
  file.free();
  return { report, bytes };
}

/** Only the report, without the bytes. */
export function reportOf(file: CheckpointFile): CheckpointReport {
  const report = JSON.parse(file.report());
  file.free();
  return report;
}

type Module = { readCheckpoint(bytes: Uint8Array, beside?: Uint8Array): CheckpointFile };

export const checkpointReader =
  ({ readCheckpoint }: Module): ReadCheckpoint =>
  (bytes, beside) =>
    checkpointOf(readCheckpoint(bytes, beside));

export const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
