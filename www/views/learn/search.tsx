import './search.css';
import { useEffect, useState } from 'preact/hooks';
import { Alert } from '../../components/alert';
import { EXACT, Exact } from '../../components/exact';
import { LatinRectangle } from '../../components/rectangle';
import { Segmented } from '../../components/segmented';
import { grouped } from '../../format/number';
import type { Search, Shape, StripCells, TraceStep } from '../../model/generated';
import { columnName } from '../../model/shape';
import { useApp } from '../app-context';
import { useAnswer } from './answer';
import { Missing, NothingToDo, Say } from './parts';
import { PopcountGuess } from './popcount-guess';
import { LeftList, lastChosen, STRIP_FORMS, type StripForm, StripPicture } from './strip';
import { type TraceLoop, type TraceView, useTraceStep, useTraceTotal } from './trace-place';

/** The loop over one first column, step by step: the request `trace` for the steps, `search` for the strips. */
export function SearchStep({ shape }: { shape: Shape }) {
  const { rows, columns } = shape;
  if (columns === 1)
    return (
      <NothingToDo>
        With one column there is one rectangle, and it has one cell: nothing is chosen.
      </NothingToDo>
    );
  if (rows === 1)
    return <NothingToDo>With one row there is nothing to choose: a normalised row is 1 2 … n.</NothingToDo>;
  if (rows === 2) return <TwoRows shape={shape} />;
  return <Loop shape={shape} />;
}

/** The rank of the chosen first column, from 0. */
function useRank(): number {
  return (useApp().learn.place.value.choices.column ?? 1) - 1;
}

/** Row 2 is the last row, so its whole strip is counted. */
function TwoRows({ shape }: { shape: Shape }) {
  const trace = useTraceStep({ shape, column: useRank(), secondRow: null }, 0);
  if (trace.state !== 'there') return <Missing of={trace} />;
  const [even, odd] = trace.answer.step.popcounts ?? [0, 0];
  return (
    <NothingToDo>
      With two rows no later row is left to strike candidates from. Row 2 is the last row, and one popcount of
      its strip is the count: <Popcount name="even" value={even} /> even and{' '}
      <Popcount name="odd" value={odd} /> odd. Choose three rows or more to see the loop.
    </NothingToDo>
  );
}

function Popcount({ name, value }: { name: 'even' | 'odd'; value: number }) {
  return (
    <span class="num" data-result={`popcount-${name}`} data-value={value} {...EXACT}>
      {value}
    </span>
  );
}

function Loop({ shape }: { shape: Shape }) {
  const rank = useRank();
  const search = useAnswer({ search: { ...shape, column: rank } });
  if (search.state !== 'there') return <Missing of={search} />;
  return <Player key={rank} search={search.answer} shape={shape} rank={rank} />;
}

type SecondRowProps = {
  strip: StripCells | undefined;
  chosen: number | null;
  choose(candidate: number | null): void;
};

function SecondRow({ strip, chosen, choose }: SecondRowProps) {
  if (!strip) return null;
  const option = (from: number, to: number) =>
    strip.candidates.slice(from, to).map((symbols, i) => (
      <option key={from + i} value={from + i}>
        {symbols.join(' ')}
      </option>
    ));
  return (
    <label class="search-row">
      Row 2{' '}
      <select
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) => choose(value === '' ? null : Number(value))}
        {...EXACT}
      >
        <optgroup label="even">{option(0, strip.even)}</optgroup>
        <optgroup label="odd">{option(strip.even, strip.candidates.length)}</optgroup>
        <option value="">all, one after the other</option>
      </select>
    </label>
  );
}

/** Steps a second. */
const SPEEDS = [1, 2, 4] as const;

type PlayerProps = { search: Search; shape: Shape; rank: number };

