import type {
  ColumnsResult,
  CountFigures,
  CountResult,
  EngineName,
  Evidence,
  WorkerReport,
} from './generated';

/** The figures of a shape, all of them. */
export type Figures = { [Name in Exclude<keyof CountFigures, 'published'>]: NonNullable<CountFigures[Name]> };

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

/** A finished count, whichever engine counted. */
export type Finished = ColumnsFinished | ClassesFinished;

/** From these the other figures follow. */
export type SignedTotal = Pick<Figures, 'total' | 'positive' | 'negative'>;

export function sameFigures(a: SignedTotal, b: SignedTotal): boolean {
  return a.total === b.total && a.positive === b.positive && a.negative === b.negative;
}

export const isByClasses = (result: Finished): result is ClassesFinished => !('per_column' in result);

/** Every shape of a count; throws if the engine left out a figure that the page needs. */
export function finishedOf(
  { figures, evidence, by_column, ...run }: CountResult,
  date: string,
  version: string,
): Finished[] {
  const rows = figures.map((one) => one.rows);
  const own = by_column ?? { from: Math.min(...rows), to: Math.max(...rows), levels: levelsOf(evidence) };
  return figures.map((one) => ({ ...whole(one, run.engine), ...run, ...own, date, version }));
}

function whole(figures: CountFigures, engine: EngineName): Figures & Pick<CountFigures, 'published'> {
  const { rows, columns, published, ...all } = figures;
  for (const [name, value] of Object.entries(all))
    if (value === null) throw new Error(`${engine} does not say what ${name} is for ${rows} × ${columns}`);
  return figures as ReturnType<typeof whole>;
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
