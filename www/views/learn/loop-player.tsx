import { useEffect, useState } from 'preact/hooks';
import { EXACT, Exact } from '../../components/exact';
import { LatinRectangle } from '../../components/rectangle';
import { Segmented } from '../../components/segmented';
import type { Search, Shape, StripCells, TraceStep } from '../../model/generated';
import { ALL_ROWS } from '../../model/learn';
import { columnName } from '../../model/shape';
import { useApp } from '../app-context';
import { TermLink } from '../term-link';
import { Counters, End, What } from './loop-said';
import { Missing, Say } from './parts';
import { PopcountGuess } from './popcount-guess';
import { LeftList, type StripForm, StripPicture } from './strip';
import { type TraceLoop, type TraceView, useTraceStep, useTraceTotal } from './trace-place';
import { usePane } from './use-pane';

/** Steps a second. */
const SPEEDS = [1, 2, 4] as const;

type Props = {
  search: Search;
  shape: Shape;
  /** of the first column, from 0 */
  rank: number;
};

/** Steps through the loop over one first column, by hand or by itself. */
export function LoopPlayer({ search, shape, rank }: Props) {
  const { learn } = useApp();
  const { second } = learn.place.value.choices;
  const secondRow = second === ALL_ROWS ? null : candidateAt(search.strips[0], second);
  const loop: TraceLoop = { shape, column: rank, secondRow };
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[0]);
  const { panes: forms, pane: form, choose: setForm } = usePane(5);
  /** popcounts up to this step are shown */
  const [told, setTold] = useState(-1);
  /** the rest is counted in one go */
  const [finished, setFinished] = useState(false);
  const trace = useTraceStep(loop, at);
  const there = trace.state === 'there' ? trace.answer : null;
  const last = there?.last === true && there.at === at;
  const total = useTraceTotal(finished || last ? loop : null);
  const hidden = there?.step.kind === 'popcount' && there.at > told && !finished && !playing;

  useEffect(() => {
    setTold(-1);
    setPlaying(false);
    go(0);
  }, [secondRow]);

  function choose(candidate: number | null) {
    learn.choose({ second: candidate === null ? ALL_ROWS : String(candidate + 1) });
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
    if (there?.at !== at) return;
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

  return (
    <div class="search">
      <Say>
        The first column is <Exact>{columnName(search.first_column)}</Exact>, as chosen in step 3. A{' '}
        <TermLink id="candidate">candidate</TermLink> for a later row is out as soon as it repeats a symbol of
        a chosen row in the same place.
      </Say>
      <div class="search-top">
        <SecondRow strip={search.strips[0]} chosen={secondRow} choose={choose} />
        <Segmented
          legend="How the candidates are drawn"
          name="strip-form"
          values={forms}
          chosen={form}
          choose={setForm}
        >
          {(one) => ({ cells: 'Cells', bits: 'Bits', words: 'Words' })[one]}
        </Segmented>
        {there && (
          <Counters
            view={there}
            hidden={hidden}
            total={finished && total.state === 'there' ? total.answer : null}
          />
        )}
      </div>
      <div class="search-controls">
        <button
          class="button"
          type="button"
          aria-disabled={at === 0 && !finished}
          onClick={() => go(finished ? at : at - 1)}
        >
          Back
        </button>
        <button class="button go" type="button" aria-disabled={last && !hidden} onClick={next}>
          Step
        </button>
        <button
          class="button"
          type="button"
          aria-disabled={last && !playing}
          onClick={() => {
            tell(playing ? at : -1);
            setPlaying(!playing && !last);
          }}
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
          class="button"
          type="button"
          onClick={() => {
            setPlaying(false);
            setFinished(true);
          }}
        >
          To the end
        </button>
      </div>
      {there ? (
        <Shown search={search} shape={shape} view={there} hidden={hidden} playing={playing} form={form} />
      ) : (
        <Missing of={trace} />
      )}
      <div class="search-below">
        {there?.step.popcounts && !finished && (
          <PopcountGuess
            key={there.at}
            popcounts={there.step.popcounts}
            words={search.strips.at(-1)?.words ?? 0}
            swapped={there.step.chosen_odd}
            told={!hidden}
            tell={() => tell(there.at)}
          />
        )}
        {there && (finished || (last && !hidden)) && (
          <End step={there.step} stepped={!finished} total={total} whole={secondRow === null} />
        )}
      </div>
    </div>
  );
}

type ShownProps = {
  search: Search;
  shape: Shape;
  view: TraceView;
  hidden: boolean;
  playing: boolean;
  form: StripForm;
};

/** The rectangle as far as it is chosen, and what the step does to the candidates of a row. */
function Shown({ search, shape, view, hidden, playing, form }: ShownProps) {
  const { size } = useApp();
  const { at, step, before } = view;
  const strip = search.strips[step.row - 2];
  const small = shape.columns > 6 || (shape.columns === 6 && size.value === 'projector');
  return (
    <>
      <p class="search-what" role="status" aria-live={playing ? 'off' : 'polite'}>
        <span class="visually-hidden">Step {at + 1}. </span>
        <What search={search} step={step} hidden={hidden} />
      </p>
      <div class="search-picture">
        <Chosen search={search} step={step} columns={shape.columns} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys */}
        <section class="search-strip" aria-label={`Candidates for row ${step.row}`} tabIndex={0}>
          <StripPicture strips={search.strips} step={step} before={before} form={form} small={small} />
        </section>
      </div>
      <Key />
      {strip && (
        <details class="search-list">
          <summary>The candidates left, as a list</summary>
          <LeftList strip={strip} step={step} />
        </details>
      )}
    </>
  );
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

/** The candidate that an address names, from 0; the first one if there is none such. */
function candidateAt(strip: StripCells | undefined, second: string | null): number {
  const at = Number(second ?? 1) - 1;
  return at < (strip?.candidates.length ?? 0) ? at : 0;
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