function Player({ search, shape, rank }: PlayerProps) {
  const { size } = useApp();
  const [secondRow, setSecondRow] = useState<number | null>(0);
  const loop: TraceLoop = { shape, column: rank, secondRow };
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[0]);
  const [form, setForm] = useState<StripForm>('cells');
  /** popcounts up to this step are shown */
  const [told, setTold] = useState(-1);
  /** the rest is counted in one go */
  const [finished, setFinished] = useState(false);
  const trace = useTraceStep(loop, at);
  const there = trace.state === 'there' ? trace.answer : null;
  const last = there?.last === true && there.at === at;
  const total = useTraceTotal(finished || last ? loop : null);
  const hidden = there?.step.kind === 'popcount' && there.at > told && !finished;

  function choose(candidate: number | null) {
    setSecondRow(candidate);
    setTold(-1);
    setPlaying(false);
    go(0);
  }
  function tell(upTo: number) {
    setTold((now) => Math.max(now, upTo));
  }
  function go(to: number) {
    setFinished(false);
    setAt(Math.max(0, to));
  }
  function next() {
    // A popcount is shown before the loop goes on.
    if (hidden) tell(at);
    else if (!last) go(at + 1);
  }
  useEffect(() => {
    if (!playing || there?.at !== at) return;
    if (last) {
      tell(at);
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => {
      tell(at);
      go(at + 1);
    }, 1000 / speed);
    return () => clearTimeout(timer);
  }, [playing, at, speed, there?.at, last]);

  if (!there) return <Missing of={trace} />;
  const { step } = there;
  const strip = search.strips[step.row - 2];
  const small = shape.columns > 6 || (shape.columns === 6 && size.value === 'projector');
  return (
    <div class="search">
      <Say>
        The first column is <Exact>{columnName(search.first_column)}</Exact>. A candidate for a later row is
        out as soon as it repeats a symbol of a chosen row in the same place.
      </Say>
      <div class="search-top">
        <SecondRow strip={search.strips[0]} chosen={secondRow} choose={choose} />
        <Segmented
          legend="How the candidates are drawn"
          name="strip-form"
          values={STRIP_FORMS}
          chosen={form}
          choose={(one: StripForm) => setForm(one)}
        >
          {(one) => ({ cells: 'Cells', bits: 'Bits', words: 'Words' })[one]}
        </Segmented>
        <Counters
          view={there}
          hidden={hidden}
          total={finished && total.state === 'there' ? total.answer : null}
        />
      </div>
      <p class="search-what" role="status" aria-live={playing ? 'off' : 'polite'}>
        <span class="visually-hidden">Step {at + 1}. </span>
        <What search={search} step={step} hidden={hidden} />
      </p>
      <div class="search-picture">
        <Chosen search={search} step={step} columns={shape.columns} />
        <div class="search-strip">
          <StripPicture strips={search.strips} step={step} before={there.before} form={form} small={small} />
        </div>
      </div>
      <Key />
      {strip && (
        <details class="search-list">
          <summary>The candidates left, as a list</summary>
          <LeftList strip={strip} step={step} />
        </details>
      )}
      {step.kind === 'popcount' && step.popcounts && !finished && (
        <PopcountGuess
          key={at}
          popcounts={step.popcounts}
          words={strip?.words ?? 0}
          swapped={step.chosen_odd}
          told={!hidden}
          tell={() => tell(at)}
        />
      )}
      <div class="search-controls">
        <button
          class="btn"
          type="button"
          disabled={at === 0 && !finished}
          onClick={() => go(finished ? at : at - 1)}
        >
          Back
        </button>
        <button class="btn go" type="button" aria-disabled={last && !hidden} onClick={next}>
          Step
        </button>
        <button
          class="btn"
          type="button"
          aria-disabled={last && !playing}
          onClick={() => setPlaying(!playing && !last)}
        >
          {playing ? 'Pause' : 'Play'}
        </button>
        <label>
          Speed{' '}
          <select value={speed} onChange={({ currentTarget: { value } }) => setSpeed(Number(value))}>
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {one === 1 ? '1 step a second' : `${one} steps a second`}
              </option>
            ))}
          </select>
        </label>
        <button
          class="btn"
          type="button"
          onClick={() => {
            setPlaying(false);
            setFinished(true);
          }}
        >
          To the end
        </button>
      </div>
      {(finished || (last && !hidden)) && (
        <End step={step} stepped={!finished} total={total} whole={secondRow === null} />
      )}
    </div>
  );
}

type CountersProps = {
  view: TraceView;
  hidden: boolean;
  total: { positive: number; negative: number } | null;
};

/** Even and odd rectangles so far; a popcount that is still to be guessed is not in them. */
function Counters({ view: { step, before }, hidden, total }: CountersProps) {
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
function What({ search, step, hidden }: { search: Search; step: TraceStep; hidden: boolean }) {
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

/** The rectangle as far as it is chosen. */
function Chosen({ search, step, columns }: { search: Search; step: TraceStep; columns: number }) {
  const rows = [
    Array.from({ length: columns }, (_, c) => c + 1),
    ...step.chosen.flatMap((candidate, place) => {
      const row = search.strips[place]?.candidates[candidate];
      return row ? [row] : [];
    }),
  ];
  return <LatinRectangle columns={columns} first={search.first_column} rows={rows} worker={null} small />;
}

function Key() {
  return (
    <ul class="search-key note">
      <li>
        <i class="key-hit" />
        repeats the chosen row
      </li>
      <li>
        <i class="key-even" />
        even, left
      </li>
      <li>
        <i class="key-odd" />
        odd, left
      </li>
    </ul>
  );
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
function End({ step, stepped, total, whole }: EndProps) {
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
