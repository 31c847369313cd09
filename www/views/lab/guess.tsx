import { Exact } from '../../components/exact';
import { plural } from '../../format/units';
import type { Assignment } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { times } from './format';

/** Sorted first columns of a shape: a 1 and r − 1 others of n − 1. */
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
      <div class="guess-row">
        <label for="guess-speed">Speed-up of {plural(workers, 'worker')}</label>
        <input
          id="guess-speed"
          class={speedUp === null ? 'range-in untouched' : 'range-in'}
          type="range"
          min="0.5"
          max={String(workers + 1)}
          step="0.05"
          value={String(speedUp ?? 1)}
          aria-valuetext={speedUp === null ? 'no guess yet' : times(speedUp)}
          onInput={(event) => {
            guess.value = { ...guess.value, speedUp: Number(event.currentTarget.value) };
          }}
        />
        <output for="guess-speed">{speedUp === null ? 'no guess yet' : times(speedUp)}</output>
      </div>
      <div class="guess-row">
        <label for="guess-share">
          First columns of <Exact>{shapeName(lab.counted.value)}</Exact> that worker 1 takes
        </label>
        <input
          id="guess-share"
          class={firstShare === null ? 'range-in untouched' : 'range-in'}
          type="range"
          min="0"
          max={String(all)}
          step="1"
          value={String(firstShare ?? 0)}
          aria-valuetext={firstShare === null ? 'no guess yet' : `${firstShare} of ${all}`}
          onInput={(event) => {
            guess.value = { ...guess.value, firstShare: Number(event.currentTarget.value) };
          }}
        />
        <output for="guess-share">{firstShare === null ? 'no guess yet' : `${firstShare} of ${all}`}</output>
        <ColumnSquares all={all} first={firstShare} />
      </div>
      <p class="guess-end">{(speedUp !== null || firstShare !== null) && <ClearGuess />}</p>
    </section>
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
  // Parts of first columns are not what was guessed.
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
      class="lnk"
      type="button"
      onClick={() => {
        lab.guess.value = { speedUp: null, firstShare: null };
      }}
    >
      Clear my guess
    </button>
  );
}
