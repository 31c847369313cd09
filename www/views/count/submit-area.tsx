import { Exact } from '../../components/exact';
import { StartStop } from '../../components/start-stop';
import { CANNOT_COUNT, DIFFERENCE_ALONE, WORKERS_STARTING } from '../../format/messages';
import { aboutCount, aboutTime, aboutTimeSentence, plural } from '../../format/units';
import { type ChosenEngine, type Estimates, estimateBy } from '../../model/engine-selection';
import type { EngineName, Estimate } from '../../model/generated';
import { questionName } from '../../model/question';
import { shapeName } from '../../model/shape';
import type { Running } from '../../store/run';
import type { Counted } from '../../store/runner';
import { useApp } from '../app-context';
import { focusSubmit } from './focus-submit';

/** The one button of the form, what a press of it would take, and why it cannot be pressed. */
export function SubmitArea() {
  const { engine, refusal, inOtherTab, workers } = useApp();
  if (engine.state.value === 'unsupported') {
    return (
      <div class="submit-area error">
        <p role="alert">
          <strong>{CANNOT_COUNT}</strong> {engine.problem.value}
        </p>
        {engine.again.value && (
          <button class="button" type="button" onClick={() => void engine.restart(workers.value)}>
            Try again
          </button>
        )}
      </div>
    );
  }
  return (
    <div class="submit-area">
      <div class="form-buttons">
        <GoButton />
        <PauseButton />
      </div>
      {inOtherTab.value ? (
        <Elsewhere shape={inOtherTab.value} />
      ) : refusal.value === null ? (
        <p class="note">
          <Note />
        </p>
      ) : (
        <p class="wrong" role="alert">
          {refusal.value}
        </p>
      )}
    </div>
  );
}

function Elsewhere({ shape }: { shape: Counted }) {
  const { watch } = useApp();
  return (
    <p class="note" role="alert">
      <Exact>{shapeName(shape)}</Exact> is being counted in another tab.{' '}
      <button
        class="link"
        type="button"
        onClick={() => {
          watch(shape);
          focusSubmit();
        }}
      >
        Watch it
      </button>
    </p>
  );
}

function GoButton() {
  const { form, run, cancel } = useApp();
  const running = run.value.state === 'running' ? run.value : null;
  const { question } = form.checked.value;
  const label = running ? stopLabel(running) : `Count ${question ? questionName(question) : ''}`;
  return (
    <StartStop
      label={label}
      running={running && { stopping: running.stopping, label }}
      primary
      submits
      cancel={cancel}
    />
  );
}

function Note() {
  const { run, plan, estimates, form, engine, lab, table, sequences } = useApp();
  if (run.value.state === 'running')
    return run.value.watched ? 'Being counted in another tab.' : 'Cancel the count to change the form.';
  if (!form.checked.value.question) return null;
  if (lab.run.value.state === 'measuring') return 'The lab is measuring. Count when it has finished.';
  if (table.running.value) return 'The table is being filled. Count when it has finished.';
  if (sequences.running.value) return 'A sequence is being counted. Count when it has finished.';
  if (engine.state.value === 'starting') return WORKERS_STARTING;
  return estimates.value && plan.value && <PlanNote plan={plan.value} />;
}

/** Who is to count and what it would take; where the page has decided for classes, a way to decide otherwise. */
function PlanNote({ plan }: { plan: ChosenEngine[] }) {
  const { form, estimates } = useApp();
  const all = estimates.value ?? [];
  const first = all[0]?.by[plan[0]?.engine ?? 'enumerate'];
  if (plan.length === 1 && typeof first === 'string') return first;
  if (!plan.some(({ engine }) => engine === 'classes' || engine === 'formula'))
    return estimateWords(estimatesBy(all, form.engine.value === 'naive' ? 'naive' : 'enumerate'));
  const seconds = plan.reduce((sum, one) => sum + one.seconds, 0);
  const exhaustive = estimatesBy(all, 'enumerate').reduce((sum, one) => sum + one.seconds, 0);
  return (
    <>
      {methodWords(plan)} {aboutTimeSentence(seconds)}
      {aloneIn(plan, all) && ` ${DIFFERENCE_ALONE}`}
      {form.engine.value === 'auto' && all.every((one) => estimateBy(one, 'enumerate')) && (
        <>
          {' '}
          <button
            class="link"
            type="button"
            onClick={() => {
              form.engine.value = 'enumerate';
            }}
          >
            Enumerate instead
          </button>
          : about {aboutTime(exhaustive)}.
        </>
      )}
    </>
  );
}

/** Whether it is known beforehand that a formula will give D alone. */
const aloneIn = ([only, ...others]: ChosenEngine[], [estimates]: Estimates[]) =>
  only?.engine === 'formula' &&
  others.length === 0 &&
  estimates !== undefined &&
  estimateBy(estimates, 'formula')?.total === false;

const estimatesBy = (estimates: Estimates[], engine: EngineName) =>
  estimates.flatMap((one) => estimateBy(one, engine) ?? []);

/** 'By classes.', or how many of the shapes are counted by each. */
function methodWords(plan: ChosenEngine[]): string {
  const words = (['classes', 'formula'] as const).flatMap((method) => {
    const many = plan.filter(({ engine }) => engine === method).length;
    if (many === 0) return [];
    return many === plan.length
      ? [`By ${method}.`]
      : [`${plural(many, 'shape')} of ${plan.length} by ${method}.`];
  });
  return words.join(' ');
}

/** Always with its 'about': an estimate is never a result. */
function estimateWords(estimates: Estimate[]): string {
  const sum = (key: 'rectangles' | 'seconds') => estimates.reduce((total, one) => total + one[key], 0);
  const [only] = estimates;
  const what =
    estimates.length === 1 && only
      ? plural(only.first_columns, 'first column')
      : plural(estimates.length, 'shape');
  const noun = Math.round(sum('rectangles')) === 1 ? 'rectangle' : 'rectangles';
  return `${what}, about ${aboutCount(sum('rectangles'))} ${noun} to enumerate. ${aboutTimeSentence(sum('seconds'))}`;
}

/** Only where what is done is saved, or nothing is known to stand against it. */
export function PauseButton() {
  const { run, autosaving, notSaved, pause } = useApp();
  const { value } = run;
  if (value.state !== 'running' || value.stopping || !autosaving.value || notSaved.value !== null)
    return null;
  return (
    <button class="button" type="button" onClick={pause}>
      Pause
    </button>
  );
}

/** What a press of the button that ends a count does. */
export function stopLabel({ stopping, watched }: Running): string {
  if (watched) return 'Stop watching';
  return stopping ? 'Stopping…' : 'Cancel';
}
