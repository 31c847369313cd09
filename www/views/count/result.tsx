import './evidence.css';
import { CopyButton } from '../../components/copy';
import { EXACT, Sentence } from '../../components/exact';
import { Measure } from '../../components/facts';
import { Num } from '../../components/number';
import { SaveTranscript } from '../../components/transcript';
import { WorkerSquare, workerClass } from '../../components/worker';
import { citeBibtex, citeText } from '../../format/cite';
import { perSecond, plural, rate, rateLegend, time, timeText } from '../../format/units';
import type { WorkerReport } from '../../model/generated';
import { type ColumnsFinished, type Finished, isByClasses, isByColumns } from '../../model/result';
import { numberWord, shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { absoluteLink } from './absolute-link';
import { Deferred } from './deferred';
import { EnumerationEvidence } from './evidence';
import { CountedColumns } from './first-columns';
import { LazyByClasses, LazyByFormula, LazyContradiction } from './lazy-parts';
import { RectangleBrowser } from './rectangles';
import { FinalFigures } from './result-head';

/** A finished count with everything that stands behind it. */
export function Result({ result }: { result: Finished }) {
  const { number, verdictOf } = useApp();
  const finding = verdictOf(result);
  if (finding.kind !== 'sound') return <LazyContradiction result={result} finding={finding} />;
  const { rows, columns } = result;
  const words = `${plural(rows, 'row')} by ${plural(columns, 'column')}: exact count`;
  return (
    <>
      <section aria-label="Result" data-run={number.value}>
        <FinalFigures result={result} words={words} runs />
      </section>
      <Deferred key={shapeName(result)}>
        <Behind result={result} />
        <Cite result={result} />
      </Deferred>
    </>
  );
}

/** What stands behind the number, which differs by engine. */
function Behind({ result }: { result: Finished }) {
  if (isByColumns(result)) return <ByColumns result={result} />;
  return isByClasses(result) ? <LazyByClasses result={result} /> : <LazyByFormula result={result} />;
}

function ByColumns({ result }: { result: ColumnsFinished }) {
  return (
    <>
      <CountedColumns result={result}>
        <EnumerationEvidence result={result} />
      </CountedColumns>
      <WorkerTable result={result} />
      <RectangleBrowser result={result} />
    </>
  );
}

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
      <div class="section-head">
        <h3 id="wk">{per_worker.length === 1 ? 'The worker' : `The ${per_worker.length} workers`}</h3>
        <p class="note">{rateLegend([...rates, overall])}</p>
      </div>
      <table class="measures-table">
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

export function Cite({ result }: { result: Finished }) {
  const { counts, engine, link, results } = useApp();
  const { rows, columns } = result;
  const citation = {
    result,
    version: result.version,
    date: new Date(result.date),
    link: absoluteLink(link({ scope: 'shape', rows, columns }, true)),
  };
  return (
    <section aria-labelledby="cite" class="cite">
      <div class="section-head">
        <h3 id="cite">Cite</h3>
        <span class="actions">
          <CopyButton label="Copy text" text={() => citeText(citation)} />
          <CopyButton label="Copy BibTeX" text={() => citeBibtex(citation)} />
          <SaveTranscript
            of={() => ({
              result,
              published: result.published,
              other: isByClasses(result) ? results.byEnumeration(result) : counts.of(result),
              version: engine.version.value,
            })}
          />
        </span>
      </div>
      <p class="text">
        <Sentence>{citeText(citation)}</Sentence>
      </p>
      <details>
        <summary>BibTeX</summary>
        <pre {...EXACT}>{citeBibtex(citation)}</pre>
      </details>
    </section>
  );
}
