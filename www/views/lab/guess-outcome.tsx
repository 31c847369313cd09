import type { Assignment } from '../../model/generated';
import { useApp } from '../app-context';
import { times } from './figures';

/** The guess of the speed-up beside what was measured. */
export function GuessedSpeedUp({ measured }: { measured: number }) {
  const { speedUp } = useApp().lab.guess.value;
  if (speedUp === null) return null;
  return (
    <small class="guessed">
      You guessed {times(speedUp)}; measured {times(measured)}. <Forget />
    </small>
  );
}

/** The guess of worker 1's share beside what it took. */
export function GuessedShare({ assignment, all }: { assignment: Assignment; all: number }) {
  const { firstShare } = useApp().lab.guess.value;
  const taken = assignment.first_columns[0]?.length;
  // Parts of first columns are not what was guessed.
  if (firstShare === null || taken === undefined || assignment.schedule === 'split') return null;
  return (
    <p class="note guessed">
      You guessed {firstShare} of {all} for worker 1; it took {taken}. <Forget />
    </p>
  );
}

export function Forget() {
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
