import './shapes.css';
import { EXACT, Exact } from '../../components/exact';
import { Measure } from '../../components/facts';
import { FigureNum } from '../../components/figure-num';
import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import { SignNote } from '../../components/sign-note';
import { METHODS } from '../../format/method';
import { clock, plural, time } from '../../format/units';
import type { ChosenEngine } from '../../model/engine-selection';
import { FIGURE_NAMES } from '../../model/figures';
import type { Shape } from '../../model/generated';
import { type Finished, isByClasses, isByFormula } from '../../model/result';
import { sameShape, shapeName } from '../../model/shape';
import { comparePublished } from '../../model/soundness';
import { overallSeconds, overallShare } from '../../store/overall';
import { phasesShare } from '../../store/progress';
import { goesByColumns, type Job, jobShapes, type Run } from '../../store/run';
import { useApp } from '../app-context';
import { Cancelled, Contradiction, Failed } from './ended';
import { Progress } from './progress';
import { Result } from './result';

type Several = Exclude<Run, { state: 'idle' }>;

/** Several shapes: one row each, filled as they finish; one of them can be opened. */
export function ShapesView() {
  const { check, run: current, shown, stands } = useApp();
  const run = current.value;
  if (run.state === 'idle') return null;
  if (shown.value && run.state !== 'running') {
    return (
      <>
        <p>
          <button
            class="link"
            type="button"
            onClick={() => {
              shown.value = null;
            }}
          >
            Back to all {run.shapes.length} shapes
          </button>
        </p>
        <Result result={shown.value} />
      </>
    );
  }
  const wrong = run.state !== 'running' && run.results.find((one) => !stands(one));
  return (
    <>
      <section aria-labelledby="several">
        <h2 class="equation" id="several">
          <Heading shapes={run.shapes} />
        </h2>
        {run.state === 'running' && <TotalProgress run={run} />}
        {run.state === 'cancelled' && <Cancelled stopped={run.stopped} watched={run.watched} />}
        {run.state === 'failed' && <Failed stopped={run.stopped} message={run.message} />}
        {run.state === 'done' && run.skipped.length > 0 && (
          <p class="text" role="alert">
            {run.skipped.length} of {plural(run.shapes.length, 'shape')}{' '}
            {run.skipped.length === 1 ? 'was' : 'were'} not counted; the reason stands in the table.
          </p>
        )}
        {wrong && <Wrong result={wrong} />}
        {run.state === 'done' && check.trouble.value !== null && (
          <p class="text">The check by classes failed: {check.trouble.value}</p>
        )}
      </section>
      <ShapesTable run={run} />
      <SignNote shapes={run.shapes} />
    </>
  );
}

function Heading({ shapes }: { shapes: Shape[] }) {
  const [from, to] = [shapes[0]?.columns, shapes.at(-1)?.columns];
  return (
    <>
      All{' '}
      <M>
        <i>r</i>
      </M>{' '}
      for{' '}
      <M>
        <i>n</i> {from === to ? `= ${from}` : `from ${from} to ${to}`}
      </M>
    </>
  );
}

function TotalProgress({ run }: { run: Extract<Run, { state: 'running' }> }) {
  const counter = useApp();
  const done = run.results.length;
  return (
    <Progress share={overallShare(counter, run)} ticks={run.shapes.length} done={done} label="Shapes counted">
      <span class="of">
        <span class="num progress-time" {...EXACT}>
          {clock(overallSeconds(counter, run))}
        </span>{' '}
        <span class="unit-text">elapsed</span>
      </span>
      <span class="left">
        {done} of {plural(run.shapes.length, 'shape')}
      </span>
    </Progress>
  );
}

function Wrong({ result }: { result: Finished }) {
  const { verdictOf } = useApp();
  const finding = verdictOf(result);
  return finding.kind === 'sound' ? null : <Contradiction result={result} finding={finding} />;
}

