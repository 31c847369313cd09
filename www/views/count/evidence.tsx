import type { ComponentChildren } from 'preact';
import { Fact } from '../../components/facts';
import { Num } from '../../components/number';
import { SourceList } from '../../components/source';
import { momentText } from '../../format/date';
import { METHODS } from '../../format/method';
import { noPublishedValue } from '../../format/no-published-value';
import { aboutTime, plural, timeText } from '../../format/units';
import { estimateBy } from '../../model/engine-selection';
import { isDifferenceAlone } from '../../model/figures';
import { mostColumnsBy } from '../../model/limits';
import { type ColumnsFinished, type Finished, isByClasses } from '../../model/result';
import { MAX_COLUMNS, sameShape, shapeName } from '../../model/shape';
import { comparePublished } from '../../model/soundness';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { focusSubmit } from './focus-submit';
import { HowCounted } from './how-counted';

type Props = {
  result: Finished;
  /** what the engine itself has checked, and what kind of claim that is */
  own: { kind: string; words: ComponentChildren };
  /** where K is published and not counted: what follows for the split by sign */
  split?: ComponentChildren;
  /** what only this engine has to say */
  more?: ComponentChildren;
};

/** What makes a number one to be trusted, whichever engine counted. */
export function Evidence({ result, own, split, more }: Props) {
  const { popcount } = useApp();
  return (
    <>
      <h3>Evidence</h3>
      <dl class="facts">
        <Fact kind={own.kind}>{own.words}</Fact>
        <Fact kind="Checked">
          <CrossCheck result={result} />
        </Fact>
        <Fact kind="Published">
          <PublishedFact result={result} split={split} />
        </Fact>
        {more}
        <Fact kind="Engine">
          <HowCounted result={result} popcount={popcount.value} />
        </Fact>
        <Fact kind="Saved">
          <SavedFact result={result} />
        </Fact>
      </dl>
    </>
  );
}

function PublishedFact({ result, split }: Pick<Props, 'result' | 'split'>) {
  const { published } = result;
  if (!published) return <>{noPublishedValue(result)}</>;
  const { total, signs } = comparePublished(result, published);
  if (total === 'unknown')
    return signs === 'agrees' ? (
      <>
        The difference agrees with the published values. <SourceList sources={published.signed_sources} />.
      </>
    ) : (
      split
    );
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

/** What supports a count of first columns. */
export function EnumerationEvidence({ result }: { result: ColumnsFinished }) {
  return (
    <div>
      <Evidence
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

/** What the other engine says of a result that it does not contradict, or a way to ask it. */
export function CrossCheck({ result }: { result: Finished }) {
  const { counts, results } = useApp();
  if (!isByClasses(result)) return <ByClasses result={result} />;
  const byFormula = counts.formulaOf(result);
  if (!byFormula || results.byEnumeration(result)) return <ByEnumeration result={result} />;
  const agreed = agreementText(result, byFormula);
  if (result.columns > MAX_COLUMNS) return <>{agreed}</>;
  return (
    <>
      {agreed} <ByEnumeration result={result} />
    </>
  );
}

function ByClasses({ result }: { result: Finished }) {
  const { check, counts, estimates } = useApp();
  const counted = counts.of(result);
  if (counted) return <>{agreementText(counted, result)}</>;
  if (check.running.value) return <>Checking by classes…</>;
  if (result.columns > mostColumnsBy('classes', result.rows))
    return <>No other method counts {shapeName(result)}.</>;
  const found = estimates.value?.find(({ shape }) => sameShape(shape, result));
  const estimate = found && estimateBy(found, 'classes');
  return (
    <>
      {check.trouble.value !== null && <>The check failed: {check.trouble.value} </>}
      <button class="link" type="button" onClick={() => void check.run(result)}>
        Check by classes
      </button>
      {estimate && `, about ${aboutTime(estimate.seconds)}`}
    </>
  );
}

function ByEnumeration({ result }: { result: Finished }) {
  const { check, estimates, results, countBy } = useApp();
  const saved = results.byEnumeration(result);
  if (saved) return <>{`${agreementText(result, saved).slice(0, -1)}, saved ${momentText(saved.date)}.`}</>;
  if (check.running.value) return <>Checking by formula…</>;
  if (result.columns > MAX_COLUMNS) return <CheckByFormula result={result} />;
  const found = estimates.value?.find(({ shape }) => sameShape(shape, result));
  const estimate = found && estimateBy(found, 'enumerate');
  return (
    <>
      <button
        class="link"
        type="button"
        onClick={() => {
          countBy('enumerate');
          focusSubmit();
        }}
      >
        Check by enumeration
      </button>
      {estimate && `, about ${aboutTime(estimate.seconds)}`}
    </>
  );
}

/** Where enumeration does not go. */
function CheckByFormula({ result }: { result: Finished }) {
  const { check } = useApp();
  if (result.columns > mostColumnsBy('formula', result.rows))
    return <>Enumeration goes only up to n = {MAX_COLUMNS}.</>;
  return (
    <>
      {check.trouble.value !== null && <>The check failed: {check.trouble.value} </>}
      <button class="link" type="button" onClick={() => void check.run(result)}>
        Check by formula
      </button>
    </>
  );
}

type Timed = Pick<Finished, 'engine' | 'elapsed_seconds' | 'workers' | 'total' | 'difference'>;

const agreementText = (classes: Timed, other: Timed) =>
  `Both methods agree${alone(classes, other)}: classes in ${timeText(classes.elapsed_seconds)}, ` +
  `${METHODS[other.engine]} in ${timeText(other.elapsed_seconds)} (${plural(other.workers, 'worker')}).`;

/** Where one of them has D alone, they agree on that. */
const alone = (a: Timed, b: Timed) => (isDifferenceAlone(a) || isDifferenceAlone(b) ? ' on D' : '');
