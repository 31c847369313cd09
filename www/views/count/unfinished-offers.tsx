import { plural, timeText } from '../../lib/amounts';
import { momentText } from '../../lib/dates';
import { sameShape } from '../../lib/shapes';
import { jobOf } from '../../lib/unfinished-record';
import { Exact } from '../../parts/exact';
import { M } from '../../parts/mathematics';
import { saveText } from '../../parts/save';
import { type Saved, unfinishedName } from '../../state/unfinished';
import { useCounter } from '../counter-context';
import { focusGo } from './focus';

/** Counts that can be gone on with, and what became of one that was discarded or taken from a file. */
export function UnfinishedOffers() {
  const { run, unfinished, elsewhere } = useCounter();
  if (run.value.state === 'running') return null;
  const { list, taken, discarded } = unfinished;
  // That one is told of beside the button that was pressed.
  const told = elsewhere.value;
  const shown = list.value.filter(
    (one) => !(told && one.engine === 'enumerate' && sameShape(told, one.shape)),
  );
  return (
    <>
      {shown.map((count) => (
        <Offer key={jobOf(count)} count={count} />
      ))}
      {discarded.value && (
        <p class="offer">
          <span>
            Unfinished count of <Exact>{unfinishedName(discarded.value)}</Exact> discarded.
          </span>
          <button class="lnk" type="button" onClick={() => void unfinished.undo()}>
            Undo
          </button>
        </p>
      )}
      {taken.value && (
        <p class={taken.value.refused ? 'wrong' : 'note'} role={taken.value.refused ? 'alert' : 'status'}>
          {taken.value.words}
        </p>
      )}
    </>
  );
}

function Offer({ count }: { count: Saved }) {
  const { unfinished, goOn, watch } = useCounter();
  const { engine } = count;
  const name = unfinishedName(count);
  const fileName = engine === 'classes' ? `n-${count.columns}` : `${count.shape.rows}x${count.shape.columns}`;
  const elsewhere = unfinished.claimed.value.includes(jobOf(count));

  function leave(action: () => void) {
    action();
    focusGo();
  }

  async function download() {
    const text = await unfinished.textOf(count);
    if (text !== null) saveText(`${fileName}-checkpoint.json`, text);
  }

  return (
    <p class="offer" data-unfinished={fileName}>
      <span class="kind">Unfinished</span>{' '}
      {elsewhere ? (
        <>
          <span>
            <M>{name}</M> is being counted in another tab.
          </span>
          {engine === 'enumerate' && (
            <button class="lnk" type="button" onClick={() => leave(() => watch(count.shape))}>
              Watch it
            </button>
          )}
        </>
      ) : (
        <>
          <span>
            <M>{name}</M>: {count.done} of {plural(count.units, engine === 'classes' ? 'block' : 'part')} done
            in {timeText(count.elapsed_seconds)}; saved {momentText(count.date)}.
          </span>
          <span class="offer-ways">
            <button
              class="lnk"
              type="button"
              aria-label={`Resume ${name}`}
              onClick={() => leave(() => goOn(count))}
            >
              Resume
            </button>
            <button
              class="lnk"
              type="button"
              aria-label={`Download the checkpoint of ${name}`}
              onClick={() => void download()}
            >
              Download
            </button>
            <button
              class="lnk"
              type="button"
              aria-label={`Discard the saved progress of ${name}`}
              onClick={() => void unfinished.discard(count)}
            >
              Discard
            </button>
          </span>
        </>
      )}
    </p>
  );
}
