import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Alert } from '../../components/alert';
import { momentText } from '../../format/date';
import { NOT_IMPORTED } from '../../format/messages';
import { METHODS } from '../../format/method';
import { countText, totalText } from '../../format/sign';
import { plural } from '../../format/units';
import type { Published } from '../../model/generated';
import { keyOf, type OtherCount } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';

/** Errors, imports, and deletions that can be undone. */
export function Notices() {
  const { results } = useApp();
  const trouble = results.trouble.value;
  const damaged = results.damaged.value.length;
  const imported = results.importOutcome.value;
  return (
    <>
      {trouble !== null ? <p class="text">{trouble}</p> : <PersistenceNote />}
      {damaged > 0 && (
        <p class="text">
          {damaged === 1
            ? '1 saved record is damaged and left out.'
            : `${damaged} saved records are damaged and left out.`}{' '}
          <button class="link" type="button" onClick={() => void results.forgetDamaged()}>
            {damaged === 1 ? 'Delete it for good' : 'Delete them for good'}
          </button>
        </p>
      )}
      <Contradicted />
      {imported?.refused && <Alert title={NOT_IMPORTED}>{imported.message}</Alert>}
      <div role="status">
        {imported && !imported.refused && <NoticeLine>{imported.message}</NoticeLine>}
        <Deleted />
      </div>
    </>
  );
}

/** Whether the browser keeps saved results, where that is known. */
function PersistenceNote() {
  const { persistence, results } = useApp();
  if (results.list.value.length === 0) return null;
  switch (persistence.state.value) {
    case 'unknown':
      return null;
    case 'promised':
      return <p class="note">The browser keeps saved results until you delete them.</p>;
    case 'refused':
    case 'impossible':
      return (
        <p class="note">
          The browser may delete saved results when it runs out of space. Export those that must stay.
        </p>
      );
  }
}

/** Counts that differ from another count or from a published value, with both figures; none of them is a result. */
function Contradicted() {
  const { results, table } = useApp();
  useEffect(() => table.answers.loadPublished(), []);
  const contradicted = results.contradicted.value;
  return (
    <>
      {contradicted.map((one) => (
        <p key={keyOf(one)} class="text" data-contradicted={`${one.rows}x${one.columns}`}>
          Not a result: K({one.rows}, {one.columns}) is {byText(one)}, {momentText(one.date)}, but{' '}
          {one.contradicted_by ? byText(one.contradicted_by) : publishedText(table.cell(one).published)}. One
          of the two is wrong.{' '}
          <button
            class="link"
            type="button"
            aria-label={`Delete the contradicted count of ${shapeName(one)}`}
            onClick={() => void results.remove([one])}
          >
            Delete
          </button>
        </p>
      ))}
    </>
  );
}

const publishedText = (published: Published | null | undefined) =>
  published
    ? `${totalText(published.total, published.signed)} is published in ${published.sources.map(({ text }) => text).join(', ')}`
    : null;

const byText = (count: OtherCount) => `${countText(count)} by ${METHODS[count.engine]}`;

function Deleted() {
  const { results } = useApp();
  const count = results.deleted.value.length;
  if (count === 0) return null;
  return (
    <NoticeLine>
      {plural(count, 'result')} deleted.{' '}
      <button class="link" type="button" onClick={() => void results.undo()}>
        Undo
      </button>{' '}
      <button class="link" type="button" onClick={() => void results.forget()}>
        Delete for good
      </button>
    </NoticeLine>
  );
}

function NoticeLine({ children }: { children: ComponentChildren }) {
  return <p class="results-line">{children}</p>;
}
