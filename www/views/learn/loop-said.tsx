import { Alert } from '../../components/alert';
import { EXACT, Exact } from '../../components/exact';
import { grouped } from '../../format/number';
import type { Search, TraceStep } from '../../model/generated';
import { lastChosen } from './bits';
import { Missing } from './parts';
import type { TraceView, useTraceTotal } from './trace-place';

type CountersProps = {
  view: TraceView;
  hidden: boolean;
  total: { positive: number; negative: number } | null;
};

/** Even and odd rectangles so far; a popcount that is still to be guessed is not in them. */
export function Counters({ view: { step, before }, hidden, total }: CountersProps) {
  const { positive, negative } = total ?? (hidden ? (before ?? { positive: 0, negative: 0 }) : step);
  const counter = (name: 'positive' | 'negative', tone: 'plus' | 'minus', word: string, value: number) => (
    <span>
      <span class={tone}>{tone === 'plus' ? '+' : '−'}</span> {word}{' '}
      <span
        class={`num${total ? '' : ' so-far'}`}
        data-result={`counted-${name}`}
        data-value={value}
        {...EXACT}
      >
        {grouped(String(value))}
      </span>
    </span>
  );
  return (
    <p class="search-counters">
      {counter('positive', 'plus', 'even', positive)}
      {counter('negative', 'minus', 'odd', negative)}
    </p>
  );
}

const NOTHING = /^0+$/;

/** What the step does, in a sentence. */
export function What({ search, step, hidden }: { search: Search; step: TraceStep; hidden: boolean }) {
  const chosen = lastChosen(search.strips, step);
  const row = chosen && <Exact>{chosen.symbols.join(' ')}</Exact>;
  switch (step.kind) {
    case 'choose':
      return (
        <>
          Row {step.row} is chosen: {row}.
        </>
      );
    case 'strike': {
      const none = (step.left[step.row - 2] ?? []).every((word) => NOTHING.test(word));
      return (
        <>
          Candidates for row {step.row} that repeat row {chosen?.row} ({row}) in some column are struck out.
          {none && ' None is left, so this choice leads to no rectangle.'}
        </>
      );
    }
    case 'popcount':
      return hidden ? (
        <>Row {step.row} is the last: what is left of it is not listed, only counted.</>
      ) : (
        <>The last row is counted: one popcount over its even part, one over its odd part.</>
      );
    case 'backtrack':
      return (
        <>Row {step.row} is given up; what it had struck out is back, and the next candidate has its turn.</>
      );
  }
}

type EndProps = {
  step: TraceStep;
  /** the end was reached step by step */
  stepped: boolean;
  total: ReturnType<typeof useTraceTotal>;
  /** of all second rows */
  whole: boolean;
};

/** What the engine counts in one go, beside what the steps have counted. */
export function End({ step, stepped, total, whole }: EndProps) {
  if (total.state !== 'there') return <Missing of={total} />;
  const { positive, negative } = total.answer;
  const equal = step.positive === positive && step.negative === negative;
  if (stepped && !equal)
    return (
      <Alert title="The steps and the engine disagree.">
        Step by step: {step.positive} even and {step.negative} odd; in one go: {positive} even and {negative}{' '}
        odd.
      </Alert>
    );
  const figure = (name: string, value: number) => (
    <span class="num" data-result={name} data-value={value} {...EXACT}>
      {grouped(String(value))}
    </span>
  );
  return (
    <p class="search-end" role="status">
      {whole ? 'This first column' : 'With this row 2'}: {figure('positive', positive)} even and{' '}
      {figure('negative', negative)} odd, counted by the engine in one go.
      {stepped && ' Step by step it is the same.'}
    </p>
  );
}
