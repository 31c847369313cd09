import { aboutTime, aboutTimeSentence, clock, plural } from '../../format/units';
import { useApp } from '../app-context';
import { stepWords } from './labels';

const STRIP = 'lab-strip';

/** Measure and Cancel are one element, so that the focus stays where it is. */
export function MeasureButton() {
  const { lab } = useApp();
  const run = lab.run.value;
  const measuring = run.state === 'measuring';
  const stopping = measuring && run.stopping;
  const idle = !measuring && (lab.blocked.value !== null || lab.plan.value === null);
  const label = measuring
    ? stopping
      ? 'Stopping…'
      : 'Cancel'
    : lab.report.value
      ? 'Measure again'
      : 'Measure this machine';
  return (
    <button
      class={measuring ? 'btn go stop' : idle ? 'btn go idle' : 'btn go'}
      type="button"
      aria-disabled={stopping || idle}
      aria-describedby={STRIP}
      onClick={(event) => {
        if (!measuring) {
          if (!idle) lab.start();
        }
        // The second click of a double click on Measure is not a Cancel.
        else if (event.detail <= 1) lab.cancel();
      }}
      onKeyDown={(event) => {
        // Nor is Enter that is held down.
        if (event.repeat) event.preventDefault();
      }}
    >
      {label}
    </button>
  );
}

/** How long it will take, or how far it is: one strip, so that a start moves nothing. */
export function MeasureStrip() {
  const { lab } = useApp();
  const run = lab.run.value;
  const share = run.state === 'measuring' ? run.share : 0;
  return (
    <div class="lab-strip">
      {run.state === 'measuring' ? (
        <div
          class="lab-rail"
          role="progressbar"
          aria-label="Measured"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(share * 100)}
          style={{ '--v': (share * 100).toFixed(2) }}
        >
          <i />
        </div>
      ) : (
        <div class="lab-rail none" />
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
