import { Sentence } from '../../components/exact';
import { NoProgress, ProgressBar } from '../../components/progress-bar';
import { StartStop } from '../../components/start-stop';
import { WORKERS_STARTING } from '../../format/messages';
import { aboutTimeSentence, clock, plural, timeText } from '../../format/units';
import type { SequenceRun } from '../../store/sequences';
import { useApp } from '../app-context';

const NOTE = 'sequence-note';

/** Counts the terms that are missing; what takes long is counted only when that is asked for. */
export function SequenceCount() {
  const { sequences } = useApp();
  const { run, running, blocked, seconds, count, cancel, terms } = sequences;
  const now = run.value;
  const missing = terms.value.filter(({ value, why }) => value === null && why === null).length;
  return (
    <div class="sequence-count">
      <StartStop
        label={missing > 0 ? `Count ${plural(missing, 'term')}` : 'Counted'}
        running={now.state === 'running' ? now : null}
        idle={missing === 0 || blocked.value !== null}
        primary
        describedBy={NOTE}
        start={count}
        cancel={cancel}
      />
      <div class="sequence-count-progress">
        {now.state === 'running' ? (
          <ProgressBar label="Counted" share={shareOf(now)} done={now.done} of={now.of} />
        ) : (
          <NoProgress />
        )}
        <p class="note" id={NOTE}>
          {running.value && now.state === 'running' ? (
            <RunningText run={now} />
          ) : (
            <span class="what">
              {endText(now)} {blocked.value ?? (seconds.value > 0 ? aboutTimeSentence(seconds.value) : '')}
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

function endText(run: SequenceRun): string {
  switch (run.state) {
    case 'cancelled':
      return 'Cancelled. Finished terms stay.';
    case 'failed':
      return `Stopped: ${run.message} Finished terms stay.`;
    case 'done':
      return `Done in ${timeText(run.seconds)}.`;
    default:
      return '';
  }
}
