import type { ComponentChildren } from 'preact';
import { Exact } from '../../components/exact';
import { plural } from '../../format/units';
import type { Assignment } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { times } from './format';

/** The number of sorted first columns of a shape: 1 and r − 1 of the other n − 1 symbols. */
function firstColumnsOf({ rows, columns }: { rows: number; columns: number }): number {
  let count = 1;
  for (let i = 1; i < rows; i++) count = (count * (columns - i)) / i;
  return Math.round(count);
}

/** Asks what the reader expects before it is measured. A slider that was not moved is no guess. */
export function GuessBox() {
  const { lab, workerCount } = useApp();
  const { guess } = lab;
  const workers = workerCount.value;
  const all = firstColumnsOf(lab.counted.value);
  const { speedUp, firstShare } = guess.value;
  if (workers < 2) return null;
  return (
    <section class="guess" aria-labelledby="guess-h">
      <h2 id="guess-h">Predict first</h2>
      <p class="text">What do you expect? Your guess will be shown next to the answer.</p>
      <GuessSlider
        id="guess-speed"
        label={`Speed-up of ${plural(workers, 'worker')}`}
        min={0.5}
        max={workers + 1}
        step={0.05}
        start={1}
        value={speedUp}
        text={times}
        onInput={(value) => {
          guess.value = { ...guess.value, speedUp: value };
        }}
      />
      <GuessSlider
        id="guess-share"
        label={
          <>
            First columns of <Exact>{shapeName(lab.counted.value)}</Exact> that worker 1 takes
          </>
        }
        min={0}
        max={all}
        step={1}
        start={0}
        value={firstShare}
        text={(value) => `${value} of ${all}`}
        onInput={(value) => {
          guess.value = { ...guess.value, firstShare: value };
        }}
      >
        <ColumnSquares all={all} first={firstShare} />
      </GuessSlider>
      <p class="guess-end">{(speedUp !== null || firstShare !== null) && <ClearGuess />}</p>
    </section>
  );
}

type GuessSliderProps = {
  id: string;
  label: ComponentChildren;
  min: number;
  max: number;
  step: number;
  /** its position until it is moved */
  start: number;
  value: number | null;
  text(value: number): string;
  onInput(value: number): void;
  children?: ComponentChildren;
};

function GuessSlider({ id, label, min, max, step, start, value, text, onInput, children }: GuessSliderProps) {
  const shown = value === null ? 'no guess yet' : text(value);
  return (
    <div class="guess-row">
      <label for={id}>{label}</label>
      <input
        id={id}
        class={value === null ? 'range-in untouched' : 'range-in'}
        type="range"
        min={String(min)}
        max={String(max)}
        step={String(step)}
        value={String(value ?? start)}
        aria-valuetext={shown}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
      />
      <output for={id}>{shown}</output>
      {children}
    </div>
  );
}

/** The same, collapsed, below a report. */
export function GuessAgain() {
  const { workerCount } = useApp();
  if (workerCount.value < 2) return null;
  return (
    <details class="timeline-guess">
      <summary>Guess before the next measurement</summary>
      <GuessBox />
    </details>
  );
}

/** One square for each first column; those of worker 1 are filled. */
function ColumnSquares({ all, first }: { all: number; first: number | null }) {
  return (
    <span class="squares" aria-hidden="true">
      {Array.from({ length: all }, (_, i) => (
        <i key={i} class={first !== null && i < first ? 'worker-1' : ''} />
      ))}
    </span>
  );
}

/** The guessed speed-up and the measured one. */
export function GuessedSpeedUp({ measured }: { measured: number }) {
  const { speedUp } = useApp().lab.guess.value;
  if (speedUp === null) return null;
  return (
    <small class="guessed">
      You guessed {times(speedUp)}; measured {times(measured)}. <ClearGuess />
    </small>
  );
}

/** The guessed share of worker 1 and the one it took. */
export function GuessedShare({ assignment, all }: { assignment: Assignment; all: number }) {
  const { firstShare } = useApp().lab.guess.value;
  const taken = assignment.first_columns[0]?.length;
  // The guess is about whole first columns, not parts.
  if (firstShare === null || taken === undefined || assignment.schedule === 'split') return null;
  return (
    <p class="note guessed">
      You guessed {firstShare} of {all} for worker 1; it took {taken}. <ClearGuess />
    </p>
  );
}

function ClearGuess() {
  const { lab } = useApp();
  return (
    <button
      class="link"
      type="button"
      onClick={() => {
        lab.guess.value = { speedUp: null, firstShare: null };
      }}
    >
      Clear my guess
    </button>
  );
}
