/** A checkpoint as a file, of its text or the bytes of that. */
export const checkpointFile = (content: string | Uint8Array<ArrayBuffer>) =>
  new Blob([content], { type: 'application/json' });
