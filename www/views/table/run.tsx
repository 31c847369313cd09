import { Exact, Sentence } from '../../components/exact';
import { NoProgress, ProgressBar } from '../../components/progress-bar';
import { StartStop } from '../../components/start-stop';
import { WORKERS_STARTING } from '../../format/messages';
import { aboutTimeSentence, clock, plural, timeText } from '../../format/units';
import { rangeName } from '../../model/shape';
import { type Cell, isChecked } from '../../model/table-cells';
import {
  cellQuestion,
  lineQuestion,
  missing,
  QUICK_COLUMNS,
  sameQuestion,
} from '../../model/table-questions';
import type { Table, TableRun } from '../../store/table';
import { useApp } from '../app-context';

const STRIP = 'table-strip';
/** With spaces that do not break at the end of a line. */
const QUICK = `n\u00a0≤\u00a0${QUICK_COLUMNS}`;

/** Counts all small shapes, with the progress in one strip, so that starting moves nothing on the page. */
export function CountAll() {
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
        <AllProgress run={run} />
        <p class="note" id={STRIP}>
          <StripText run={run} />
        </p>
      </div>
    </div>
  );
}

function AllProgress({ run }: { run: TableRun }) {
  if (run.state !== 'running') return <NoProgress />;
  const { questions, answered } = run;
  // How long the phases of a single question take is not known.
  const share = questions.length === 1 ? null : answered / questions.length;
  return <ProgressBar label="Filled" share={share} done={answered} of={questions.length} />;
}

function StripText({ run }: { run: TableRun }) {
  const { check, table } = useApp();
  if (run.state === 'running') return <RunningText run={run} />;
  if (check.now.value.some(({ engine }) => engine === 'classes')) return <CheckingText />;
  const ended = endText(run);
  const blocked = table.blocked.value;
  return (
    <span class="what">
      {ended} {blocked ?? offerText(table)}
    </span>
  );
}

/** The check of what was counted by classes; whatever else is counted ends it. */
function CheckingText() {
  const { check, counts } = useApp();
  const all = check.now.value;
  const done = all.filter((one) => counts.formulaOf(one)).length;
  return (
    <>
      <span class="what">
        Checking by formula: {done} of {plural(all.length, 'shape')}
      </span>
      <button class="link" type="button" onClick={check.cancel}>
        Cancel the check
      </button>
    </>
  );
}

function offerText({ cells, answers }: Table): string {
  const left = missing(cells.value);
  if (left.length === 0)
    return `All ${QUICK} are counted by classes. ${checkedText(cells.value.filter(isChecked).length)}`;
  const seconds = answers.seconds(left);
  return `Counts all shapes with ${QUICK} by classes. ${seconds === null ? '' : aboutTimeSentence(seconds)}`;
}

const checkedText = (count: number) =>
  count === 0 ? '' : `${plural(count, 'shape')} checked by another method.`;

function RunningText({ run }: { run: Extract<TableRun, { state: 'running' }> }) {
  if (run.stopping) return <span class="what">Stopping…</span>;
  const { progress } = run;
  const question = run.questions[Math.min(run.answered, run.questions.length - 1)];
  const what = question ? rangeName(question) : '';
  if (!progress?.phase)
    return (
      <span class="what">
        {run.answered === 0 ? WORKERS_STARTING : <Sentence>{`Counting ${what}`}</Sentence>}
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

function endText(run: TableRun): string {
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

const NOTE = 'compute-note';

/** Counts one cell by classes, and where that takes long, offers to count all of its n. */
export function CountCell({ cell }: { cell: Cell }) {
  const { table } = useApp();
  const questions = [cellQuestion(cell.shape)];
  if (cell.shape.columns > QUICK_COLUMNS && cell.shape.rows > 1)
    questions.push(lineQuestion(cell.shape.columns));
  const again = cell.classes ? ' again' : '';
  return (
    <div class="detail-run">
      {questions.map((question, i) => (
        <div key={i}>
          <RunButton
            label={
              i === 0
                ? `Count ${rangeName(question)} by classes${again}`
                : `Count all of ${rangeName(question)}`
            }
            started={({ filling, questions: [asked] }) =>
              !filling && asked !== undefined && sameQuestion(asked, question)
            }
            start={() => table.count(question)}
            describedBy={`${NOTE}-${i}`}
          />
          <span class="note" id={`${NOTE}-${i}`}>
            {table.blocked.value ?? aboutText(table.answers.seconds([question]))}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Empty until the engine has estimated it. */
const aboutText = (seconds: number | null) => (seconds === null ? '' : aboutTimeSentence(seconds));

type RunButtonProps = {
  label: string;
  /** whether this button started what runs; then it cancels it */
  started: (run: Extract<TableRun, { state: 'running' }>) => boolean;
  start(): void;
  idle?: boolean;
  describedBy: string;
  primary?: boolean;
};

/** Starts a count of the table, and cancels the one it has started. */
function RunButton({ label, started, start, idle = false, describedBy, primary = false }: RunButtonProps) {
  const { table } = useApp();
  const run = table.run.value;
  const running = run.state === 'running' ? run : null;
  return (
    <StartStop
      label={label}
      running={running && started(running) ? running : null}
      idle={idle || running !== null || table.blocked.value !== null}
      primary={primary}
      describedBy={describedBy}
      start={start}
      cancel={table.cancel}
    />
  );
}
