import { EXACT } from '../../components/exact';
import { Measure } from '../../components/facts';
import { Num } from '../../components/number';
import { WorkerSquare, workerClass } from '../../components/worker';
import { perSecond, rate, rateLegend, time, timeText } from '../../format/units';
import type { WorkerReport } from '../../model/generated';
import type { ColumnsFinished } from '../../model/result';
import { numberWord } from '../../model/shape';

/** Shorter runs are no measure of a rate. */
const ROUGH_SECONDS = 0.05;

/** What each worker did and how fast. */
export function WorkerTable({ result }: { result: ColumnsFinished }) {
  const { per_worker } = result;
  const seconds = result.elapsed_seconds - result.before_seconds;
  const rates = per_worker.map(({ counted, busy_seconds }) => perSecond(Number(counted), busy_seconds));
  const most = Math.max(0, ...rates.filter(Number.isFinite));
  const all = per_worker.reduce((sum, { counted }) => sum + BigInt(counted), 0n);
  const overall = perSecond(Number(all), seconds);
  const units = per_worker.reduce((sum, one) => sum + one.units, 0);
  const alone = result.per_column.filter(({ worker }) => worker !== null).length;
  const parts = result.schedule === 'split' || units !== alone;
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
            <th scope="col" class="align-right">
              {parts ? 'Parts' : 'First columns'}
            </th>
            <th scope="col" class="align-right hide">
              Rectangles
            </th>
            <th scope="col" class="align-right">
              Busy
            </th>
            <th scope="col" class="align-right">
              Rate
            </th>
            <th scope="col" class="meter hide">
              <span class="visually-hidden">Rate drawn</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {per_worker.map((report, i) => (
            <Row key={i} worker={i} report={report} rate={rates[i] ?? 0} most={most} />
          ))}
          <tr class="sum">
            <th scope="row">{togetherWord(per_worker.length)}</th>
            <td class="align-right num" {...EXACT}>
              {units}
            </td>
            <td class="align-right hide">
              <Num value={all} />
            </td>
            <td class="align-right">
              <Measure {...time(seconds)} />
            </td>
            <td class="align-right">
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
  worker,
  report,
  rate: own,
  most,
}: {
  worker: number;
  report: WorkerReport;
  rate: number;
  most: number;
}) {
  const drawn = own > 0 ? (own / most) * 100 : 0;
  return (
    <tr>
      <th scope="row">
        <WorkerSquare worker={worker} />
      </th>
      <td class="align-right num" {...EXACT}>
        {report.units}
      </td>
      <td class="align-right hide">
        <Num value={report.counted} />
      </td>
      <td class="align-right">
        <Measure {...time(report.busy_seconds)} />
      </td>
      <td class="align-right">
        <Measure {...rate(own)} />
      </td>
      <td class="meter hide">
        <i class={workerClass(worker)} style={{ '--v': drawn.toFixed(1) }} />
      </td>
    </tr>
  );
}

function togetherWord(workers: number): string {
  if (workers === 1) return 'Whole run';
  return workers === 2 ? 'Both together' : `All ${numberWord(workers)} together`;
}

function reading({ elapsed_seconds, before_seconds, table_seconds, candidates }: ColumnsFinished): string {
  const seconds = elapsed_seconds - before_seconds;
  const what = before_seconds > 0 ? `${timeText(seconds)} of this run alone` : `whole ${timeText(seconds)}`;
  const tables = candidates === null ? 'waiting' : `building tables (${timeText(table_seconds)}) and waiting`;
  const whole = `The last row covers the ${what}, including ${tables}.`;
  return seconds < ROUGH_SECONDS ? `${whole} Rates of so short a run are rough.` : whole;
}
