import { NoProgress, ProgressBar } from '../../components/progress-bar';
import { StartStop } from '../../components/start-stop';
import { aboutTime, aboutTimeSentence, clock, plural } from '../../format/units';
import { useApp } from '../app-context';
import { stepWords } from './labels';

const STRIP = 'lab-strip';

export function MeasureButton() {
  const { lab } = useApp();
  const run = lab.run.value;
  return (
    <StartStop
      label={lab.report.value ? 'Measure again' : 'Measure this machine'}
      running={run.state === 'measuring' ? run : null}
      idle={lab.blocked.value !== null || lab.plan.value === null}
      primary
      describedBy={STRIP}
      start={lab.start}
      cancel={lab.cancel}
    />
  );
}

/** How long it will take, or how far it is: one strip, so that a start moves nothing. */
export function MeasureStrip() {
  const { lab } = useApp();
  const run = lab.run.value;
  return (
    <div class="lab-strip">
      {run.state === 'measuring' ? (
        <ProgressBar label="Measured" share={run.share} done={Math.floor(run.share * 100)} of={100} />
      ) : (
        <NoProgress />
      )}
      <p class="note" id={STRIP}>
        <StripWords />
      </p>
    </div>
  );
}

function StripWords() {
  const { lab } = useApp();
  const run = lab.run.value;
  const plan = lab.plan.value;
  if (run.state === 'measuring') {
    if (run.stopping) return <>Stopping…</>;
    const what = run.step === null ? 'starting the workers' : stepWords(run.plan.steps, run.done);
    return (
      <>
        <span class="what">Measuring: {what}</span>
        <span class="left">about {clock(run.remainingSeconds)} left</span>
      </>
    );
  }
  const ended = endWords(run.state, run.state === 'failed' ? run.message : '', lab.report.value !== null);
  if (lab.blocked.value !== null) return <>{`${ended} ${lab.blocked.value}`.trim()}</>;
  if (!plan) return <>{`${ended} Choosing what to time.`.trim()}</>;
  const seconds = plan.about_seconds.reduce((sum, one) => sum + one, 0);
  const runs = plan.steps.filter(({ purpose, crew }) => purpose === 'rate' && !crew.pool).length;
  const long = seconds < 60 ? aboutTimeSentence(seconds) : `About ${aboutTime(seconds)}.`;
  return (
    <>
      {ended} {long} {repetitionsWords(plan.question.workers, runs)}.
    </>
  );
}

/** How often the main figures are measured. */
function repetitionsWords(workers: number, runs: number): string {
  return `${plural(workers, 'worker')}, median of ${plural(runs, 'run')}`;
}

function endWords(state: 'idle' | 'cancelled' | 'failed', message: string, report: boolean): string {
  const kept = report ? 'The previous report stays.' : 'No report.';
  if (state === 'cancelled') return `Cancelled. ${kept}`;
  return state === 'failed' ? `Stopped: ${message} ${kept}` : '';
}
