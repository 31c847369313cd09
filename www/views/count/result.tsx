import './behind.css';
import type { CountResult } from '../../engine/generated';
import { plural } from '../../lib/amounts';
import { type Finished, isByClasses } from '../../lib/finished';
import { CopyButton } from '../../parts/copy';
import { Hero } from '../../parts/number';
import { useCounter } from '../counter-context';
import { LazyByClasses, LazyContradiction } from '../lazy-parts';
import { absoluteLink } from './absolute-link';
import { Cite } from './cite';
import { Facts } from './facts';
import { CountedColumns } from './first-columns';
import { Ledger } from './ledger';
import { LookThrough } from './look-through';
import { ResultHead } from './result-head';
import { WorkerTable } from './worker-table';

/** A finished count with everything that stands behind it. */
export function Result({ result }: { result: Finished }) {
  const { link, verdictOf } = useCounter();
  const finding = verdictOf(result);
  if (finding.kind !== 'sound') return <LazyContradiction result={result} finding={finding} />;
  const { rows, columns } = result;
  const kinds = result.total === '1' ? 'normalised Latin rectangle' : 'normalised Latin rectangles';
  const words = `${kinds}, ${plural(rows, 'row')} by ${plural(columns, 'column')}: exact count`;
  const address = () => absoluteLink(link({ scope: 'shape', rows, columns }, true));
  return (
    <>
      <section aria-label="Result">
        <ResultHead shape={result} words={words}>
          <CopyButton label="Copy number" text={() => result.total} />
          <CopyButton label="Copy link" text={address} />
        </ResultHead>
        <Hero value={result.total} digits={result.total.length} final />
        <Ledger
          shape={result}
          signs={{ positive: BigInt(result.positive), negative: BigInt(result.negative) }}
          result={result}
        />
      </section>
      {isByClasses(result) ? <LazyByClasses result={result} /> : <ByColumns result={result} />}
      <Cite result={result} />
    </>
  );
}

function ByColumns({ result }: { result: CountResult }) {
  const { rows, columns } = result;
  return (
    <>
      <CountedColumns result={result}>
        <Facts result={result} />
      </CountedColumns>
      <WorkerTable result={result} />
      <LookThrough key={`${rows}x${columns}`} result={result} />
    </>
  );
}
