import { Exact } from '../../components/exact';
import { plural } from '../../format/units';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { times } from './figures';
import { Forget } from './guess-outcome';

/** Sorted first columns of a shape: a 1 and r − 1 others of n − 1. */
function firstColumnsOf({ rows, columns }: { rows: number; columns: number }): number {
  let count = 1;
  for (let i = 1; i < rows; i++) count = (count * (columns - i)) / i;
  return Math.round(count);
}

/** What the reader expects, asked before it is measured. Nothing is a guess until it is moved. */
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
        <Squares all={all} first={firstShare} />
      </div>
      <p class="guess-end">{(speedUp !== null || firstShare !== null) && <Forget />}</p>
    </section>
  );
}

/** The same, folded away where answers stand. */
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

/** A square for each first column, those of worker 1 filled. */
function Squares({ all, first }: { all: number; first: number | null }) {
  return (
    <span class="squares" aria-hidden="true">
      {Array.from({ length: all }, (_, i) => (
        <i key={i} class={first !== null && i < first ? 'worker-1' : ''} />
      ))}
    </span>
  );
}
