import { Fact, Measure } from '../../components/facts';
import { Num } from '../../components/number';
import { kernelName } from '../../format/cite';
import { popcountWords } from '../../format/popcount';
import { perSecond, plural, rate, time } from '../../format/units';
import type { ColumnsFinished } from '../../model/result';
import { useApp } from '../app-context';
import { Behind } from './evidence';

/** What stands behind a count of first columns. */
export function Facts({ result }: { result: ColumnsFinished }) {
  return (
    <div>
      <Behind
        result={result}
        own={{ kind: 'Measured', words: <Measured result={result} /> }}
        more={
          result.rows > 1 &&
          result.candidates !== null && (
            <Fact kind="Enumerated">
              {plural(result.candidates, 'candidate')} per row, of <Num value={result.derangements} />{' '}
              {result.derangements === '1' ? 'derangement' : 'derangements'} of {result.columns}: those that
              start with the right symbol.
            </Fact>
          )
        }
        engine={<EngineFact result={result} />}
      />
    </div>
  );
}

function Measured({ result }: { result: ColumnsFinished }) {
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

function EngineFact({ result }: { result: ColumnsFinished }) {
  const { popcount } = useApp();
  const { engine, schedule, workers, kernel, elapsed_seconds, before_seconds } = result;
  const { candidates, table_seconds } = result;
  const how = candidates === null ? null : popcountWords(result.popcount, popcount.value);
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
      {candidates !== null && (
        <>
          , tables <Measure {...time(table_seconds)} /> of it
        </>
      )}
      ; overall <Measure {...rate(overall)} />.
    </>
  );
}
