import { Exact, Sentence } from '../../components/exact';
import { NoProgress, ProgressBar } from '../../components/progress-bar';
import { aboutTimeSentence, clock, plural, timeText } from '../../format/units';
import { rangeName } from '../../model/shape';
import { missing, QUICK_COLUMNS } from '../../model/table-questions';
import type { Table, TableRun } from '../../store/table';
import { useApp } from '../app-context';
import { RunButton } from './run-button';

const STRIP = 'table-strip';
/** Not to be parted at the end of a line. */
const QUICK = `n\u00a0≤\u00a0${QUICK_COLUMNS}`;

/** Fills what is quick, and tells how far it is: one strip, so that a start moves nothing. */
export function Fill() {
  const { table } = useApp();
  const run = table.run.value;
  const questions = missing(table.cells.value);
  return (
    <div class="count-all">
      <RunButton
        label={`Count all ${QUICK}`}
        started={({ filling }) => filling}
        start={table.fill}
        idle={questions.length === 0}
        describedBy={STRIP}
        primary
      />
      <div class="count-all-progress">
        <Bar run={run} />
        <p class="note" id={STRIP}>
          <StripWords run={run} />
        </p>
      </div>
    </div>
  );
}

function Bar({ run }: { run: TableRun }) {
  if (run.state !== 'running') return <NoProgress />;
  const { questions, answered } = run;
  // Of a single question it is not known how long its phases are.
  const share = questions.length === 1 ? null : answered / questions.length;
  return <ProgressBar label="Filled" share={share} done={answered} of={questions.length} />;
}

function StripWords({ run }: { run: TableRun }) {
  const { table } = useApp();
  if (run.state === 'running') return <RunningWords run={run} />;
  const ended = endWords(run);
  const blocked = table.blocked.value;
  return (
    <span class="what">
      {ended} {blocked ?? offerWords(table)}
    </span>
  );
}

function offerWords({ cells, answers }: Table): string {
  const left = missing(cells.value);
  if (left.length === 0) return `All ${QUICK} are counted by classes.`;
  const seconds = answers.seconds(left);
  return `Counts all shapes with ${QUICK} by classes. ${seconds === null ? '' : aboutTimeSentence(seconds)}`;
}

function RunningWords({ run }: { run: Extract<TableRun, { state: 'running' }> }) {
  if (run.stopping) return <span class="what">Stopping…</span>;
  const { progress } = run;
  const question = run.questions[Math.min(run.answered, run.questions.length - 1)];
  const what = question ? rangeName(question) : '';
  if (!progress?.phase)
    return (
      <span class="what">
        {run.answered === 0 ? 'The workers are starting.' : <Sentence>{`Counting ${what}`}</Sentence>}
      </span>
    );
  return (
    <>
      <span class="what">
        <Exact>{what}</Exact>: {progress.phase.name}, {progress.phase.done} of{' '}
        {plural(progress.phase.units, 'unit')}
      </span>
      <span class="left">{clock(progress.elapsed_seconds)}</span>
    </>
  );
}

function endWords(run: TableRun): string {
  switch (run.state) {
    case 'cancelled':
      return 'Cancelled. Finished cells stay.';
    case 'failed':
      return `Stopped: ${run.message} Finished cells stay.`;
    case 'done':
      return `Done in ${timeText(run.seconds)}, including start-up.`;
    default:
      return '';
  }
}
