import type { ComponentChildren } from 'preact';
import { Alert } from '../../components/alert';
import { CopyButton } from '../../components/copy';
import { EXACT, Exact, Sentence } from '../../components/exact';
import { SourceList } from '../../components/source';
import { sentence } from '../../engine/error-message';
import { dayText } from '../../format/date';
import {
  countsDisagree,
  DIFFERS_FROM_PUBLISHED,
  FIGURES_INCONSISTENT,
  FIRST_COLUMNS_DISAGREE,
} from '../../format/messages';
import { METHODS } from '../../format/method';
import { countText, totalText } from '../../format/sign';
import { plural } from '../../format/units';
import { jobOf } from '../../model/checkpoint-record';
import { type Finished, isByColumns } from '../../model/result';
import type { SavedResult } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { comparePublished, isSaved, type Known, type Verdict } from '../../model/soundness';
import type { Stopped } from '../../store/run';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { disagreement } from './disagreement';
import { focusSubmit } from './focus-submit';

const NO_TOTAL = 'No total is shown, because it would not be exact.';

/** '13 of 35 first columns', or the parts of them where a first column is more than one part. */
export function howFar({ shape, finished, units, columns }: Stopped): string {
  if (shape.engine === 'formula' && units > 0)
    return `${finished} of ${units} parts of the sum ${finished === 1 ? 'was' : 'were'} done.`;
  if (shape.engine === 'classes' && units > 0)
    return `${finished} of ${units} blocks of classes ${finished === 1 ? 'was' : 'were'} done.`;
  if (columns === null || units === 0) return 'Nothing was counted.';
  const verb = finished === 1 ? 'was' : 'were';
  if (columns === units) return `${finished} of ${plural(units, 'first column')} ${verb} counted.`;
  return `${finished} of ${units} parts of the ${plural(columns, 'first column')} ${verb} counted.`;
}

/** Progress may be saved; then it can be resumed here. */
export function Cancelled({ stopped, watched }: { stopped: Stopped; watched: boolean }) {
  const { count, checkpoints, resume, notSaved } = useApp();
  const { shape } = stopped;
  const { engine, columns, rows } = shape;
  const saved = checkpoints.of(jobOf({ engine, columns, to: rows }));
  return (
    <section aria-label="Cancelled">
      <h2 class="equation" {...EXACT}>
        {shapeName(shape)}
      </h2>
      <p class="text">
        {watched ? 'Cancelled in the other tab.' : saved ? 'Paused; progress is saved.' : 'Cancelled.'}{' '}
        {howFar(stopped)} {NO_TOTAL}
      </p>
      {!watched && notSaved.value !== null && (
        <p class="wrong" role="alert">
          The last progress is not saved: {sentence(notSaved.value)}
          {saved && checkpoints.unsaved(jobOf(saved)) !== null && ' It stays until this page is closed.'}
        </p>
      )}
      <p class="ways">
        <button
          class={saved ? 'button go' : 'button'}
          type="button"
          onClick={() => {
            if (saved) resume(saved);
            else count();
            focusSubmit();
          }}
        >
          {saved ? 'Resume' : 'Count again'}
        </button>
      </p>
    </section>
  );
}

/** Counts again on a new engine, as the one that counted may be at fault. */
function StartAgain({ label }: { label: string }) {
  const { startAgain } = useApp();
  return (
    <button
      class="button go"
      type="button"
      onClick={() => {
        focusSubmit();
        void startAgain();
      }}
    >
      {label}
    </button>
  );
}

export function Failed({ stopped, message }: { stopped: Stopped; message: string }) {
  return (
    <section aria-label="Stopped">
      <Alert title="The count failed." actions={<StartAgain label="Start again" />}>
        {message} {howFar(stopped)} {NO_TOTAL}
      </Alert>
    </section>
  );
}

type Finding = Exclude<Verdict, { kind: 'sound' }>;

/** A count that something contradicts is shown as that, with both numbers. */
export function Contradiction({ result, finding }: { result: Finished; finding: Finding }) {
  const actions = <Ways report={result} />;
  switch (finding.kind) {
    case 'columns':
      return (
        <Alert title={FIRST_COLUMNS_DISAGREE} actions={actions}>
          <Sentence>{disagreement(finding.groups)}</Sentence> They must be equal, so this count is wrong and
          no total is shown.
        </Alert>
      );
    case 'sum':
      return (
        <Alert title={FIGURES_INCONSISTENT} actions={actions}>
          {isByColumns(result) ? 'The first columns' : 'The reduced rectangles'} do not give the figures{' '}
          <span class="num" {...EXACT}>
            {countText(result)}
          </span>
          , so this count is wrong.
        </Alert>
      );
    case 'published':
      return (
        <Alert title={DIFFERS_FROM_PUBLISHED} actions={actions}>
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
  return (
    <>
      <StartAgain label="Count again" />
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
      Counted now: <Exact>{countText(result)}</Exact>. Saved {dayText(saved.date)} by Latin Rectangles{' '}
      {saved.version}: <Exact>{countText(saved)}</Exact>.{' '}
      {total === 'agrees'
        ? 'The new count matches the published value. Delete the saved result to continue.'
        : 'One of the two is wrong, so this one is neither shown as a result nor saved.'}
    </Alert>
  );
}

/** Two engines that differ: neither is believed. */
function EnginesContradiction({ result, other }: { result: Finished; other: Known }) {
  const title = countsDisagree(result, other);
  return (
    <Alert title={title} actions={<Ways report={{ counted: result, other }} />}>
      <Sentence>{`${countWords(result)} ${countWords(other)}`}</Sentence> One of the two is wrong, so neither
      is shown as a result.
    </Alert>
  );
}

const countWords = (count: Known) => `Counted by ${METHODS[count.engine]}: ${countText(count)}.`;

function PublishedDifference({ result }: { result: Finished }) {
  const { published } = result;
  if (!published) return null;
  return (
    <>
      Counted here: <Exact>{countText(result)}</Exact>. Published:{' '}
      <Exact>{totalText(published.total, published.signed)}</Exact>,{' '}
      <SourceList sources={published.sources} />. One of the two is wrong, so this one is not shown as a
      result.
    </>
  );
}
