import type { ComponentChildren } from 'preact';
import { ProgressBar } from '../../components/progress-bar';
import { useApp } from '../app-context';
import { PauseButton, stopLabel } from './stop-buttons';

type Props = {
  share: number;
  ticks: number;
  done: number;
  label: string;
  children: ComponentChildren;
};

/** One tick a part; below it what is known of the time. */
export function Progress({ share, ticks, done, label, children }: Props) {
  return (
    <div class="progress">
      <ProgressBar label={label} share={share} done={done} of={ticks} ticks />
      {children}
      <span class="actions">
        <CancelButton />
        <PauseButton />
      </span>
    </div>
  );
}

/** Where the form is folded away its button is, too. */
function CancelButton() {
  const { run, cancel } = useApp();
  const { value } = run;
  if (value.state !== 'running') return null;
  return (
    <button class="btn" type="button" disabled={value.stopping} onClick={cancel}>
      {stopLabel(value)}
    </button>
  );
}
