import type { Shape } from '../../model/generated';
import { useApp } from '../app-context';
import { type Answered, useAnswer } from './answer';
import { emptyCells, readCells } from './cells';

/** A fixed seed, so that an address shows the same rectangle again. */
const SEED = 1;

/** The rectangle that was built in step 1, if it is full, otherwise a random one. */
export function useRectangle(shape: Shape): Answered<number[][]> {
  const { cells } = useApp().learn.place.value.choices;
  const built = (cells === null ? null : readCells(cells))?.map((row, r) =>
    row.map((symbol, c) => symbol ?? (r === 0 && row.every((one) => one === null) ? c + 1 : null)),
  );
  const full = built?.every((row): row is number[] => !row.includes(null)) ? built : null;
  const drawn = useAnswer(
    full
      ? null
      : { complete: { given: { ...shape, cells: emptyCells(shape), first_row_free: false }, seed: SEED } },
  );
  if (full) return { state: 'there', answer: full };
  if (drawn.state !== 'there') return drawn;
  const { rectangle } = drawn.answer;
  return rectangle
    ? { state: 'there', answer: rectangle.rows }
    : { state: 'failed', message: 'No rectangle of this shape was found.' };
}
