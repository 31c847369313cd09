import type { ComponentChildren } from 'preact';
import { CopyButton } from '../../components/copy';
import { FiguresTable } from '../../components/figures-table';
import { M } from '../../components/mathematics';
import { Hero } from '../../components/number';
import type { Shape } from '../../model/generated';
import { learnShape } from '../../model/learn';
import type { Finished } from '../../model/result';
import type { SavedResult } from '../../model/saved-result';
import { useApp } from '../app-context';
import { learnLink } from '../view-link';
import { absoluteLink } from './absolute-link';

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

type FinalProps = {
  result: Finished | SavedResult;
  words: string;
  /** the address that the link copies goes to: whether it counts again by itself */
  runs: boolean;
};

/** The figures of a count that has ended, and the ways to take them along. */
export function FinalFigures({ result, words, runs }: FinalProps) {
  const app = useApp();
  const { rows, columns, total, positive, negative } = result;
  const address = () => absoluteLink(app.link({ scope: 'shape', rows, columns }, runs));
  return (
    <>
      <ResultHead shape={result} words={words}>
        <CopyButton label="Copy number" text={() => total} />
        <CopyButton label="Copy link" text={address} />
        <a class="link explain" {...learnLink(app, { step: 1, page: null, ...learnShape(result) })}>
          Explain<span class="visually-hidden"> this result</span>
        </a>
      </ResultHead>
      <Hero value={total} digits={total.length} final />
      <FiguresTable
        shape={result}
        signs={{ positive: BigInt(positive), negative: BigInt(negative) }}
        result={result}
      />
    </>
  );
}
