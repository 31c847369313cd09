import type { CountResult } from '../../engine/generated';
import { plural, rate, time } from '../../lib/amounts';
import { kernelName } from '../../lib/cite';
import type { Finished } from '../../lib/finished';
import { popcountWords } from '../../lib/popcount';
import { comparePublished } from '../../lib/verdict';
import { Num } from '../../parts/number';
import { SourceList } from '../../parts/source';
import { useCounter } from '../counter-context';
import { viewLink } from '../frame/view-link';
import { BothEngines } from './both-engines';

/** What was measured in this run, or printed elsewhere. */
export function Facts({ result }: { result: CountResult }) {
  return (
    <div>
      <h3>What stands behind the number</h3>
      <p class="note under-head">Measured in this run, or printed elsewhere.</p>
      <dl class="facts">
        <Fact kind="Measured">
          <Measured result={result} />
        </Fact>
        <Fact kind="Checked">
          <BothEngines result={result} />
        </Fact>
        <Fact kind="Published">
          <PublishedFact result={result} />
        </Fact>
        {result.rows > 1 && (
          <Fact kind="Enumerated">
            <CandidatesFact result={result} />
          </Fact>
        )}
        <Fact kind="Engine">
          <EngineFact result={result} />
        </Fact>
        <Fact kind="Saved">
          <SavedFact result={result} />
        </Fact>
      </dl>
    </div>
  );
}

/** A claim, and what kind of claim it is. */
export function Fact({ kind, children }: { kind: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{kind}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Measured({ result }: { result: CountResult }) {
  const [first] = result.per_column;
  if (!first) return null;
  const one = result.per_column.length === 1;
  return (
    <>
      {one
        ? 'One first column, with nothing to compare it with: '
        : `All ${result.per_column.length} first columns agree: `}
      <Num value={first.positive} /> even + <Num value={first.negative} /> odd{one ? '.' : ' each.'}
    </>
  );
}

export function PublishedFact({ result }: { result: Finished }) {
  const { published } = result;
  if (!published) return <>No published value known to us.</>;
  const { signs } = comparePublished(result, published);
  return (
    <>
      Agrees with the published value. <SourceList sources={published.sources} />.{' '}
      {signs === 'agrees' ? (
        <>
          The signs agree too: <SourceList sources={published.signed_sources} />.
        </>
      ) : (
        'No published signs known to us.'
      )}
    </>
  );
}

function CandidatesFact({ result }: { result: CountResult }) {
  return (
    <>
      {plural(result.candidates, 'candidate')} for a row: of the <Num value={result.derangements} />{' '}
      derangements of {result.columns} those that begin with its first symbol.
    </>
  );
}

function EngineFact({ result }: { result: CountResult }) {
  const { popcount } = useCounter();
  const { engine, schedule, workers, kernel, elapsed_seconds, before_seconds, table_seconds } = result;
  const how = popcountWords(result.popcount, popcount.value);
  const overall = (Number(result.reduced) * result.first_columns) / elapsed_seconds;
  return (
    <>
      {engine}, {schedule}, {plural(workers, 'worker')}, {kernelName(kernel)}
      {how === null ? ', ' : `; ${how}; `}
      <span data-elapsed={elapsed_seconds}>
        <Measure {...time(elapsed_seconds)} />
      </span>
      {before_seconds > 0 && (
        <>
          , <Measure {...time(before_seconds)} /> of it in earlier runs
        </>
      )}
      , tables <Measure {...time(table_seconds)} /> of it; overall <Measure {...rate(overall)} />.
    </>
  );
}

export function SavedFact({ result }: { result: Finished }) {
  const counter = useCounter();
  const { results } = counter;
  if (results.trouble.value !== null) return <>{results.trouble.value}</>;
  if (!results.holds(result)) return <>Not saved.</>;
  return (
    <>
      In this browser, under <a {...viewLink(counter, 'results')}>Results</a>.
    </>
  );
}

/** A figure and its unit. */
export function Measure({ figure, unit }: { figure: string; unit: string }) {
  return (
    <>
      <span class="num">{figure}</span> <span class="u">{unit}</span>
    </>
  );
}
