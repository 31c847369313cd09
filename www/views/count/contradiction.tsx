import type { ComponentChildren } from 'preact';
import { Alert } from '../../components/alert';
import { CopyButton } from '../../components/copy';
import { EXACT, Exact, Sentence } from '../../components/exact';
import { SourceList } from '../../components/source';
import { dayText } from '../../format/date';
import { grouped } from '../../format/number';
import type { SignedCount } from '../../model/generated';
import { type Finished, isByClasses } from '../../model/result';
import type { SavedResult } from '../../model/saved-result';
import { comparePublished, isSaved, type Known, type Verdict } from '../../model/soundness';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { disagreement } from './disagreement';
import { focusGo } from './focus';

type Finding = Exclude<Verdict, { kind: 'sound' }>;

/** A count that something contradicts is shown as that, with both numbers. */
export function Contradiction({ result, finding }: { result: Finished; finding: Finding }) {
  const actions = <Ways report={result} />;
  switch (finding.kind) {
    case 'columns':
      return (
        <Alert title="The first columns do not agree." actions={actions}>
          <Sentence>{disagreement(finding.groups)}</Sentence> They must be equal, so this count is wrong and
          no total is shown.
        </Alert>
      );
    case 'sum':
      return (
        <Alert title="The figures do not add up." actions={actions}>
          {isByClasses(result) ? 'The reduced rectangles' : 'The first columns'} do not give the total{' '}
          <span class="num" {...EXACT}>
            {grouped(result.total)}
          </span>{' '}
          with{' '}
          <span class="num" {...EXACT}>
            {grouped(result.positive)}
          </span>{' '}
          even and{' '}
          <span class="num" {...EXACT}>
            {grouped(result.negative)}
          </span>{' '}
          odd, so this count is wrong.
        </Alert>
      );
    case 'published':
      return (
        <Alert title="The count differs from the published value." actions={actions}>
          <PublishedDifference result={result} />
        </Alert>
      );
    case 'count': {
      const { other } = finding;
      return isSaved(other) ? (
        <SavedContradiction result={result} saved={other} />
      ) : (
        <EnginesContradiction result={result} other={other} />
      );
    }
  }
}

function Ways({ report, children }: { report: object; children?: ComponentChildren }) {
  const { startAgain } = useApp();
  return (
    <>
      <button
        class="btn go"
        type="button"
        onClick={() => {
          focusGo();
          void startAgain();
        }}
      >
        Count again
      </button>
      <CopyButton label="Copy a report" text={() => JSON.stringify(report, null, 2)} />
      {children}
    </>
  );
}

/** A count that differs from a saved one is not shown as a result, nor saved. */
function SavedContradiction({ result, saved }: { result: Finished; saved: SavedResult }) {
  const counter = useApp();
  const actions = (
    <Ways report={{ counted: result, saved }}>
      <a {...viewLink(counter, 'results')}>Show the saved result</a>
    </Ways>
  );
  const { total } = comparePublished(result, result.published);
  return (
    <Alert title="The count differs from a saved one." actions={actions}>
      Counted now: <Exact>{grouped(result.total)}</Exact> (<Exact>{grouped(result.positive)}</Exact> even +{' '}
      <Exact>{grouped(result.negative)}</Exact> odd). Saved {dayText(saved.date)} by Latin Rectangles{' '}
      {saved.version}: <Exact>{grouped(saved.total)}</Exact> (<Exact>{grouped(saved.positive)}</Exact> even +{' '}
      <Exact>{grouped(saved.negative)}</Exact> odd).{' '}
      {total === 'agrees'
        ? 'The new count matches the published value. Delete the saved result to continue.'
        : 'One of the two is wrong, so this one is neither shown as a result nor saved.'}
    </Alert>
  );
}

/** Two engines that differ: neither is believed. */
function EnginesContradiction({ result, other }: { result: Finished; other: Known }) {
  const title = result.engine === other.engine ? 'Two counts disagree.' : 'The two methods disagree.';
  return (
    <Alert title={title} actions={<Ways report={{ counted: result, other }} />}>
      <Sentence>{`${countWords(result)} ${countWords(other)}`}</Sentence> One of the two is wrong, so neither
      is shown as a result.
    </Alert>
  );
}

function countWords({ engine, total, positive, negative }: Known): string {
  const how = engine === 'classes' ? 'by classes' : 'by enumeration';
  return `Counted ${how}: ${grouped(total)} (${grouped(positive)} even + ${grouped(negative)} odd).`;
}

function PublishedDifference({ result }: { result: Finished }) {
  const { published } = result;
  if (!published) return null;
  const signs = (signed: SignedCount | null) =>
    signed && <Sentence>{` (${grouped(signed.positive)} even + ${grouped(signed.negative)} odd)`}</Sentence>;
  return (
    <>
      Counted here: <Exact>{grouped(result.total)}</Exact>
      {signs(result)}. Published: <Exact>{grouped(published.total)}</Exact>
      {signs(published.signed)}, <SourceList sources={published.sources} />. One of the two is wrong, so this
      one is not shown as a result.
    </>
  );
}
