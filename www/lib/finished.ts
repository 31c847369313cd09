import type { ClassesCount, ClassesResult, CountResult, EngineName } from '../engine/generated';

/** A count by classes with the run that it came from. */
export type ClassesFinished = ClassesCount &
  Pick<ClassesResult, 'kernel' | 'levels' | 'per_worker' | 'before_seconds'> & {
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

export type Figures = Pick<CountResult, 'total' | 'positive' | 'negative'>;

/** The other figures follow from these. */
export function sameFigures(a: Figures, b: Figures): boolean {
  return a.total === b.total && a.positive === b.positive && a.negative === b.negative;
}

export const isByClasses = (result: Finished): result is ClassesFinished => result.engine === 'classes';

/** Every shape of a count by classes. */
export function finishedOf(
  { counts, kernel, levels, per_worker, before_seconds }: ClassesResult,
  range: { from: number; to: number },
  date: string,
  version: string,
): ClassesFinished[] {
  const { from, to } = range;
  const run = { kernel, levels, per_worker, before_seconds, from, to, date, version };
  return counts.map((count) => ({ ...count, ...run }));
}

type Timed = { columns: number; engine: EngineName; elapsed_seconds: number; date?: string };

/** Of all of them; what was counted by classes together is timed together. */
export function secondsOf(results: readonly Timed[]): number {
  const groups = new Map<unknown, number>();
  for (const one of results)
    groups.set(one.engine === 'classes' ? `${one.columns} ${one.date}` : one, one.elapsed_seconds);
  return [...groups.values()].reduce((sum, seconds) => sum + seconds, 0);
}
