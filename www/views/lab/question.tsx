import type { ComponentChildren } from 'preact';
import { EXACT } from '../../components/exact';
import type { AnswerText, Machine } from '../../model/generated';
import { QUESTIONS } from './questions';

type Props = {
  /** from 1 */
  number: number;
  said: AnswerText;
  /** under the sentence */
  more?: ComponentChildren;
  /** the picture */
  children: ComponentChildren;
};

/** One question, its answer in words, and its picture. */
export function Question({ number, said, more, children }: Props) {
  return (
    <Frame number={number} answered>
      <div class="q-t">
        <Heading number={number} />
        <p class="q-a">
          <span class="num" {...EXACT}>
            {said.figure}
          </span>{' '}
          <span class="u">{said.words}</span>
        </p>
        <p class="text">{said.sentence}</p>
        {more}
      </div>
      <div class="q-p">{children}</div>
    </Frame>
  );
}

export function NotAsked({ number, machine }: { number: number; machine: Machine }) {
  return (
    <Frame number={number}>
      <div class="q-t">
        <Heading number={number} />
        <p class="text">{whyNot(machine)}</p>
      </div>
    </Frame>
  );
}

/** Before anything is measured. */
export function NotMeasured({ number }: { number: number }) {
  return (
    <Frame number={number}>
      <div class="q-t">
        <Heading number={number} />
        <p class="note">not measured yet</p>
      </div>
    </Frame>
  );
}

/** Why what needs several workers could not be measured. */
export function whyNot({ no_threads }: Machine): string {
  return `Not available without a worker pool. ${no_threads ?? ''}`.trim();
}

function Frame({ number, answered = false, children }: FrameProps) {
  const id = `q${number}`;
  return (
    <section class="q" id={id} aria-labelledby={`${id}-h`} data-answer={answered ? number : undefined}>
      <p class="q-n num">
        <a href={`#q${number}`} aria-label={`Link to question ${number}`}>
          {number}
        </a>
      </p>
      {children}
    </section>
  );
}

type FrameProps = { number: number; answered?: boolean; children: ComponentChildren };

function Heading({ number }: { number: number }) {
  return <h3 id={`q${number}-h`}>{QUESTIONS[number - 1]}</h3>;
}
