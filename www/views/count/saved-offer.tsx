import { useEffect } from 'preact/hooks';
import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import { dayText } from '../../format/date';
import { timeText } from '../../format/units';
import type { Shape } from '../../model/generated';
import { sameShape } from '../../model/shape';
import { useApp } from '../app-context';
import { LazySaved } from './lazy-parts';

/** The saved result of the form's shape, where it is not that of what is shown. */
export function SavedOffer({ beside = null }: { beside?: Shape | null }) {
  const { form, results, saved, run } = useApp();
  const { question } = form.checked.value;
  const wanted = run.value.state === 'running' || question?.scope !== 'shape' ? null : question;
  const found = wanted && !(beside && sameShape(beside, wanted)) ? results.of(wanted) : null;
  const offered = found !== null;
  useEffect(() => {
    if (offered) LazySaved.fetchNow();
  }, [offered]);
  if (!found) return null;
  return (
    <p class="offer" data-saved={`${found.rows}x${found.columns}`}>
      <span class="kind">Saved</span>{' '}
      <span>
        <M>
          <i>K</i>({found.rows}, {found.columns})
        </M>{' '}
        = <Num value={found.total} long={found.total.length > 15} />, counted {dayText(found.date)} in{' '}
        {timeText(found.elapsed_seconds)}.
      </span>{' '}
      <button
        class="lnk"
        type="button"
        aria-label={`Show the saved K(${found.rows}, ${found.columns})`}
        onClick={() => {
          saved.value = found;
        }}
      >
        Show
      </button>
    </p>
  );
}
