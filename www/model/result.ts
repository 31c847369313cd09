import type { Figures } from './figures';
import {
  type ColumnsResult,
  type CountFigures,
  type CountResult,
  ENGINES,
  type EngineName,
  type Evidence,
  type WorkerReport,
} from './generated';

/** One shape of a finished count, with the run that it came from. */
type Counted = Figures &
  Pick<CountFigures, 'published'> &
  Omit<CountResult, 'figures' | 'evidence' | 'per_worker' | 'by_column'> & {
    per_worker: WorkerReport[];
    /** when it was finished, as Date.toISOString writes it */
    date: string;
    /** of the program that counted it */
    version: string;
  };

/** Counted first column by first column. */
export type ColumnsFinished = Counted & ColumnsResult;

/** The classes of a degree account for all labelled graphs; a count where they do not has failed. */
export type LevelCheck = { degree: number; classes: number; graphs: string };

/** Counted by classes, every r from `from` to `to` together. */
export type ClassesFinished = Counted & { from: number; to: number; levels: LevelCheck[] };

/** Counted by formula, with what was compared. */
export type FormulaFinished = Counted & { evidence: Evidence[] };

/** A finished count, whichever engine counted. */
export type Finished = ColumnsFinished | ClassesFinished | FormulaFinished;

export const isByClasses = (result: Finished): result is ClassesFinished => 'levels' in result;
export const isByFormula = (result: Finished): result is FormulaFinished => 'evidence' in result;
export const isByColumns = (result: Finished): result is ColumnsFinished => 'per_column' in result;

/** Every shape of a count. */
export function finishedOf(
  { figures, evidence, by_column, ...run }: CountResult,
  date: string,
  version: string,
): Finished[] {
  const rows = figures.map((one) => one.rows);
  const own =
    by_column ??
    (ENGINES[run.engine] === 'rows'
      ? { evidence }
      : { from: Math.min(...rows), to: Math.max(...rows), levels: levelsOf(evidence) });
  return figures.map((one) => ({ ...one, ...run, ...own, date, version }));
}

function levelsOf(evidence: Evidence[]): LevelCheck[] {
  return evidence.flatMap(({ degree, count, found }) =>
    degree === null ? [] : { degree, classes: count, graphs: found },
  );
}

type Timed = { columns: number; engine: EngineName; elapsed_seconds: number; date?: string };

/** The total time of results; those counted by classes together are timed together. */
export function secondsOf(results: readonly Timed[]): number {
  const groups = new Map<unknown, number>();
  for (const one of results)
    groups.set(one.engine === 'classes' ? `${one.columns} ${one.date}` : one, one.elapsed_seconds);
  return [...groups.values()].reduce((sum, seconds) => sum + seconds, 0);
}
