import { Sentence } from '../../components/exact';
import { NoProgress, ProgressBar } from '../../components/progress-bar';
import { StartStop } from '../../components/start-stop';
import { WORKERS_STARTING } from '../../format/messages';
import { aboutTimeSentence, clock, plural, timeText } from '../../format/units';
import type { FigureName } from '../../model/figures';
import type { SequenceRun } from '../../store/sequences';
import { useApp } from '../app-context';

const NOTE = 'sequence-note';

/** What the quotient needs besides a figure. */
const OTHERS: Partial<Record<FigureName, string>> = { difference: 'K', total: 'D' };

/** Counts the terms that are missing; what takes long is counted only when that is asked for. */
export function SequenceCount() {
  const { sequences } = useApp();
  const { plan, run, running, blocked, place, resumable, seconds, count, cancel, terms } = sequences;
  const now = run.value;
  const saved = resumable.value;
  const missing = terms.value.filter(({ value, why }) => value === null && why === null).length;
  const nothing = missing === 0 && seconds.value === 0;
  const what = missing > 0 ? plural(missing, 'term') : `${OTHERS[place.value.figure] ?? 'K and D'} for |D|/K`;
  return (
    <div class="sequence-count">
      <StartStop
        label={nothing ? (plan.value ? 'Counted' : 'Count') : `${saved ? 'Resume' : 'Count'} ${what}`}
        running={now.state === 'running' ? now : null}
        idle={nothing || blocked.value !== null}
        primary
        describedBy={NOTE}
        start={count}
        cancel={cancel}
      />
      <div class="sequence-count-progress">
        {now.state === 'running' ? (
          <ProgressBar
            label="Counted, in per cent"
            share={shareOf(now)}
            done={Math.floor(100 * shareOf(now))}
            of={100}
          />
        ) : (
          <NoProgress />
        )}
        <p class="note" id={NOTE}>
          {running.value && now.state === 'running' ? (
            <RunningText run={now} />
          ) : (
            <span class="what">
              {endText(now, saved)}{' '}
              {blocked.value ?? (seconds.value > 0 ? leftText(seconds.value, saved, now.state) : '')}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

type Counting = Extract<SequenceRun, { state: 'running' }>;

const shareOf = ({ done, of, progress }: Counting) => (done + (progress?.share ?? 0)) / Math.max(1, of);

function RunningText({ run }: { run: Counting }) {
  if (run.stopping) return <span class="what">Stopping…</span>;
  const { progress } = run;
  if (!progress?.phase) return <span class="what">{WORKERS_STARTING}</span>;
  const { name, done, units } = progress.phase;
  return (
    <>
      <span class="what">
        <Sentence>{`${name}, ${done} of ${plural(units, 'unit')}`}</Sentence>
      </span>
      <span class="left">{clock(progress.elapsed_seconds)}</span>
    </>
  );
}

/** How long what is missing would take; what of that is saved already is not known. */
function leftText(seconds: number, saved: boolean, state: SequenceRun['state']): string {
  const about = aboutTimeSentence(seconds);
  if (saved) return `${about.slice(0, -1)} in all.`;
  return state === 'done' ? `Still to count: ${about.charAt(0).toLowerCase()}${about.slice(1)}` : about;
}

function endText(run: SequenceRun, saved: boolean): string {
  switch (run.state) {
    case 'cancelled':
      return saved ? 'Paused; progress is saved.' : 'Cancelled. Finished terms stay.';
    case 'idle':
      return saved ? 'Progress is saved.' : '';
    case 'failed':
      return `Stopped: ${run.message} Finished terms stay.`;
    case 'done':
      return `Done in ${timeText(run.seconds)}.`;
    default:
      return '';
  }
}
