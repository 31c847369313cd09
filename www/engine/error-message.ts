/** The message of whatever was thrown, without local file paths. */
export const errorMessage = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\bfile:\/\/[^\s'")]*/g, 'this file');

/** Adds a full stop if there is none. */
export const withFullStop = (text: string) => `${text}${/[.!?]$/.test(text) ? '' : '.'}`;

/** A message of the library as a sentence. */
export const sentence = (text: string) => withFullStop(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
