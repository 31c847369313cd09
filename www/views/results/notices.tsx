import type { ComponentChildren } from 'preact';
import { plural } from '../../lib/amounts';
import { Trouble } from '../../parts/trouble';
import { useCounter } from '../counter-context';

/** What went wrong, what came in, and what can be fetched back. */
export function Notices() {
  const { results } = useCounter();
  const trouble = results.trouble.value;
  const damaged = results.damaged.value.length;
  const taken = results.taken.value;
  return (
    <>
      {trouble !== null && <p class="text">{trouble}</p>}
      {damaged > 0 && (
        <p class="text">
          {damaged === 1
            ? '1 saved record is damaged and left out.'
            : `${damaged} saved records are damaged and left out.`}{' '}
          <button class="lnk" type="button" onClick={() => void results.forgetDamaged()}>
            {damaged === 1 ? 'Delete it for good' : 'Delete them for good'}
          </button>
        </p>
      )}
      {taken?.refused && <Trouble title="Not taken.">{taken.words}</Trouble>}
      <div role="status">
        {taken && !taken.refused && <Line>{taken.words}</Line>}
        <Deleted />
      </div>
    </>
  );
}

function Deleted() {
  const { results } = useCounter();
  const count = results.deleted.value.length;
  if (count === 0) return null;
  return (
    <Line>
      {plural(count, 'result')} deleted.{' '}
      <button class="lnk" type="button" onClick={() => void results.undo()}>
        Undo
      </button>{' '}
      <button class="lnk" type="button" onClick={() => void results.forget()}>
        Delete for good
      </button>
    </Line>
  );
}

function Line({ children }: { children: ComponentChildren }) {
  return <p class="results-line">{children}</p>;
}
