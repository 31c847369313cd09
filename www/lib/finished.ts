import type { ClassesCount, ClassesResult, CountResult } from '../engine/generated';

/** A count by classes with the run that it came from. */
export type ClassesFinished = ClassesCount &
  Pick<ClassesResult, 'kernel' | 'levels' | 'per_worker'> & {
    /** every r from `from` to `to` was counted together */
    from: number;
    to: number;
    /** when it was finished, as Date.toISOString writes it */
    date: string;
    /** of the program that counted it */
    version: string;
  };

/** A finished count, whichever engine counted. */
export type Finished = CountResult | ClassesFinished;

export const isByClasses = (result: Finished): result is ClassesFinished => result.engine === 'classes';

/** Every shape of a count by classes. */
export function finishedOf(
  { counts, kernel, levels, per_worker }: ClassesResult,
  range: { from: number; to: number },
  date: string,
  version: string,
): ClassesFinished[] {
  const { from, to } = range;
  return counts.map((count) => ({ ...count, kernel, levels, per_worker, from, to, date, version }));
}
