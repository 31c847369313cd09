import { clock, plural, timeText } from '../../lib/amounts';
import { grouped } from '../../lib/numbers';
import { shapeName } from '../../lib/shapes';
import type { Counter } from '../../state/counter';
import { columnsDone } from '../../state/progress';
import type { Run } from '../../state/run';
import { useCounter } from '../counter-context';
import { LabLine, LabRest, labAnnouncement } from './lab-line';
import { ReloadOffer, useReason } from './offline-line';
import { viewLink } from './view-link';

const CONTRADICTION = 'Stopped: the count contradicts itself, a saved one or a published one.';

/** The line at the foot: what runs, and how this browser counts. */
export function Status() {
  const counter = useCounter();
  const run = counter.run.value;
  const lab = counter.lab.run.value;
  const reason = useReason(counter.engine.environment.value?.reason ?? null);
  const measuring = lab.state === 'measuring';
  const share = measuring ? lab.share : run.state === 'running' ? overallShare(counter, run) : null;
  // What ended is told where it was started.
  const ofLab = measuring || (counter.view.value === 'lab' && run.state !== 'running');
  return (
    <footer class="status">
      {share !== null && <span class="line" style={{ '--v': (share * 100).toFixed(1) }} />}
      <div class="status-in">
        <span class="job">
          {measuring ? <LabLine run={lab} /> : ofLab ? <LabRest lab={counter.lab} /> : jobLine(counter, run)}
        </span>
        <Elsewhere />
        <ReloadOffer />
        <span class="env">{environmentLine(counter, reason)}</span>
        <span class="vh" role="status">
          {ofLab ? labAnnouncement(counter.lab) : announcement(counter, run)}
        </span>
      </div>
    </footer>
  );
}

/** Ways to what runs in the view that is not seen. */
function Elsewhere() {
  const counter = useCounter();
  const { view, run, lab } = counter;
  const measuring = lab.run.value.state === 'measuring' && view.value !== 'lab';
  const counting = run.value.state === 'running' && view.value !== 'count';
  if (!measuring && !counting) return null;
  const cancel = measuring ? lab.cancel : counter.cancel;
  return (
    <>
      <a {...viewLink(counter, measuring ? 'lab' : 'count')}>Show</a>
      <button class="lnk" type="button" onClick={() => cancel()}>
        Cancel
      </button>
    </>
  );
}

/** Every shape of several is one equal part; their sizes are known only as estimates. */
export function overallShare(counter: Counter, run: Extract<Run, { state: 'running' }>): number {
  return (run.results.length + (counter.live.totals.value?.share ?? 0)) / run.shapes.length;
}

/** Since the first of several shapes was started. */
export function overallSeconds(
  counter: Counter,
  { job, startedAt }: Extract<Run, { state: 'running' }>,
): number {
  return (counter.live.totals.value?.elapsed ?? 0) + (job.startedAt - startedAt) / 1000;
}

function jobLine(counter: Counter, run: Run) {
  switch (run.state) {
    case 'idle':
      return 'Nothing running.';
    case 'running':
      return run.stopping ? 'Stopping…' : runningLine(counter, run);
    case 'done':
      return doneLine(counter, run);
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped.';
  }
}

function runningLine({ live }: Counter, { shapes, results, job }: Extract<Run, { state: 'running' }>) {
  const totals = live.totals.value;
  const name = shapeName(job.shape);
  const several = shapes.length > 1 ? `, shape ${results.length + 1} of ${shapes.length}` : '';
  if (!totals) return `Counting ${name}${several}`;
  const left = totals.remaining === null ? '' : `, about ${clock(totals.remaining)} left`;
  return (
    <>
      <span class="wide">Counting </span>
      {name}: {columnsDone(totals.columns)} of {totals.columns.length}
      <span class="wide"> first columns</span>
      {several}
      {several ? '' : left}
    </>
  );
}

function doneLine({ stands }: Counter, { results }: Extract<Run, { state: 'done' }>): string {
  if (!results.every(stands)) return CONTRADICTION;
  const [first] = results;
  if (!first) return 'Nothing running.';
  const seconds = results.reduce((sum, { elapsed_seconds }) => sum + elapsed_seconds, 0);
  const what = results.length === 1 ? shapeName(first) : plural(results.length, 'shape');
  return `Done: ${what} in ${timeText(seconds)}.`;
}

function environmentLine({ engine }: Counter, reason: string | null): string {
  if (engine.state.value === 'unsupported') return 'cannot count here';
  const environment = engine.environment.value;
  if (!environment) return 'starting…';
  const { workers, simd, threads } = environment;
  return [plural(workers, 'worker'), simd ? 'SIMD' : 'portable', threads ? 'isolated' : reason]
    .filter(Boolean)
    .join(' · ');
}

/** A count that ends sooner is only said to have started and ended. */
const SPOKEN_SECONDS = 2;

/** Spoken on start, every tenth, and end only. */
function announcement(counter: Counter, run: Run): string {
  switch (run.state) {
    case 'idle':
      return '';
    case 'running': {
      const tenth = Math.min(9, Math.floor(overallShare(counter, run) * 10));
      return tenth === 0 || overallSeconds(counter, run) < SPOKEN_SECONDS
        ? 'Counting.'
        : `${tenth * 10} per cent counted.`;
    }
    case 'done': {
      if (!run.results.every(counter.stands)) return CONTRADICTION;
      const [first] = run.results;
      if (!first || run.results.length > 1) return `${run.results.length} shapes counted.`;
      return `Done: K(${first.rows}, ${first.columns}) is ${grouped(first.total)}.`;
    }
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped. No total.';
  }
}
