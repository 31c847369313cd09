import './behind.css';
import type { ComponentChildren } from 'preact';
import { plural, time } from '../../lib/amounts';
import { kernelName } from '../../lib/cite';
import { dayText } from '../../lib/dates';
import { massWords } from '../../lib/mass';
import { popcountWords } from '../../lib/popcount';
import type { SavedEnumerate, SavedResult } from '../../lib/result-record';
import { rangeName } from '../../lib/shapes';
import { CopyButton } from '../../parts/copy';
import { Exact } from '../../parts/exact';
import { Hero, Num } from '../../parts/number';
import { useCounter } from '../counter-context';
import { absoluteLink } from './absolute-link';
import { Fact, Measure } from './fact';
import { focusGo } from './focus';
import { Ledger } from './ledger';
import { ResultHead } from './result-head';

/** A result of another day, marked as such. */
export function Saved({ result }: { result: SavedResult }) {
  const { link, count, saved } = useCounter();
  const { rows, columns } = result;
  const address = () => absoluteLink(link({ scope: 'shape', rows, columns }, false));

  function again() {
    saved.value = null;
    count();
    focusGo();
  }

  return (
    <section aria-label="Saved result">
      <ResultHead shape={result} words={`saved ${dayText(result.date)}, counted exactly`}>
        <CopyButton label="Copy number" text={() => result.total} />
        <CopyButton label="Copy link" text={address} />
      </ResultHead>
      <Hero value={result.total} digits={result.total.length} final />
      <Ledger
        shape={result}
        signs={{ positive: BigInt(result.positive), negative: BigInt(result.negative) }}
        result={result}
      />
      <dl class="facts saved-facts">
        <Fact kind="Saved">
          <SavedWords result={result} />
        </Fact>
        <Fact kind="Checked">
          {result.check === 'checked' ? 'Both methods agree.' : 'Not checked by the other method.'}
        </Fact>
        {result.engine === 'enumerate' ? (
          <Fact kind="Measured then">
            <Columns result={result} />
          </Fact>
        ) : (
          <Fact kind="Complete">
            {massWords(result.levels) ?? 'For up to three rows no list of classes is needed.'}
          </Fact>
        )}
        <Fact kind="Engine">
          <EngineWords result={result} />
        </Fact>
      </dl>
      <p class="ways">
        <button class="btn" type="button" onClick={again}>
          Count again
        </button>
        <button
          class="lnk"
          type="button"
          onClick={() => {
            saved.value = null;
            focusGo();
          }}
        >
          Close
        </button>
      </p>
    </section>
  );
}

function SavedWords({ result: { date, version } }: { result: SavedResult }): ComponentChildren {
  return (
    <>
      Counted <time dateTime={date}>{dayText(date)}</time> with version {version}; not recounted now.
    </>
  );
}

function Columns({ result: { per_column } }: { result: SavedEnumerate }) {
  const [first] = per_column;
  if (!first) return null;
  const one = per_column.length === 1;
  return (
    <>
      {one ? 'One first column: ' : `All ${per_column.length} first columns agreed: `}
      <Num value={first.positive} /> even + <Num value={first.negative} /> odd{one ? '.' : ' each.'}
    </>
  );
}

function EngineWords({ result }: { result: SavedResult }) {
  if (result.engine === 'classes')
    return (
      <>
        classes, {plural(result.workers, 'worker')}, {kernelName(result.kernel)},{' '}
        <Measure {...time(result.elapsed_seconds)} />
        {result.from < result.to && (
          <>
            {' '}
            for <Exact>{rangeName(result)}</Exact> together
          </>
        )}
        .
      </>
    );
  const how = popcountWords(result.popcount, 'auto');
  return (
    <>
      {result.engine}, {result.schedule}, {plural(result.workers, 'worker')}, {kernelName(result.kernel)}
      {how === null ? ', ' : `; ${how}; `}
      <Measure {...time(result.elapsed_seconds)} />.
    </>
  );
}
