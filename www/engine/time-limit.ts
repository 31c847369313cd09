import { sleep } from './scheduling';

export const NO_ANSWER = 'the database of this browser does not answer';

export class NoAnswer extends Error {
  constructor() {
    super(NO_ANSWER);
  }
}

/** Rejects when the database has not answered after so many milliseconds. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return await Promise.race([
    work,
    sleep(ms).then((): never => {
      throw new NoAnswer();
    }),
  ]);
}
