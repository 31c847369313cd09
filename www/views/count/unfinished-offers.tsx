import { plural, timeText } from '../../lib/amounts';
import { momentText } from '../../lib/dates';
import { sameShape, shapeName } from '../../lib/shapes';
import type { UnfinishedShape } from '../../lib/unfinished-record';
import { M } from '../../parts/mathematics';
import { saveText } from '../../parts/save';
import { nameOf } from '../../state/unfinished';
import { useCounter } from '../counter-context';
import { focusGo } from './focus';

/** Counts that can be gone on with, and what became of one that was discarded or taken from a file. */
export function UnfinishedOffers() {
  const { run, unfinished, elsewhere } = useCounter();
  if (run.value.state === 'running') return null;
  const { list, taken, discarded } = unfinished;
  // That one is told of beside the button that was pressed.
  const told = elsewhere.value;
  const shown = list.value.filter(({ shape }) => !(told && sameShape(told, shape)));
  return (
    <>
      {shown.map((count) => (
        <Offer key={nameOf(count)} count={count} />
      ))}
      {discarded.value && (
        <p class="offer">
          <span>What was done of {shapeName(discarded.value.shape)} is discarded.</span>
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

function Offer({ count }: { count: UnfinishedShape }) {
  const { unfinished, goOn, watch } = useCounter();
  const { rows, columns } = count.shape;
  const name = shapeName(count.shape);
  const elsewhere = unfinished.claimed.value.includes(nameOf(count));

  function leave(action: () => void) {
    action();
    focusGo();
  }

  return (
    <p class="offer" data-unfinished={`${rows}x${columns}`}>
      <span class="kind">Unfinished</span>{' '}
      {elsewhere ? (
        <>
          <span>
            <M>{name}</M> is being counted in another tab.
          </span>
          <button class="lnk" type="button" onClick={() => leave(() => watch(count.shape))}>
            Watch it
          </button>
        </>
      ) : (
        <>
          <span>
            <M>{name}</M>: {count.done} of {plural(count.units, 'part')} done in{' '}
            {timeText(count.elapsed_seconds)}, kept {momentText(count.date)}.
          </span>
          <span class="offer-ways">
            <button
              class="lnk"
              type="button"
              aria-label={`Go on with ${name}`}
              onClick={() => leave(() => goOn(count))}
            >
              Go on
            </button>
            <button
              class="lnk"
              type="button"
              aria-label={`Download the checkpoint of ${name}`}
              onClick={() => saveText(`${rows}x${columns}-checkpoint.json`, count.text)}
            >
              Download
            </button>
            <button
              class="lnk"
              type="button"
              aria-label={`Discard what is done of ${name}`}
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
