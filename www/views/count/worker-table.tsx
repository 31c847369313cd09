import type { CountResult, WorkerReport } from '../../engine/generated';
import { perSecond, rate, rateLegend, time, timeText } from '../../lib/amounts';
import { numberWord } from '../../lib/shapes';
import { EXACT } from '../../parts/exact';
import { Num } from '../../parts/number';
import { WorkerSquare, workerClass } from '../../parts/worker';
import { Measure } from './fact';

/** Shorter runs are no measure of a rate. */
const ROUGH_SECONDS = 0.05;

/** What each worker did and how fast. */
export function WorkerTable({ result }: { result: CountResult }) {
  const { per_worker } = result;
  const seconds = result.elapsed_seconds - result.before_seconds;
  const rates = per_worker.map(({ rectangles, busy_seconds }) => perSecond(Number(rectangles), busy_seconds));
  const most = Math.max(0, ...rates.filter(Number.isFinite));
  const all = per_worker.reduce((sum, { rectangles }) => sum + BigInt(rectangles), 0n);
  const overall = perSecond(Number(all), seconds);
  const sum = (key: 'units' | 'first_columns') => per_worker.reduce((total, one) => total + one[key], 0);
  const parts = result.schedule === 'split' || sum('units') !== sum('first_columns');
  return (
    <section aria-labelledby="wk">
      <div class="fig-head">
        <h3 id="wk">{per_worker.length === 1 ? 'The worker' : `The ${per_worker.length} workers`}</h3>
        <p class="note">{rateLegend([...rates, overall])}</p>
      </div>
      <table class="tab">
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col" class="r">
              {parts ? 'Parts' : 'First columns'}
            </th>
            <th scope="col" class="r hide">
              Rectangles
            </th>
            <th scope="col" class="r">
              Busy
            </th>
            <th scope="col" class="r">
              Rate
            </th>
            <th scope="col" class="meter hide">
              <span class="vh">Rate drawn</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {per_worker.map((report, i) => (
            <Row key={report.worker} report={report} parts={parts} rate={rates[i] ?? 0} most={most} />
          ))}
          <tr class="sum">
            <th scope="row">{togetherWord(per_worker.length)}</th>
            <td class="r num" {...EXACT}>
              {parts ? sum('units') : sum('first_columns')}
            </td>
            <td class="r hide">
              <Num value={all} />
            </td>
            <td class="r">
              <Measure {...time(seconds)} />
            </td>
            <td class="r">
              <Measure {...rate(overall)} />
            </td>
            <td class="meter hide" />
          </tr>
        </tbody>
      </table>
      <p class="note reading">{reading(result)}</p>
    </section>
  );
}

function Row({
  report,
  parts,
  rate: own,
  most,
}: {
  report: WorkerReport;
  parts: boolean;
  rate: number;
  most: number;
}) {
  const drawn = own > 0 ? (own / most) * 100 : 0;
  return (
    <tr>
      <th scope="row">
        <WorkerSquare worker={report.worker} />
      </th>
      <td class="r num" {...EXACT}>
        {parts ? report.units : report.first_columns}
      </td>
      <td class="r hide">
        <Num value={report.rectangles} />
      </td>
      <td class="r">
        <Measure {...time(report.busy_seconds)} />
      </td>
      <td class="r">
        <Measure {...rate(own)} />
      </td>
      <td class="meter hide">
        <i class={workerClass(report.worker)} style={{ '--v': drawn.toFixed(1) }} />
      </td>
    </tr>
  );
}

function togetherWord(workers: number): string {
  if (workers === 1) return 'Whole run';
  return workers === 2 ? 'Both together' : `All ${numberWord(workers)} together`;
}

function reading({ elapsed_seconds, before_seconds, table_seconds }: CountResult): string {
  const seconds = elapsed_seconds - before_seconds;
  const what = before_seconds > 0 ? `${timeText(seconds)} of this run alone` : `whole ${timeText(seconds)}`;
  const whole = `The last row covers the ${what}, including building tables (${timeText(table_seconds)}) and waiting.`;
  return seconds < ROUGH_SECONDS ? `${whole} Rates of so short a run are rough.` : whole;
}
