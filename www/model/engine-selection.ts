import { ENGINES, type EngineName, type Estimate, type Shape } from './generated';
import type { ShapeRange } from './shape';

/** Who is asked to count; 'auto' leaves it to the page. */
export type EngineChoice = 'auto' | EngineName;
export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];
export const ENGINE_CHOICES: readonly EngineChoice[] = ['auto', ...ENGINE_NAMES];

/** What takes no longer is counted first column by first column: these and their workers are what one comes to see. */
export const ENUMERATE_SECONDS = 2;

/** What one shape would take by each engine, or in a sentence why that does not take it. */
export type Estimates = { shape: Shape; by: Record<EngineName, Estimate | string> };

/** A shape, who counts it, and about how long that takes. */
export type ChosenEngine = Shape & { engine: EngineName; seconds: number };

/** What an engine would take for a shape; null where it does not take it. */
export function estimateBy({ by }: Estimates, engine: EngineName): Estimate | null {
  const estimate = by[engine];
  return typeof estimate === 'string' ? null : estimate;
}

/** Up to so many columns no shape takes a tenth of a second, by either engine and on any machine. */
const QUICK_COLUMNS = 6;

/** Whether no estimate is needed to know that it is counted in a moment. */
export const isQuick = ({ columns }: Shape) => columns <= QUICK_COLUMNS;

/** Who counts shapes that are quick. */
export function chooseWithoutEstimate(shapes: readonly Shape[], choice: EngineChoice): ChosenEngine[] {
  const engine = choice === 'auto' ? 'enumerate' : choice;
  return shapes.map((shape) => ({ ...shape, engine, seconds: 0 }));
}

/** About how long; infinite where the engine does not take it. */
export const secondsBy = (estimates: Estimates, engine: EngineName) =>
  estimateBy(estimates, engine)?.seconds ?? Number.POSITIVE_INFINITY;

/** Who counts a shape: the one asked for, or classes where the first columns would take long. */
export function chooseEngine(estimates: Estimates, choice: EngineChoice): ChosenEngine {
  const { shape } = estimates;
  // What the engine is to refuse is not asked about first.
  if (choice !== 'auto')
    return { ...shape, engine: choice, seconds: estimateBy(estimates, choice)?.seconds ?? 0 };
  const [seconds, byClasses] = [secondsBy(estimates, 'enumerate'), secondsBy(estimates, 'classes')];
  return seconds <= ENUMERATE_SECONDS || seconds <= byClasses
    ? { ...shape, engine: 'enumerate', seconds }
    : { ...shape, engine: 'classes', seconds: byClasses };
}

/** Shapes that are counted together from the first of them on: by classes those of one n that follow each other. */
export function rangeFrom([first, ...rest]: readonly [ChosenEngine, ...ChosenEngine[]]): ShapeRange {
  let to = first.rows;
  for (const { rows, columns, engine } of rest) {
    if (engine !== 'classes' || first.engine !== 'classes' || columns !== first.columns || rows !== to + 1)
      break;
    to = rows;
  }
  return { columns: first.columns, from: first.rows, to };
}

/** Shapes that are counted by classes, in as few questions as they allow. */
export function rangesOf([first, ...rest]: readonly ChosenEngine[]): ShapeRange[] {
  if (!first) return [];
  const range = rangeFrom([first, ...rest]);
  return [range, ...rangesOf(rest.slice(range.to - range.from))];
}
