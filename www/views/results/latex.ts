import { tabular } from '../../format/latex';
import type { SavedResult } from '../../model/saved-result';
import { shapeKey, sorted } from './listing';

/** A tabular of the figures, one line a shape. */
export function latexOf(results: SavedResult[]): string {
  const shapes = new Map(results.map((one) => [shapeKey(one), one]));
  return tabular(sorted([...shapes.values()], { by: 'shape', descending: false }));
}
