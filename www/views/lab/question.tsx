import type { ComponentChildren } from 'preact';
import { EXACT } from '../../components/exact';
import type { AnswerText, Machine } from '../../model/generated';
import { useApp } from '../app-context';
import { learnLink } from '../view-link';

/** The seven questions, in order. */
export const QUESTIONS = [
  'How many first columns does each worker take?',
  'How often are the tables built?',
  'Do all workers run all optimisations?',
  'What is the rate of each worker, and of one alone?',
  'Can the parallel code run with one worker?',
  'Is the overhead fixed, or does it grow?',
  'Why do the rates agree, or not?',
] as const;

type Props = {
  /** from 1 */
  number: number;
  said: AnswerText;
  /** below the sentence */
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
        <p class="question-answer">
          <span class="num" {...EXACT}>
            {said.figure}
          </span>{' '}
          <span class="unit-text">{said.words}</span>
        </p>
        <p class="text">{said.sentence}</p>
        <StepLink number={number} />
        {more}
      </div>
      <div class="question-picture">{children}</div>
    </Frame>
  );
}

export function NotAsked({ number, machine }: { number: number; machine: Machine }) {
  return (
    <Frame number={number}>
      <div class="q-t">
        <Heading number={number} />
        <p class="text">{whyNot(machine)}</p>
        <StepLink number={number} />
      </div>
    </Frame>
  );
}

/** A question before anything is measured. */
export function NotMeasured({ number }: { number: number }) {
  return (
    <Frame number={number}>
      <div class="q-t">
        <Heading number={number} />
        <p class="note">not measured yet</p>
        <StepLink number={number} />
      </div>
    </Frame>
  );
}

/** Why a question that needs several workers could not be measured. */
export function whyNot({ no_threads }: Machine): string {
  return `Not available without a worker pool. ${no_threads ?? ''}`.trim();
}

function Frame({ number, answered = false, children }: FrameProps) {
  const id = `q${number}`;
  return (
    <section class="question" id={id} aria-labelledby={`${id}-h`} data-answer={answered ? number : undefined}>
      <p class="question-number num">
        <a href={`#q${number}`} aria-label={`Link to question ${number}`}>
          {number}
        </a>
      </p>
      {children}
    </section>
  );
}

/** The step of the walk that shows what each question is about. */
const STEPS = [6, 4, 5, 6, 6, 6, 6];

function StepLink({ number }: { number: number }) {
  const app = useApp();
  const step = STEPS[number - 1] ?? 1;
  return (
    <p class="note question-step">
      <a {...learnLink(app, { step, page: null })}>How it works, step {step}</a>
    </p>
  );
}

type FrameProps = { number: number; answered?: boolean; children: ComponentChildren };

function Heading({ number }: { number: number }) {
  return <h3 id={`q${number}-h`}>{QUESTIONS[number - 1]}</h3>;
}
