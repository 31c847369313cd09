import { saveBlob } from '../../components/download';
import { Exact } from '../../components/exact';
import { M } from '../../components/mathematics';
import { momentText } from '../../format/date';
import { plural, timeText } from '../../format/units';
import { type CheckpointRecord, jobOf } from '../../model/checkpoint-record';
import { checkpointName } from '../../store/checkpoints';
import { useApp } from '../app-context';
import { focusSubmit } from './focus-submit';

/** Counts that can be resumed, and what became of one that was discarded or imported. */
export function CheckpointOffers() {
  const { run, checkpoints, inOtherTab } = useApp();
  if (run.value.state === 'running') return null;
  const { list, importOutcome, discarded } = checkpoints;
  // That one is told of beside the button that was pressed.
  const announced = inOtherTab.value;
  const shown = list.value.filter(
    (one) => !(announced && jobOf(one) === jobOf({ ...announced, to: announced.rows })),
  );
  return (
    <>
      {shown.map((count) => (
        <Offer key={jobOf(count)} count={count} />
      ))}
      {discarded.value && (
        <p class="offer">
          <span>
            Unfinished count of <Exact>{checkpointName(discarded.value)}</Exact> discarded.
          </span>
          <button class="link" type="button" onClick={() => void checkpoints.undo()}>
            Undo
          </button>
        </p>
      )}
      {importOutcome.value && (
        <p
          class={importOutcome.value.refused ? 'wrong' : 'note'}
          role={importOutcome.value.refused ? 'alert' : 'status'}
        >
          {importOutcome.value.message}
        </p>
      )}
    </>
  );
}

function Offer({ count }: { count: CheckpointRecord }) {
  const { checkpoints, resume, watch } = useApp();
  const { engine, columns, to } = count;
  const name = checkpointName(count);
  const fileName = engine === 'classes' ? `n-${columns}` : `${to}x${columns}`;
  const counting = checkpoints.locked.value.includes(jobOf(count));

  function leave(action: () => void) {
    action();
    focusSubmit();
  }

  async function download() {
    const file = await checkpoints.fileOf(count);
    if (file) saveBlob(`${fileName}-checkpoint.json`, file);
  }

  return (
    <p class="offer" data-unfinished={fileName}>
      <span class="kind">Unfinished</span>{' '}
      {counting ? (
        <>
          <span>
            <M>{name}</M> is being counted in another tab.
          </span>
          {engine !== 'classes' && (
            <button
              class="link"
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
              class="link"
              type="button"
              aria-label={`Resume ${name}`}
              onClick={() => leave(() => resume(count))}
            >
              Resume
            </button>
            <button
              class="link"
              type="button"
              aria-label={`Download the checkpoint of ${name}`}
              onClick={() => void download()}
            >
              Download
            </button>
            <button
              class="link"
              type="button"
              aria-label={`Discard the saved progress of ${name}`}
              onClick={() => void checkpoints.discard(count)}
            >
              Discard
            </button>
          </span>
        </>
      )}
    </p>
  );
}
