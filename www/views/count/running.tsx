import { FIRST_COLUMNS_DISAGREE } from '../../format/messages';
import './running.css';
import { Alert } from '../../components/alert';
import { EXACT, Sentence } from '../../components/exact';
import { Measure } from '../../components/facts';
import { FiguresTable } from '../../components/figures-table';
import { Hero, Num } from '../../components/number';
import { LatinRectangle } from '../../components/rectangle';
import { Sparkline } from '../../components/sparkline';
import { WorkerSquare } from '../../components/worker';
import { aboutTime, clock, plural, rate, rateLegend } from '../../format/units';
import type { ChosenEngine } from '../../model/engine-selection';
import { columnName } from '../../model/shape';
import { agreement } from '../../model/soundness';
import type { Totals, WorkerSnapshot } from '../../store/live';
import { columnsDone } from '../../store/progress';
import { goesByColumns, type Job, type Running } from '../../store/run';
import { useApp } from '../app-context';
import { disagreement } from './disagreement';
import { FirstColumns, widestFoot } from './first-columns';
import { LazyPhasesRunning } from './lazy-parts';
import { AutosaveNote, Progress, ScreenNote } from './progress';
import { ReservedResult, ResultHead } from './result-head';

/** A count that ends sooner than this goes straight to its result. */
const SETTLED_SECONDS = 0.25;

/** Asked for, not yet under way: the room of a result. */
export function StartingView() {
  const { form } = useApp();
  const { question } = form.checked.value;
  if (question?.scope !== 'shape') return null;
  return <ReservedResult shape={question} digits={7} words="starting" />;
}

export function RunningView({ run }: { run: Running }) {
  return goesByColumns(run.job) ? <ColumnsRunning job={run.job} /> : <LazyPhasesRunning job={run.job} />;
}

function ColumnsRunning({ job }: { job: Job }) {
  const { live } = useApp();
  const { shape } = job;
  const plan = job.plan?.by_column;
  const totals = live.totals.value;
  if (!plan || !totals || totals.elapsed < SETTLED_SECONDS) {
    return <ReservedResult shape={shape} digits={plan?.total_digits ?? 7} words="starting" />;
  }
  const { columns } = totals;
  const done = columnsDone(columns);
  return (
    <>
      <section aria-label="Result so far">
        <ResultHead
          shape={shape}
          words={`so far, ${done} of ${plural(columns.length, 'first column')} done`}
        />
        <Hero value={totals.positive + totals.negative} digits={plan.total_digits} final={false} />
        <Progress share={totals.share} ticks={columns.length} done={done} label="First columns counted">
          <Times elapsed={totals.elapsed} remaining={totals.remaining} />
        </Progress>
      </section>
      <section aria-labelledby="fc" class="first-columns">
        <h3 id="fc" class="visually-hidden">
          The first columns
        </h3>
        <FirstColumns columns={columns} widest={finalWidth(totals, plan.total_digits)} />
        <p class="first-columns-legend">{legend(totals)}</p>
      </section>
      <section aria-label="Signs so far">
        <FiguresTable shape={shape} signs={totals} digits={plan.total_digits} />
        <Agreed totals={totals} rows={shape.rows} orders={BigInt(plan.row_orders)} />
      </section>
      <LiveWorkers job={job} />
      <AutosaveNote />
      <ScreenNote />
    </>
  );
}

function Times({ elapsed, remaining }: { elapsed: number; remaining: number | null }) {
  return (
    <>
      <span class="of">
        <span class="num progress-time" {...EXACT}>
          {clock(elapsed)}
        </span>{' '}
        <span class="unit-text">elapsed</span>
      </span>
      <span class="left">
        {remaining !== null && (
          <>
            <span class="unit-text">about</span> <Left seconds={remaining} />{' '}
            <span class="unit-text">left</span>
          </>
        )}
      </span>
    </>
  );
}

/** The clock reads well up to some hours. */
function Left({ seconds }: { seconds: number }) {
  return (
    <span class="num progress-time" {...EXACT}>
      {seconds < 36_000 ? clock(seconds) : aboutTime(seconds)}
    </span>
  );
}

