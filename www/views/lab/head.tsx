import { M } from '../../components/mathematics';
import { NoProgress, ProgressBar } from '../../components/progress-bar';
import { StartStop } from '../../components/start-stop';
import { aboutTime, aboutTimeSentence, clock, plural } from '../../format/units';
import type { Shape, Step } from '../../model/generated';
import { MAX_COLUMNS, sameShape, shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { WorkersChoice } from '../workers-choice';
import { PURPOSES } from './purposes';

/** What is measured, on which shapes, and the button that starts it. */
export function LabHead() {
  const { lab } = useApp();
  const measuring = lab.run.value.state === 'measuring';
  return (
    <div class="lab-head">
      <div class="lab-title">
        <h1>What parallel workers cost and gain</h1>
        <p class="text">
          Seven questions, each answered by measuring this machine now. <ShapesText />
        </p>
      </div>
      <div class="lab-controls">
        <WorkersChoice disabled={measuring} />
        <MeasureButton />
      </div>
      <MeasureStrip />
      <details class="lab-more">
        <summary>More</summary>
        <ShapesChoice disabled={measuring} />
      </details>
    </div>
  );
}

/** What each of the two shapes is for. */
function ShapesText() {
  const { lab } = useApp();
  const counted = lab.counted.value;
  const timed = lab.plan.value?.question.timed;
  const name = <M>{shapeName(counted)}</M>;
  if (!timed)
    return <>Assignments are shown for {name}; times are measured on a shape that takes long enough here.</>;
  if (sameShape(counted, timed)) return <>Everything is shown and timed on {name}.</>;
  const why = lab.timed.value ? 'as you chose' : 'which takes long enough to time here';
  return (
    <>
      Assignments are shown for {name}; times are measured on <M>{shapeName(timed)}</M>, {why}.
    </>
  );
}

const STRIP = 'lab-strip';

function MeasureButton() {
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

/** How long it will take, or the progress: one strip, so that starting moves nothing on the page. */
function MeasureStrip() {
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
        <StripText />
      </p>
    </div>
  );
}

function StripText() {
  const { lab } = useApp();
  const run = lab.run.value;
  const plan = lab.plan.value;
  if (run.state === 'measuring') {
    if (run.stopping) return <>Stopping…</>;
    const what = run.step === null ? 'starting the workers' : stepText(run.plan.steps, run.done);
    return (
      <>
        <span class="what">Measuring: {what}</span>
        <span class="left">about {clock(run.remainingSeconds)} left</span>
      </>
    );
  }
  const ended = endText(run.state, run.state === 'failed' ? run.message : '', lab.report.value !== null);
  if (lab.blocked.value !== null) return <>{`${ended} ${lab.blocked.value}`.trim()}</>;
  if (!plan) return <>{`${ended} Choosing what to time.`.trim()}</>;
  const seconds = plan.about_seconds.reduce((sum, one) => sum + one, 0);
  const runs = plan.steps.filter(({ purpose, crew }) => purpose === 'rate' && !crew.pool).length;
  const long = seconds < 60 ? aboutTimeSentence(seconds) : `About ${aboutTime(seconds)}.`;
  return (
    <>
      {ended} {long} {repetitionsText(plan.question.workers, runs)}.
    </>
  );
}

/** How often the main figures are measured. */
function repetitionsText(workers: number, runs: number): string {
  return `${plural(workers, 'worker')}, median of ${plural(runs, 'run')}`;
}

function endText(state: 'idle' | 'cancelled' | 'failed', message: string, report: boolean): string {
  const stays = report ? 'The previous report stays.' : 'No report.';
  if (state === 'cancelled') return `Cancelled. ${stays}`;
  return state === 'failed' ? `Stopped: ${message} ${stays}` : '';
}

/** What is measured, and which of its repetitions: 'starting pools: 3 of 12'. */
function stepText(steps: Step[], done: number): string {
  const step = steps[done];
  if (!step) return 'drawing the report';
  const same = ({ purpose }: Step) => purpose === step.purpose;
  const all = steps.filter(same).length;
  return `${PURPOSES[step.purpose]}: ${steps.slice(0, done + 1).filter(same).length} of ${all}`;
}

/** Lets the reader choose other shapes. */
function ShapesChoice({ disabled }: { disabled: boolean }) {
  const { lab } = useApp();
  const timed = lab.timed.value;
  return (
    <fieldset class="lab-shapes" disabled={disabled}>
      <legend class="visually-hidden">Shapes</legend>
      <span class="one-shape">
        Counted on{' '}
        <ShapeFields
          name="counted"
          shape={lab.counted.value}
          onChange={(shape) => {
            lab.counted.value = shape;
          }}
        />
      </span>
      <label class="radio-option">
        <input
          type="checkbox"
          checked={timed === null}
          onChange={(event) => {
            const own = lab.plan.value?.question.timed ?? { rows: 5, columns: 7 };
            lab.timed.value = event.currentTarget.checked ? null : own;
          }}
        />
        the timed shape is chosen by measurement
      </label>
      {timed !== null && (
        <span class="one-shape">
          Timed on{' '}
          <ShapeFields
            name="timed"
            shape={timed}
            onChange={(shape) => {
              lab.timed.value = shape;
            }}
          />
        </span>
      )}
    </fieldset>
  );
}

type ShapeFieldsProps = { name: string; shape: Shape; onChange(shape: Shape): void };

/** Rows never exceed columns: choosing fewer columns lowers the rows too. */
function ShapeFields({ name, shape, onChange }: ShapeFieldsProps) {
  const { rows, columns } = shape;
  return (
    <>
      <NumberChoice
        label={`Rows of the ${name} shape`}
        value={rows}
        most={columns}
        onChange={(next) => onChange({ rows: next, columns })}
      />
      {' × '}
      <NumberChoice
        label={`Columns of the ${name} shape`}
        value={columns}
        most={MAX_COLUMNS}
        onChange={(next) => onChange({ rows: Math.min(rows, next), columns: next })}
      />
    </>
  );
}

type NumberChoiceProps = { label: string; value: number; most: number; onChange(value: number): void };

function NumberChoice({ label, value, most, onChange }: NumberChoiceProps) {
  return (
    <select
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {Array.from({ length: most }, (_, i) => (
        <option key={i} value={String(i + 1)}>
          {i + 1}
        </option>
      ))}
    </select>
  );
}
