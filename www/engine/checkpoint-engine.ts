/** Whether a text is a checkpoint of a count by classes. What is no JSON is not, and the library says why it is refused. */
export function isByClasses(text: string): boolean {
  try {
    const checkpoint: unknown = JSON.parse(text);
    return (
      typeof checkpoint === 'object' &&
      checkpoint !== null &&
      'engine' in checkpoint &&
      checkpoint.engine === 'classes'
    );
  } catch {
    return false;
  }
}
