import './evidence.css';
import { CopyButton } from '../../components/copy';
import { FiguresTable } from '../../components/figures-table';
import { Hero } from '../../components/number';
import { plural } from '../../format/units';
import { type ColumnsFinished, type Finished, isByClasses } from '../../model/result';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { absoluteLink } from './absolute-link';
import { Cite } from './cite';
import { Deferred } from './deferred';
import { Facts } from './enumeration-evidence';
import { CountedColumns } from './first-columns';
import { LazyByClasses, LazyContradiction } from './lazy-parts';
import { LookThrough } from './rectangle-browser';
import { ResultHead } from './result-head';
import { WorkerTable } from './worker-table';

/** A finished count with everything that stands behind it. */
export function Result({ result }: { result: Finished }) {
  const { link, number, verdictOf } = useApp();
  const finding = verdictOf(result);
  if (finding.kind !== 'sound') return <LazyContradiction result={result} finding={finding} />;
  const { rows, columns } = result;
  const kinds = result.total === '1' ? 'normalised Latin rectangle' : 'normalised Latin rectangles';
  const words = `${kinds}, ${plural(rows, 'row')} by ${plural(columns, 'column')}: exact count`;
  const address = () => absoluteLink(link({ scope: 'shape', rows, columns }, true));
  return (
    <>
      <section aria-label="Result" data-run={number.value}>
        <ResultHead shape={result} words={words}>
          <CopyButton label="Copy number" text={() => result.total} />
          <CopyButton label="Copy link" text={address} />
        </ResultHead>
        <Hero value={result.total} digits={result.total.length} final />
        <FiguresTable
          shape={result}
          signs={{ positive: BigInt(result.positive), negative: BigInt(result.negative) }}
          result={result}
        />
      </section>
      <Deferred key={shapeName(result)}>
        {isByClasses(result) ? <LazyByClasses result={result} /> : <ByColumns result={result} />}
        <Cite result={result} />
      </Deferred>
    </>
  );
}

function ByColumns({ result }: { result: ColumnsFinished }) {
  return (
    <>
      <CountedColumns result={result}>
        <Facts result={result} />
      </CountedColumns>
      <WorkerTable result={result} />
      <LookThrough result={result} />
    </>
  );
}
