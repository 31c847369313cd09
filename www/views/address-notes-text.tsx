import './address-notes-text.css';
import { refusedReason } from '../format/refused-address';
import { plural } from '../format/units';
import { MOST_WORKERS } from '../model/worker-count';
import { useApp } from './app-context';

/** What the address asks for and does not get. */
export function AddressNotesText() {
  const { notes, view, form } = useApp();
  const { refused, ignored } = notes.value;
  const corrected = view.value === 'count' && form.checked.value.question !== null;
  return (
    <>
      {refused && !corrected && (
        <div class="error refused" role="alert">
          <p>{refusedReason(refused.requested)}</p>
        </div>
      )}
      {ignored.length > 0 && <p class="note ignored">Ignored in the address: {ignored.join(', ')}.</p>}
      <MoreWorkers />
    </>
  );
}

/** More workers than processors are started only when the visitor insists. */
function MoreWorkers() {
  const { notes, form, workers, cores, run } = useApp();
  const asked = notes.value.moreWorkers;
  if (asked === undefined) return null;
  const most = Math.min(asked, MOST_WORKERS);
  const used = workers.value;
  return (
    <p class="note ignored">
      workers={asked}: {asked > MOST_WORKERS && `${MOST_WORKERS} workers are the most; `}
      this browser reports {plural(cores, 'logical processor')}, {used < most ? 'so' : 'and'} {used}{' '}
      {used === 1 ? 'is' : 'are'} used.{' '}
      {used < most && (
        <button
          class="link"
          type="button"
          disabled={run.value.state === 'running'}
          onClick={() => {
            form.workers.value = most;
          }}
        >
          Use {most} anyway
        </button>
      )}
    </p>
  );
}
