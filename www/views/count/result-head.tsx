import type { ComponentChildren } from 'preact';
import { CopyButton } from '../../components/copy';
import { FiguresTable } from '../../components/figures-table';
import { M, SignedK } from '../../components/mathematics';
import { Hero } from '../../components/number';
import { DIFFERENCE_ALONE } from '../../format/messages';
import {
  FIGURE_LETTERS,
  isDifferenceAlone,
  leadingFigure,
  type FigureName as Name,
  signsOf,
} from '../../model/figures';
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
  name = 'total',
  words,
  children,
}: {
  shape: Shape;
  name?: Name;
  words: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="result-head">
      <h2 class="equation">
        <M>
          <FigureName name={name} />({shape.rows}, {shape.columns})
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
  const { rows, columns } = result;
  const address = () => absoluteLink(app.link({ scope: 'shape', rows, columns }, runs));
  return (
    <>
      <LeadingFigure result={result} words={words}>
        <CopyButton label="Copy number" text={() => leadingFigure(result)?.value ?? ''} />
        <CopyButton label="Copy link" text={address} />
        <a class="link explain" {...learnLink(app, { step: 1, page: null, ...learnShape(result) })}>
          Explain<span class="visually-hidden"> this result</span>
        </a>
      </LeadingFigure>
      <FiguresTable shape={result} signs={signsOf(result)} result={result} />
    </>
  );
}

const KINDS: Record<Name, string> = {
  total: 'normalised Latin rectangles',
  positive: 'even normalised Latin rectangles',
  negative: 'odd normalised Latin rectangles',
  difference: 'even less odd normalised Latin rectangles',
  reduced: 'reduced Latin rectangles',
};

type LeadingProps = { result: Finished | SavedResult; words: string; children?: ComponentChildren };

/** K in full, or where it is not known the first figure that is, and that K is not. */
export function LeadingFigure({ result, words, children }: LeadingProps) {
  const leading = leadingFigure(result);
  if (!leading) return null;
  const { name, value } = leading;
  const kind = name === 'total' && value === '1' ? 'normalised Latin rectangle' : KINDS[name];
  return (
    <>
      <ResultHead shape={result} name={name} words={`${kind}, ${words}`}>
        {children}
      </ResultHead>
      <Hero value={value} digits={value.length} final figure={name} />
      {isDifferenceAlone(result) && (
        <p class="text" data-difference-alone>
          {DIFFERENCE_ALONE}
        </p>
      )}
    </>
  );
}

/** The letter of a figure in an equation. */
function FigureName({ name }: { name: Name }) {
  if (name === 'positive') return <SignedK sign="+" />;
  if (name === 'negative') return <SignedK sign="−" />;
  return <i>{FIGURE_LETTERS[name]}</i>;
}
