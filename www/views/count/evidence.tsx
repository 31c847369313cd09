import type { ComponentChildren } from 'preact';
import { Fact } from '../../components/facts';
import { SourceList } from '../../components/source';
import type { Finished } from '../../model/result';
import { comparePublished } from '../../model/soundness';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { BothEngines } from './cross-check';

type Props = {
  result: Finished;
  /** what the engine itself has checked, and what kind of claim that is */
  own: { kind: string; words: ComponentChildren };
  /** what only this engine has to say */
  more?: ComponentChildren;
  /** which engine, and how it counted */
  engine: ComponentChildren;
};

/** What makes a number one to be trusted, whichever engine counted. */
export function Behind({ result, own, more, engine }: Props) {
  return (
    <>
      <h3>Evidence</h3>
      <dl class="facts">
        <Fact kind={own.kind}>{own.words}</Fact>
        <Fact kind="Checked">
          <BothEngines result={result} />
        </Fact>
        <Fact kind="Published">
          <PublishedFact result={result} />
        </Fact>
        {more}
        <Fact kind="Engine">{engine}</Fact>
        <Fact kind="Saved">
          <SavedFact result={result} />
        </Fact>
      </dl>
    </>
  );
}

function PublishedFact({ result }: { result: Finished }) {
  const { published } = result;
  if (!published) return <>No published value known.</>;
  const { signs } = comparePublished(result, published);
  return (
    <>
      Agrees with the published value. <SourceList sources={published.sources} />.{' '}
      {signs === 'agrees' ? (
        <>
          The signs agree too: <SourceList sources={published.signed_sources} />.
        </>
      ) : (
        'No published split by sign known.'
      )}
    </>
  );
}

function SavedFact({ result }: { result: Finished }) {
  const counter = useApp();
  const { results } = counter;
  if (results.trouble.value !== null) return <>{results.trouble.value}</>;
  if (!results.holds(result)) return <>Not saved.</>;
  return (
    <>
      In this browser, under <a {...viewLink(counter, 'results')}>Results</a>.
    </>
  );
}
