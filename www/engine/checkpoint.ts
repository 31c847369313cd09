import type { CheckpointReport } from '../model/generated';
import type { CheckpointFile } from './pkg/latin_rectangles.js';

/** How far a count is, and its checkpoint as it stands in a file. */
export type Checkpoint = { report: CheckpointReport; bytes: Uint8Array<ArrayBuffer> };

/** Reads a checkpoint as it stands in a file, joined with another of the same count; throws when it is refused. */
export type ReadCheckpoint = (bytes: Uint8Array, beside?: Uint8Array) => Checkpoint;

/** The same from what the module has given, which is of no use any more. */
export function checkpointOf(file: CheckpointFile): Checkpoint {
  const report = JSON.parse(file.report());
  // Not of the module's memory, which may be shared.
  const bytes = file.bytes() as Uint8Array<ArrayBuffer>;
  file.free();
  return { report, bytes };
}

/** How far it is, without the bytes. */
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
