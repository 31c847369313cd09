import { ENGINES, type EngineName, type Estimate, QUICK_SECONDS, type Shape } from './generated';
import type { ShapeRange } from './shape';

/** The engine to count with; 'auto': chosen automatically. */
export type EngineChoice = 'auto' | EngineName;
export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];
export const ENGINE_CHOICES: readonly EngineChoice[] = ['auto', ...ENGINE_NAMES];

/** Enumeration is preferred if it takes no longer: first columns and workers are what the page is about. */
export const ENUMERATE_SECONDS = 2;

/** The estimate for a shape by each engine, or in a sentence why the engine cannot count it. */
export type Estimates = { shape: Shape; by: Record<EngineName, Estimate | string> };

/** A shape, the engine chosen for it, and about how long it takes. */
export type ChosenEngine = Shape & { engine: EngineName; seconds: number };

/** The estimate of an engine for a shape; null if the engine cannot count it. */
export function estimateBy({ by }: Estimates, engine: EngineName): Estimate | null {
  const estimate = by[engine];
  return typeof estimate === 'string' ? null : estimate;
}

/** With so many columns no shape takes a tenth of a second, by either engine, on any machine. */
const QUICK_COLUMNS = 6;

/** Whether a shape is certainly counted instantly, so that no estimate is needed. */
export const isQuick = ({ columns }: Shape) => columns <= QUICK_COLUMNS;

/** The engine for shapes that are quick. */
export function chooseWithoutEstimate(shapes: readonly Shape[], choice: EngineChoice): ChosenEngine[] {
  const engine = choice === 'auto' ? 'enumerate' : choice;
  return shapes.map((shape) => ({ ...shape, engine, seconds: 0 }));
}

/** About how long; infinite if the engine cannot count it. */
export const secondsBy = (estimates: Estimates, engine: EngineName) =>
  estimateBy(estimates, engine)?.seconds ?? Number.POSITIVE_INFINITY;

/** The requested engine, or automatically enumeration unless it takes long; by formula only what takes the others long, or
    what they cannot count, then also D alone. */
export function chooseEngine(estimates: Estimates, choice: EngineChoice): ChosenEngine {
  const { shape } = estimates;
  // If the engine will refuse the shape, no confirmation is needed first.
  if (choice !== 'auto')
    return { ...shape, engine: choice, seconds: estimateBy(estimates, choice)?.seconds ?? 0 };
  const [seconds, byClasses] = [secondsBy(estimates, 'enumerate'), secondsBy(estimates, 'classes')];
  const other: ChosenEngine =
    seconds <= ENUMERATE_SECONDS || seconds <= byClasses
      ? { ...shape, engine: 'enumerate', seconds }
      : { ...shape, engine: 'classes', seconds: byClasses };
  const formula = estimateBy(estimates, 'formula');
  const isBetter =
    other.seconds === Number.POSITIVE_INFINITY ||
    (formula?.total && other.seconds > QUICK_SECONDS && formula.seconds < other.seconds);
  return formula && isBetter ? { ...shape, engine: 'formula', seconds: formula.seconds } : other;
}

/** The shapes counted together, starting with the first: by classes, consecutive shapes of one n. */
export function rangeFrom([first, ...rest]: readonly [ChosenEngine, ...ChosenEngine[]]): ShapeRange {
  let to = first.rows;
  for (const { rows, columns, engine } of rest) {
    if (engine !== 'classes' || first.engine !== 'classes' || columns !== first.columns || rows !== to + 1)
      break;
    to = rows;
  }
  return { columns: first.columns, from: first.rows, to };
}

/** Shapes to be counted by classes, in as few ranges as possible. */
export function rangesOf([first, ...rest]: readonly ChosenEngine[]): ShapeRange[] {
  if (!first) return [];
  const range = rangeFrom([first, ...rest]);
  return [range, ...rangesOf(rest.slice(range.to - range.from))];
}
