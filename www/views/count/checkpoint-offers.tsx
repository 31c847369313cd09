import { saveBlob } from '../../components/download';
import { Exact } from '../../components/exact';
import { M } from '../../components/mathematics';
import { momentText } from '../../format/date';
import { plural, timeText } from '../../format/units';
import { jobOf, type UnfinishedCount } from '../../model/checkpoint-record';
import { unfinishedName } from '../../store/checkpoints';
import { useApp } from '../app-context';
import { focusSubmit } from './focus-submit';

/** Counts that can be resumed, and what became of one that was discarded or taken from a file. */
export function CheckpointOffers() {
  const { run, unfinished, elsewhere } = useApp();
  if (run.value.state === 'running') return null;
  const { list, taken, discarded } = unfinished;
  // That one is told of beside the button that was pressed.
  const told = elsewhere.value;
  const shown = list.value.filter((one) => !(told && jobOf(one) === jobOf({ ...told, to: told.rows })));
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

function Offer({ count }: { count: UnfinishedCount }) {
  const { unfinished, goOn, watch } = useApp();
  const { engine, columns, to } = count;
  const name = unfinishedName(count);
  const fileName = engine === 'classes' ? `n-${columns}` : `${to}x${columns}`;
  const elsewhere = unfinished.claimed.value.includes(jobOf(count));

  function leave(action: () => void) {
    action();
    focusSubmit();
  }

  async function download() {
    const file = await unfinished.fileOf(count);
    if (file) saveBlob(`${fileName}-checkpoint.json`, file);
  }

  return (
    <p class="offer" data-unfinished={fileName}>
      <span class="kind">Unfinished</span>{' '}
      {elsewhere ? (
        <>
          <span>
            <M>{name}</M> is being counted in another tab.
          </span>
          {engine !== 'classes' && (
            <button
              class="lnk"
              type="button"
              onClick={() => leave(() => watch({ rows: to, columns, engine }))}
            >
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
