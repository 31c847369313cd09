import './status.css';
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Sentence } from '../../components/exact';
import { grouped } from '../../format/number';
import { clock, plural, timeText } from '../../format/units';
import { secondsOf } from '../../model/result';
import { shapeName } from '../../model/shape';
import type { App } from '../../store/app';
import { overallSeconds, overallShare } from '../../store/overall';
import { columnsDone } from '../../store/progress';
import { countsTogether, type Run, type Running } from '../../store/run';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { LabLine, LabRest, labAnnouncement } from './lab-line';
import { ReloadOffer, useReason } from './offline-line';
import { ClassesLine, TableLine, tableAnnouncement } from './table-line';

const CONTRADICTION =
  'Stopped: this count contradicts itself, the other method, a saved result or a published value.';

/** The line at the foot: what runs, and how this browser counts. */
export function Status() {
  const counter = useApp();
  const run = counter.run.value;
  const lab = counter.lab.run.value;
  const reason = useReason(counter.engine.environment.value?.reason ?? null);
  const told = toldOf(counter);
  const share =
    lab.state === 'measuring' ? lab.share : run.state === 'running' ? overallShare(counter, run) : null;
  return (
    <footer class="status">
      {share !== null && <span class="line" style={{ '--v': (share * 100).toFixed(1) }} />}
      <div class="status-in">
        <span class="job">{lineOf(counter, told)}</span>
        <Elsewhere />
        <ReloadOffer />
        <span class="env">{environmentLine(counter, reason)}</span>
        <Announcement />
      </div>
    </footer>
  );
}

/** All that is to be said, in its order: also the beginning of a count that is over before anything of it is drawn. */
function Announcement() {
  const counter = useApp();
  const region = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      effect(() => {
        const words = announcementOf(counter, toldOf(counter));
        counter.drawing.after(() => {
          if (region.current && region.current.textContent !== words) region.current.textContent = words;
        });
      }),
    [counter],
  );
  return <span class="visually-hidden" role="status" ref={region} />;
}

type Told = 'count' | 'lab' | 'table';

function runningView({ run, lab, table }: App): Told | null {
  if (lab.run.value.state === 'measuring') return 'lab';
  if (table.running.value) return 'table';
  return run.value.state === 'running' ? 'count' : null;
}

/** What runs; and what ended is told where it was started. */
function toldOf(counter: App): Told {
  const view = counter.view.value;
  return runningView(counter) ?? (view === 'results' ? 'count' : view);
}

function lineOf(counter: App, told: Told) {
  switch (told) {
    case 'count':
      return jobLine(counter, counter.run.value);
    case 'table':
      return <TableLine run={counter.table.run.value} />;
    case 'lab': {
      const run = counter.lab.run.value;
      return run.state === 'measuring' ? <LabLine run={run} /> : <LabRest lab={counter.lab} />;
    }
  }
}

function announcementOf(counter: App, told: Told): string {
  switch (told) {
    case 'count':
      return announcement(counter, counter.run.value);
    case 'table':
      return tableAnnouncement(counter.table.run.value);
    case 'lab':
      return labAnnouncement(counter.lab);
  }
}

/** Ways to what runs in the view that is not seen. */
function Elsewhere() {
  const counter = useApp();
  const { view, lab, table } = counter;
  const running = runningView(counter);
  if (running === null || running === view.value) return null;
  const cancel = { count: counter.cancel, lab: lab.cancel, table: table.cancel }[running];
  return (
    <>
      <a {...viewLink(counter, running)}>Show</a>
      <button class="lnk" type="button" onClick={() => cancel()}>
        Cancel
      </button>
    </>
  );
}

function jobLine(counter: App, run: Run) {
  switch (run.state) {
    case 'idle':
      return 'Nothing running.';
    case 'running':
      return run.stopping ? 'Stopping…' : runningLine(counter, run);
    case 'done':
      return <Sentence>{doneLine(counter, run)}</Sentence>;
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped.';
  }
}

function runningLine({ live }: App, { shapes, results, skipped, job }: Running) {
  if (countsTogether(job)) return <ClassesLine question={job.range} progress={job.progress} />;
  const totals = live.totals.value;
  const name = shapeName(job.shape);
  const several =
    shapes.length > 1 ? `, shape ${results.length + skipped.length + 1} of ${shapes.length}` : '';
  if (!totals) return <Sentence>{`Counting ${name}${several}`}</Sentence>;
  const left = totals.remaining === null ? '' : `, about ${clock(totals.remaining)} left`;
  return (
    <>
      <span class="wide">Counting </span>
      <Sentence>{`${name}: ${columnsDone(totals.columns)} of ${totals.columns.length}`}</Sentence>
      <span class="wide"> first columns</span>
      {several || left || null}
    </>
  );
}

function doneLine({ stands }: App, { shapes, results }: Extract<Run, { state: 'done' }>): string {
  if (!results.every(stands)) return CONTRADICTION;
  const [first] = results;
  if (!first) return 'Nothing running.';
  const all = plural(shapes.length, 'shape');
  const counted = results.length === shapes.length ? all : `${results.length} of ${all}`;
  const what = shapes.length === 1 ? shapeName(first) : counted;
  return `Done: ${what} in ${timeText(secondsOf(results))}.`;
}

function environmentLine({ engine }: App, reason: string | null): string {
  if (engine.state.value === 'unsupported') return 'cannot count here';
  const environment = engine.environment.value;
  if (!environment) return 'starting…';
  const { workers, simd, threads } = environment;
  return [
    plural(workers, 'worker'),
    simd ? 'SIMD' : 'portable',
    threads && reason === null ? 'shared memory' : reason,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A count that ends sooner is only said to have started and ended. */
const SPOKEN_SECONDS = 2;

/** Spoken on start, every tenth, and end only. */
function announcement(counter: App, run: Run): string {
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
      const { length } = run.skipped;
      if (length > 0) return `${run.results.length} shapes counted, ${length} not.`;
      if (!first || run.results.length > 1) return `${run.results.length} shapes counted.`;
      return `Done: K(${first.rows}, ${first.columns}) is ${grouped(first.total)}.`;
    }
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped. No total.';
  }
}
