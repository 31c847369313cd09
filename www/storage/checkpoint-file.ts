/** A checkpoint as a file, from its text or bytes. */
export const checkpointFile = (content: string | Uint8Array<ArrayBuffer>) =>
  new Blob([content], { type: 'application/json' });
