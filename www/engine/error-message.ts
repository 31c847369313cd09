/** What was thrown, in its own words, and without a path of this machine. */
export const errorMessage = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\bfile:\/\/[^\s'")]*/g, 'this file');

/** With a full stop, if it has none. */
export const withFullStop = (text: string) => `${text}${/[.!?]$/.test(text) ? '' : '.'}`;

/** Words of the library as a sentence of the page. */
export const sentence = (text: string) => withFullStop(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