/** Room for a column's counts, from a finished column or else from the digits of the total. */
function finalWidth({ columns }: Totals, totalDigits: number): number {
  const done = columns.find(({ state }) => state === 'done');
  if (done) return widestFoot(done.positive, done.negative);
  return totalDigits > 7 ? 10 : 6;
}

function legend({ columns }: Totals): string {
  const count = (state: string) => columns.filter((column) => column.state === state).length;
  return `${plural(columns.length, 'first column')}: ${count('done')} done, ${count('in-progress')} in progress, ${count('waiting')} waiting.`;
}

/** The strongest check, told as soon as two first columns are done. */
function Agreed({ totals, rows, orders }: { totals: Totals; rows: number; orders: bigint }) {
  const done = totals.columns.filter(({ state }) => state === 'done');
  const groups = agreement(done);
  const [only] = groups;
  if (groups.length > 1) {
    return (
      <Alert title={FIRST_COLUMNS_DISAGREE}>
        <Sentence>{disagreement(groups)}</Sentence> They must be equal, so this count is wrong.
      </Alert>
    );
  }
  return (
    <p class="note agreed">
      {only && done.length > 1 && (
        <>
          All {done.length} done agree: <Num value={only.positive * orders} /> even and{' '}
          <Num value={only.negative * orders} /> odd
          {rows > 2 ? `, counted with the ${rows - 1}! orders of rows 2 to ${rows}` : ''}.
        </>
      )}
    </p>
  );
}

/** What every worker does now. */
export function LiveWorkers({ job }: { job: Job }) {
  const { live } = useApp();
  const workers = live.workers.value;
  const plan = job.plan?.by_column;
  if (!plan) return null;
  const most = Math.max(0, ...workers.flatMap(({ history }) => history.map((point) => point.rate)));
  const whole = plan.units.length === plan.first_columns.length;
  return (
    <section aria-labelledby="wk">
      <div class="section-head">
        <h3 id="wk">{workers.length === 1 ? 'Worker' : 'Workers'}</h3>
        <p class="note">{rateLegend(workers.map((snapshot) => snapshot.rate))}, over the last second</p>
      </div>
      <div class={workers.length === 3 || workers.length > 4 ? 'live-workers several' : 'live-workers'}>
        {workers.map((snapshot, worker) => (
          <WorkerCard
            key={worker}
            worker={worker}
            snapshot={snapshot}
            shape={job.shape}
            most={most}
            whole={whole}
          />
        ))}
      </div>
    </section>
  );
}

type Props = { worker: number; snapshot: WorkerSnapshot; shape: ChosenEngine; most: number; whole: boolean };

function WorkerCard({ worker, snapshot, shape, most, whole }: Props) {
  const unknown = Array.from({ length: shape.rows }, () => null);
  const identity = Array.from({ length: shape.columns }, (_, i) => i + 1);
  return (
    <section class="live-worker" aria-label={`Worker ${worker + 1}`}>
      <div class="live-worker-head">
        <WorkerSquare worker={worker} />
        <span>Worker {worker + 1}</span>
        <span class="note">{plural(snapshot.unitsDone, whole ? 'first column' : 'part')} done</span>
      </div>
      <p class="live-worker-rate">
        <Measure {...rate(snapshot.rate)} />
      </p>
      <Sparkline history={snapshot.history} most={most} worker={worker} />
      <div class="live-worker-unit">
        <LatinRectangle
          columns={shape.columns}
          first={snapshot.column ?? unknown}
          rows={snapshot.column ? [identity, ...snapshot.rows] : []}
          worker={worker}
          small
        />
        <div>
          <p>{stateText(snapshot)}</p>
          <p class="math" {...EXACT}>
            {snapshot.column ? columnName(snapshot.column) : ' '}
          </p>
          <p class="num live-worker-share" {...EXACT}>
            {snapshot.column ? `${Math.floor(snapshot.share * 100)} %` : ' '}
          </p>
          {shape.rows > 1 && shape.engine === 'enumerate' && (
            <p class="note">Row {shape.rows} is counted without being listed.</p>
          )}
        </div>
      </div>
    </section>
  );
}

function stateText({ state, column }: WorkerSnapshot): string {
  if (state === 'finished') return 'Finished';
  return column ? 'Counting' : 'Waiting';
}
