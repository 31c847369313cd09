import type { CountResult } from '../../engine/generated';
import { perSecond, plural, rate, time } from '../../lib/amounts';
import { kernelName } from '../../lib/cite';
import { popcountWords } from '../../lib/popcount';
import { Num } from '../../parts/number';
import { useCounter } from '../counter-context';
import { Behind } from './behind';
import { Fact, Measure } from './fact';

/** What stands behind a count of first columns. */
export function Facts({ result }: { result: CountResult }) {
  return (
    <div>
      <Behind
        result={result}
        note="Measured in this run"
        own={{ kind: 'Measured', words: <Measured result={result} /> }}
        more={
          result.rows > 1 && (
            <Fact kind="Enumerated">
              <CandidatesFact result={result} />
            </Fact>
          )
        }
        engine={<EngineFact result={result} />}
      />
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

function CandidatesFact({ result }: { result: CountResult }) {
  return (
    <>
      {plural(result.candidates, 'candidate')} per row, of <Num value={result.derangements} />{' '}
      {result.derangements === '1' ? 'derangement' : 'derangements'} of {result.columns}: those that start
      with the right symbol.
    </>
  );
}

function EngineFact({ result }: { result: CountResult }) {
  const { popcount } = useCounter();
  const { engine, schedule, workers, kernel, elapsed_seconds, before_seconds, table_seconds } = result;
  const how = popcountWords(result.popcount, popcount.value);
  const overall = perSecond(Number(result.reduced) * result.first_columns, elapsed_seconds);
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
