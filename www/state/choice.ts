import type { EngineName, Estimate, Shape } from '../engine/generated';
import type { ClassesRange } from '../lib/shapes';

/** Who is asked to count; 'auto' leaves it to the page. */
export type EngineChoice = 'auto' | EngineName;
export const ENGINE_CHOICES: readonly EngineChoice[] = ['auto', 'enumerate', 'classes'];

/** What takes no longer is counted first column by first column: these and their workers are what one comes to see. */
export const ENUMERATE_SECONDS = 2;

/** What one shape would take, by either engine; null where there are too many columns for first columns. */
export type Estimates = { shape: Shape; estimate: Estimate | null; classesSeconds: number };

/** A shape, who counts it, and about how long that takes. */
export type Planned = Shape & { engine: EngineName; seconds: number };

/** Who counts a shape: the one asked for, or classes where the first columns would take long. */
export function planned({ shape, estimate, classesSeconds }: Estimates, choice: EngineChoice): Planned {
  const seconds = estimate?.seconds ?? Number.POSITIVE_INFINITY;
  const short = seconds <= ENUMERATE_SECONDS || seconds <= classesSeconds;
  const engine = choice !== 'auto' ? choice : short ? 'enumerate' : 'classes';
  return { ...shape, engine, seconds: engine === 'classes' ? classesSeconds : seconds };
}

/** Shapes of one n that follow each other are counted by classes together, from the first of `shapes` on. */
export function rangeFrom(shapes: readonly Planned[]): ClassesRange {
  const [first, ...rest] = shapes;
  if (first?.engine !== 'classes') throw new Error('the first shape is not counted by classes');
  let to = first.rows;
  for (const { rows, columns, engine } of rest) {
    if (engine !== 'classes' || columns !== first.columns || rows !== to + 1) break;
    to = rows;
  }
  return { columns: first.columns, from: first.rows, to };
}

/** Shapes that are counted by classes, in as few questions as they allow. */
export function rangesOf(shapes: readonly Planned[]): ClassesRange[] {
  if (shapes.length === 0) return [];
  const range = rangeFrom(shapes);
  return [range, ...rangesOf(shapes.slice(range.to - range.from + 1))];
}
