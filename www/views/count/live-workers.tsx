import { EXACT } from '../../components/exact';
import { LatinRectangle } from '../../components/rectangle';
import { Sparkline } from '../../components/sparkline';
import { WorkerSquare } from '../../components/worker';
import { plural, rate, rateLegend } from '../../format/units';
import type { Planned } from '../../model/engine-selection';
import { columnName } from '../../model/shape';
import type { Hand } from '../../store/live';
import type { Job } from '../../store/run';
import { useApp } from '../app-context';
import { Measure } from './evidence-item';

/** What every worker does now. */
export function LiveWorkers({ job }: { job: Job }) {
  const { live } = useApp();
  const hands = live.hands.value;
  const plan = job.plan?.by_column;
  if (!plan) return null;
  const most = Math.max(0, ...hands.flatMap(({ history }) => history.map((point) => point.rate)));
  const whole = plan.units.length === plan.first_columns.length;
  return (
    <section aria-labelledby="wk">
      <div class="fig-head">
        <h3 id="wk">{hands.length === 1 ? 'Worker' : 'Workers'}</h3>
        <p class="note">{rateLegend(hands.map((hand) => hand.rate))}, over the last second</p>
      </div>
      <div class={hands.length === 3 || hands.length > 4 ? 'wks several' : 'wks'}>
        {hands.map((hand, worker) => (
          <WorkerCard key={worker} worker={worker} hand={hand} shape={job.shape} most={most} whole={whole} />
        ))}
      </div>
    </section>
  );
}

type Props = { worker: number; hand: Hand; shape: Planned; most: number; whole: boolean };

function WorkerCard({ worker, hand, shape, most, whole }: Props) {
  const unknown = Array.from({ length: shape.rows }, () => null);
  const identity = Array.from({ length: shape.columns }, (_, i) => i + 1);
  return (
    <section class="wk" aria-label={`Worker ${worker + 1}`}>
      <div class="wk-head">
        <WorkerSquare worker={worker} />
        <span>Worker {worker + 1}</span>
        <span class="note">{plural(hand.unitsDone, whole ? 'first column' : 'part')} done</span>
      </div>
      <p class="wk-rate">
        <Measure {...rate(hand.rate)} />
      </p>
      <Sparkline history={hand.history} most={most} worker={worker} />
      <div class="wk-hand">
        <LatinRectangle
          columns={shape.columns}
          first={hand.column ?? unknown}
          rows={hand.column ? [identity, ...hand.rows] : []}
          worker={worker}
          small
        />
        <div>
          <p>{handWord(hand)}</p>
          <p class="m" {...EXACT}>
            {hand.column ? columnName(hand.column) : ' '}
          </p>
          <p class="num wk-pc" {...EXACT}>
            {hand.column ? `${Math.floor(hand.share * 100)} %` : ' '}
          </p>
          {shape.rows > 1 && shape.engine === 'enumerate' && (
            <p class="note">Row {shape.rows} is counted without being listed.</p>
          )}
        </div>
      </div>
    </section>
  );
}

function handWord({ state, column }: Hand): string {
  if (state === 'finished') return 'Finished';
  return column ? 'Counting' : 'Waiting';
}