function ShapesTable({ run }: { run: Several }) {
  const { number } = useApp();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long counts do not fit, so the keyboard must scroll them
    <section class="wide-table" aria-label="All shapes" tabIndex={0} data-run={number.value}>
      <table class="measures-table shapes">
        <thead>
          <tr>
            <th scope="col">Shape</th>
            {['K', 'even', 'odd', 'difference', 'reduced', 'Time'].map((name) => (
              <th key={name} scope="col" class="align-right">
                {name === 'K' ? (
                  <i class="math-name" {...EXACT}>
                    K
                  </i>
                ) : (
                  name
                )}
              </th>
            ))}
            <th scope="col">Published</th>
          </tr>
        </thead>
        <tbody>
          {run.shapes.map((shape) => {
            const result = run.results.find((one) => sameShape(one, shape));
            const key = shapeName(shape);
            return result ? (
              <DoneRow key={key} result={result} run={run} />
            ) : (
              <OpenRow key={key} shape={shape} run={run} />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function DoneRow({ result, run }: { result: Finished; run: Several }) {
  const { shown, link, stands } = useApp();
  const { rows, columns } = result;
  const sound = stands(result);

  /** The result is at hand: a plain click opens it here, any other follows the link. */
  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    shown.value = result;
  }

  return (
    <tr data-shape={`${rows}x${columns}`}>
      <th scope="row">
        {/* To leave the page would end the count. */}
        {run.state === 'running' ? (
          <Exact>{shapeName(result)}</Exact>
        ) : (
          <a href={link({ scope: 'shape', rows, columns }, true)} onClick={open}>
            <Exact>{shapeName(result)}</Exact>
          </a>
        )}
      </th>
      {FIGURE_NAMES.map((name) => (
        <td key={name} class={name === 'total' && !sound ? 'align-right so-far' : 'align-right'}>
          <FigureNum figures={result} name={name} final={sound} />
        </td>
      ))}
      <td class="align-right">
        <Measure {...time(result.elapsed_seconds)} />
        {isByClasses(result) && (result.from < result.to ? ' together' : ' by classes')}
        {isByFormula(result) && ' by formula'}
      </td>
      <td>{publishedWord(result)}</td>
    </tr>
  );
}

function OpenRow({ shape, run }: { shape: ChosenEngine; run: Several }) {
  const { live } = useApp();
  const totals = stateOf(shape, run) === 'running' ? live.totals.value : null;
  return (
    <tr class="open" data-shape={`${shape.rows}x${shape.columns}`}>
      <th scope="row" {...EXACT}>
        {shapeName(shape)}
      </th>
      <td class="align-right so-far">
        {totals && (
          <Num value={totals.positive + totals.negative} figure={{ result: 'total', final: false }} />
        )}
      </td>
      <td colSpan={6}>{totals ? `so far, ${Math.floor(totals.share * 100)} %` : openWords(shape, run)}</td>
    </tr>
  );
}

function stateOf(shape: ChosenEngine, run: Several): 'running' | 'waiting' | 'stopped' | 'never' {
  if (run.state === 'running')
    return jobShapes(run.job, run.shapes).some((one) => sameShape(one, shape)) ? 'running' : 'waiting';
  const stopped = run.state !== 'done' && sameShape(run.stopped.shape, shape);
  return stopped ? 'stopped' : 'never';
}

/** How it is with a shape that has no figures. */
function openWords(shape: ChosenEngine, run: Several): string {
  const skipped = run.skipped.find((one) => sameShape(one.shape, shape));
  if (skipped) return `Not counted. ${skipped.reason}`;
  switch (stateOf(shape, run)) {
    case 'running':
      return run.state === 'running' && !goesByColumns(run.job) ? phasesWords(run.job) : 'starting';
    case 'waiting':
      return 'waiting';
    case 'stopped':
      return run.state === 'failed' ? `Failed. ${run.message}` : 'Cancelled.';
    case 'never':
      return 'Not counted.';
  }
}

function phasesWords({ shape, range, progress }: Job): string {
  const by = `by ${METHODS[shape.engine]}`;
  const how = range.from < range.to ? `${by}, together` : by;
  return progress ? `${how}, ${Math.floor(phasesShare(progress, shape.engine) * 100)} %` : `${how}, starting`;
}

function publishedWord(result: Finished): string {
  const { total, signs } = comparePublished(result, result.published);
  if (total === 'disagrees' || signs === 'disagrees') return 'differs';
  if (total === 'unknown') return 'none known';
  return signs === 'agrees' ? 'agrees, signs too' : 'agrees (total only)';
}
