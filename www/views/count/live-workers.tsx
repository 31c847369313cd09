import { EXACT } from '../../components/exact';
import { Measure } from '../../components/facts';
import { LatinRectangle } from '../../components/rectangle';
import { Sparkline } from '../../components/sparkline';
import { WorkerSquare } from '../../components/worker';
import { plural, rate, rateLegend } from '../../format/units';
import type { Planned } from '../../model/engine-selection';
import { columnName } from '../../model/shape';
import type { WorkerSnapshot } from '../../store/live';
import type { Job } from '../../store/run';
import { useApp } from '../app-context';

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
      <div class="fig-head">
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

type Props = { worker: number; snapshot: WorkerSnapshot; shape: Planned; most: number; whole: boolean };

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
