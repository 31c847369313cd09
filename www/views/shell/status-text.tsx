import type { ComponentType } from 'preact';
import { Exact, Sentence } from '../../components/exact';
import { DIFFERENCE_ALONE } from '../../format/messages';
import { METHODS } from '../../format/method';
import { grouped, numberText, signed } from '../../format/number';
import { clock, plural, timeText } from '../../format/units';
import { FIGURE_LETTERS, isDifferenceAlone, leadingFigure } from '../../model/figures';
import type { EngineName, ProgressReport } from '../../model/generated';
import { type Finished, secondsOf } from '../../model/result';
import { rangeName, type ShapeRange, shapeName } from '../../model/shape';
import type { App } from '../../store/app';
import type { Lab, LabRun } from '../../store/lab';
import { overallSeconds, overallShare } from '../../store/overall';
import { columnsDone } from '../../store/progress';
import { goesByColumns, type Run, type Running } from '../../store/run';
import type { SequenceRun } from '../../store/sequences';
import type { TableRun } from '../../store/table';
import { PURPOSES } from '../lab/purposes';

/** A view whose work the line can report. */
type ReportedView = 'count' | 'lab' | 'table' | 'sequences';

/** The view that has something running. */
export function runningView({ run, lab, table, sequences }: App): ReportedView | null {
  if (lab.run.value.state === 'measuring') return 'lab';
  if (table.running.value) return 'table';
  if (sequences.running.value) return 'sequences';
  return run.value.state === 'running' ? 'count' : null;
}

/** The view whose state the line reports: the one that runs, otherwise the one that is shown. */
export function reportedView(app: App): ReportedView {
  const view = app.view.value;
  return runningView(app) ?? (view === 'lab' || view === 'table' || view === 'sequences' ? view : 'count');
}

export function statusLine(app: App, reported: ReportedView) {
  switch (reported) {
    case 'count':
      return countLine(app, app.run.value);
    case 'table':
      return <RunLine run={app.table.run.value} Running={TableRunning} />;
    case 'sequences':
      return <RunLine run={app.sequences.run.value} Running={SequenceRunning} />;
    case 'lab': {
      const run = app.lab.run.value;
      return run.state === 'measuring' ? <MeasuringLine run={run} /> : <LabRestLine lab={app.lab} />;
    }
  }
}

export function announcement(app: App, reported: ReportedView): string {
  switch (reported) {
    case 'count':
      return countAnnouncement(app, app.run.value);
    case 'table':
      return runAnnouncement(app.table.run.value, TABLE_WORDS);
    case 'sequences':
      return runAnnouncement(app.sequences.run.value, SEQUENCE_WORDS);
    case 'lab':
      return labAnnouncement(app.lab);
  }
}

const CONTRADICTION =
  'Stopped: this count contradicts itself, the other method, a saved result or a published value.';

function countLine(app: App, run: Run) {
  switch (run.state) {
    case 'idle':
      return 'Nothing running.';
    case 'running':
      return run.stopping ? 'Stopping…' : runningLine(app, run);
    case 'done':
      return <Sentence>{doneLine(app, run)}</Sentence>;
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped.';
  }
}

