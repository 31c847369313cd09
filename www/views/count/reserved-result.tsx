import { FiguresTable } from '../../components/figures-table';
import { Hero } from '../../components/number';
import type { Shape } from '../../model/generated';
import { ResultHead } from './result-head';

/** The room of a result that is not there yet. */
export function ReservedResult({ shape, digits, words }: { shape: Shape; digits: number; words: string }) {
  return (
    <section aria-label="Result">
      <ResultHead shape={shape} words={words} />
      <Hero value={null} digits={digits} final={false} />
      <FiguresTable shape={shape} signs={null} tail />
    </section>
  );
}
