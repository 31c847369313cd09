import { TimedOut } from '../engine/time-limit';

/** Why nothing can be read or written, in one sentence. */
export function openingTrouble(error: unknown): string {
  if (error instanceof TimedOut)
    return 'Results are neither shown nor saved: the database of this browser does not answer, as when another tab holds it. New ones stay until the page is closed.';
  if (nameOf(error) === 'VersionError')
    return 'Results are not saved: a newer version of this page has saved results here, which this one cannot read. They are safe; reload to get the newer version.';
  return 'Results are not saved: this browser does not allow saving (private window?). Results stay until you close the page.';
}

/** Why something was not written, in one sentence. */
export function writingTrouble(error: unknown): string {
  if (nameOf(error) === 'VersionError') return openingTrouble(error);
  if (error instanceof TimedOut)
    return 'The last change is not saved: the database of this browser does not answer. It stays until the page is closed.';
  if (nameOf(error) === 'QuotaExceededError')
    return 'The last change is not saved: the browser gives this page no more room. Export the results, or delete some.';
  return 'The last change is not saved: the browser refused to store it. It stays until the page is closed.';
}

const nameOf = (error: unknown) =>
  error instanceof Error || error instanceof DOMException ? error.name : '';