function runningLine({ live }: App, { shapes, results, skipped, job }: Running) {
  if (!goesByColumns(job))
    return <PhasesLine question={job.range} progress={job.progress} engine={job.shape.engine} />;
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

/** For a shorter count only the start and the end are announced. */
const LEAST_SECONDS = 2;

/** Announced on start, every tenth, and end only. */
function countAnnouncement(app: App, run: Run): string {
  switch (run.state) {
    case 'idle':
      return '';
    case 'running': {
      const tenth = Math.min(9, Math.floor(overallShare(app, run) * 10));
      return tenth === 0 || overallSeconds(app, run) < LEAST_SECONDS
        ? 'Counting.'
        : `${tenth * 10} per cent counted.`;
    }
    case 'done': {
      if (!run.results.every(app.stands)) return CONTRADICTION;
      const [first] = run.results;
      const { length } = run.skipped;
      if (length > 0) return `${run.results.length} shapes counted, ${length} not.`;
      if (!first || run.results.length > 1) return `${run.results.length} shapes counted.`;
      return `Done: ${doneText(first)}`;
    }
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped. No total.';
  }
}

/** 'K(5, 6) is 1,128,960.', or what is known instead of K. */
function doneText(result: Finished): string {
  const { name, value } = leadingFigure(result) ?? { name: 'total', value: '0' };
  const letter = FIGURE_LETTERS[name].replace('+', '⁺').replace('-', '⁻');
  const number = numberText(value, name === 'difference' ? signed : grouped);
  const alone = isDifferenceAlone(result) ? ` ${DIFFERENCE_ALONE}` : '';
  return `${letter}(${result.rows}, ${result.columns}) is ${number}.${alone}`;
}

/** A run of the table or of a sequence. */
type AnyRun = TableRun | SequenceRun;
type RunningOf<R extends AnyRun> = Extract<R, { state: 'running' }>;
type RunLineProps<R extends AnyRun> = { run: R; Running: ComponentType<{ run: RunningOf<R> }> };

function RunLine<R extends AnyRun>({ run, Running }: RunLineProps<R>) {
  switch (run.state) {
    case 'idle':
      return <>Nothing running.</>;
    case 'cancelled':
      return <>Cancelled.</>;
    case 'failed':
      return <>Stopped.</>;
    case 'done':
      return <>Done in {timeText(run.seconds)}.</>;
    case 'running':
      return run.stopping ? <>Stopping…</> : <Running run={run as RunningOf<R>} />;
  }
}

function TableRunning({ run }: { run: RunningOf<TableRun> }) {
  const { progress, questions, answered } = run;
  const question = questions[answered];
  return question ? <PhasesLine question={question} progress={progress} engine="classes" /> : null;
}

type PhasesLineProps = { question: ShapeRange; progress: ProgressReport | null; engine: EngineName };

/** What is counted by an engine that reports phases, and its progress. */
function PhasesLine({ question, progress, engine }: PhasesLineProps) {
  return (
    <>
      Counting <Exact>{rangeName(question)}</Exact> by {METHODS[engine]}
      {progress?.phase && (
        <span class="wide">
          : {progress.phase.name}, {progress.phase.done} of {progress.phase.units}
        </span>
      )}
    </>
  );
}

function SequenceRunning({ run }: { run: RunningOf<SequenceRun> }) {
  const phase = run.progress?.phase;
  return <>Counting a sequence{phase && <span class="wide">: {phase.name}</span>}</>;
}

type RunWords = { running: string; done: string; failed: string };

const TABLE_WORDS: RunWords = {
  running: 'Counting by classes.',
  done: 'Counted by classes.',
  failed: 'Stopped. Finished cells stay.',
};

const SEQUENCE_WORDS: RunWords = {
  running: 'Counting a sequence.',
  done: 'The terms are counted.',
  failed: 'Stopped. Finished terms stay.',
};

/** Announced on start and end only. */
function runAnnouncement({ state }: AnyRun, words: RunWords): string {
  if (state === 'idle') return '';
  return state === 'cancelled' ? 'Cancelled.' : words[state];
}

type Measuring = Extract<LabRun, { state: 'measuring' }>;

function MeasuringLine({ run }: { run: Measuring }) {
  if (run.stopping) return <>Stopping…</>;
  const what = run.step === null ? 'starting the workers' : PURPOSES[run.step.purpose];
  return (
    <>
      Measuring<span class="wide">: {what}</span>, {Math.floor(run.share * 100)} %
    </>
  );
}

function LabRestLine({ lab }: { lab: Lab }) {
  switch (lab.run.value.state) {
    case 'cancelled':
      return <>Cancelled.</>;
    case 'failed':
      return <>Stopped.</>;
    default:
      return lab.report.value ? (
        <>
          Measured.<span class="wide"> Nothing running.</span>
        </>
      ) : (
        <>Nothing running.</>
      );
  }
}

/** Announced on start, every tenth, and end only. */
function labAnnouncement(lab: Lab): string {
  const run = lab.run.value;
  switch (run.state) {
    case 'measuring': {
      const tenth = Math.min(9, Math.floor(run.share * 10));
      return tenth === 0 ? 'Measuring.' : `${tenth * 10} per cent measured.`;
    }
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped. No report.';
    case 'idle':
      return lab.report.value ? 'Measured: seven questions are answered.' : '';
  }
}
