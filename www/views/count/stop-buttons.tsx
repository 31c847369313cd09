import type { Running } from '../../store/run';
import { useApp } from '../app-context';

/** Only where what is done is saved, or nothing is known to stand against it. */
export function PauseButton() {
  const { run, autosaving, notSaved, pause } = useApp();
  const { value } = run;
  if (value.state !== 'running' || value.stopping || !autosaving.value || notSaved.value !== null)
    return null;
  return (
    <button class="btn" type="button" onClick={pause}>
      Pause
    </button>
  );
}

/** What a press of the button that ends a count does. */
export function stopLabel({ stopping, watched }: Running): string {
  if (watched) return 'Stop watching';
  return stopping ? 'Stopping…' : 'Cancel';
}
