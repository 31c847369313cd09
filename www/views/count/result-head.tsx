import type { ComponentChildren } from 'preact';
import { FiguresTable } from '../../components/figures-table';
import { M } from '../../components/mathematics';
import { Hero } from '../../components/number';
import type { Shape } from '../../model/generated';

/** The equation above a number, what the number is, and what can be done with it. */
export function ResultHead({
  shape,
  words,
  children,
}: {
  shape: Shape;
  words: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="result-head">
      <h2 class="equation">
        <M>
          <i>K</i>({shape.rows}, {shape.columns})
        </M>
      </h2>
      <p>{words}</p>
      {children && <span class="actions">{children}</span>}
    </div>
  );
}

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
