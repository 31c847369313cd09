import './how-counted.css';
import type { ComponentChildren } from 'preact';
import { Exact } from '../../components/exact';
import { Measure } from '../../components/facts';
import { kernelName } from '../../format/cite';
import { METHODS } from '../../format/method';
import { popcountText } from '../../format/popcount';
import { perSecond, rate, time } from '../../format/units';
import type { Popcount } from '../../model/generated';
import type { ColumnsFinished, Finished } from '../../model/result';
import type { SavedResult } from '../../model/saved-result';
import { rangeName } from '../../model/shape';

type Props = {
  result: Finished | SavedResult;
  /** what was asked for of a count that has just ended */
  popcount?: Popcount;
};

/** Who counted it, with what, and how long that took. */
export function HowCounted({ result, popcount = 'auto' }: Props) {
  const { engine, workers, kernel, elapsed_seconds } = result;
  const counting = 'popcount' in result ? popcountText(result.popcount, popcount) : null;
  const before = 'before_seconds' in result ? result.before_seconds : 0;
  return (
    <table class="how-counted">
      <tbody>
        <Line name="Method">
          {METHODS[engine]}
          {'schedule' in result && `, ${result.schedule} schedule`}
        </Line>
        <Line name="Workers">
          <Exact>{workers}</Exact>
        </Line>
        <Line name="Instructions">{kernelName(kernel)}</Line>
        {counting !== null && <Line name="Popcount">{counting}</Line>}
        <Line name="Time">
          <span data-elapsed={elapsed_seconds}>
            <Measure {...time(elapsed_seconds)} />
          </span>
          {before > 0 && (
            <>
              , <Measure {...time(before)} /> of it in earlier runs
            </>
          )}
          {'from' in result && result.from < result.to && (
            <>
              {' '}
              for <Exact>{rangeName(result)}</Exact> together
            </>
          )}
        </Line>
        {'table_seconds' in result && <Speed result={result} />}
      </tbody>
    </table>
  );
}

function Speed({ result }: { result: ColumnsFinished }) {
  const { candidates, table_seconds, reduced, first_columns, elapsed_seconds } = result;
  return (
    <>
      {candidates !== null && (
        <Line name="Tables">
          <Measure {...time(table_seconds)} /> of it
        </Line>
      )}
      <Line name="Rate">
        <Measure {...rate(perSecond(Number(reduced) * first_columns, elapsed_seconds))} />
      </Line>
    </>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
