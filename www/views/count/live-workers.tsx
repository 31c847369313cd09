import type { Shape } from '../../engine/generated';
import { plural, rate, rateLegend } from '../../lib/amounts';
import { columnName } from '../../lib/shapes';
import { EXACT } from '../../parts/exact';
import { LatinRectangle } from '../../parts/rectangle';
import { Sparkline } from '../../parts/sparkline';
import { WorkerSquare } from '../../parts/worker';
import type { Hand } from '../../state/live';
import type { ColumnsJob } from '../../state/run';
import { useCounter } from '../counter-context';
import { Measure } from './fact';

/** What every worker does now. */
export function LiveWorkers({ job }: { job: ColumnsJob }) {
  const { live } = useCounter();
  const hands = live.hands.value;
  const { plan } = job;
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

type Props = { worker: number; hand: Hand; shape: Shape; most: number; whole: boolean };

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
          {shape.rows > 1 && <p class="note">Row {shape.rows} is counted without being listed.</p>}
        </div>
      </div>
    </section>
  );
}

function handWord({ state, column }: Hand): string {
  if (state === 'finished') return 'Finished';
  return column ? 'Counting' : 'Waiting';
}
