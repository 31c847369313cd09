import { sleep } from './scheduling';

export const TIMED_OUT = 'the database of this browser does not answer';

export class TimedOut extends Error {
  constructor() {
    super(TIMED_OUT);
  }
}

/** Rejects if the database does not respond within so many milliseconds. */
export async function withTimeout<T>(ms: number, work: Promise<T>): Promise<T> {
  return await Promise.race([
    work,
    sleep(ms).then((): never => {
      throw new TimedOut();
    }),
  ]);
}
