import { Alert } from '../../components/alert';
import { EXACT } from '../../components/exact';
import { sentence } from '../../engine/error-message';
import { plural } from '../../format/units';
import { jobOf } from '../../model/checkpoint-record';
import { shapeName } from '../../model/shape';
import type { Stopped } from '../../store/run';
import { useApp } from '../app-context';
import { focusGo } from './focus';

const NO_TOTAL = 'No total is shown, because it would not be exact.';

/** '13 of 35 first columns', or the parts of them where a first column is more than one part. */
export function howFar({ shape, finished, units, columns }: Stopped): string {
  if (shape.engine === 'classes' && units > 0)
    return `${finished} of ${units} blocks of classes ${finished === 1 ? 'was' : 'were'} done.`;
  if (columns === null || units === 0) return 'Nothing was counted.';
  const verb = finished === 1 ? 'was' : 'were';
  if (columns === units) return `${finished} of ${plural(units, 'first column')} ${verb} counted.`;
  return `${finished} of ${units} parts of the ${plural(columns, 'first column')} ${verb} counted.`;
}

/** What is done may be kept; how to resume it stands beside it. */
export function Cancelled({ stopped, watched }: { stopped: Stopped; watched: boolean }) {
  const { count, unfinished, goOn, notKept } = useApp();
  const { shape } = stopped;
  const { engine, columns, rows } = shape;
  const kept = unfinished.of(jobOf({ engine, columns, to: rows }));
  return (
    <section aria-label="Cancelled">
      <h2 class="eq" {...EXACT}>
        {shapeName(shape)}
      </h2>
      <p class="text">
        {watched ? 'Cancelled in the other tab.' : kept ? 'Paused; progress is saved.' : 'Cancelled.'}{' '}
        {howFar(stopped)} {NO_TOTAL}
      </p>
      {!watched && notKept.value !== null && (
        <p class="wrong" role="alert">
          The last progress is not saved: {sentence(notKept.value)}
          {kept && unfinished.unsaved(jobOf(kept)) !== null && ' It stays until this page is closed.'}
        </p>
      )}
      <p class="ways">
        <button
          class={kept ? 'btn go' : 'btn'}
          type="button"
          onClick={() => {
            if (kept) goOn(kept);
            else count();
            focusGo();
          }}
        >
          {kept ? 'Resume' : 'Count again'}
        </button>
      </p>
    </section>
  );
}

export function Failed({ stopped, message }: { stopped: Stopped; message: string }) {
  const { startAgain } = useApp();
  return (
    <section aria-label="Stopped">
      <Alert
        title="The count failed."
        actions={
          <button
            class="btn go"
            type="button"
            onClick={() => {
              focusGo();
              void startAgain();
            }}
          >
            Start again
          </button>
        }
      >
        {message} {howFar(stopped)} {NO_TOTAL}
      </Alert>
    </section>
  );
}
