import type { ComponentChildren } from 'preact';
import { ProgressBar } from '../../components/progress-bar';
import { screenRefused } from '../../components/screen';
import { sentence } from '../../engine/error-message';
import { momentText } from '../../format/date';
import { useApp } from '../app-context';
import { PauseButton, stopLabel } from './submit-area';

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
    <button class="button" type="button" disabled={value.stopping} onClick={cancel}>
      {stopLabel(value)}
    </button>
  );
}

/** Whether a long count can be resumed after an interruption, and what it does without. */
export function AutosaveNote() {
  const { autosaving, notSaved, savedAt, warnings } = useApp();
  if (!autosaving.value) return null;
  return (
    <>
      <p class="note">{progressText(notSaved.value, savedAt.value)}</p>
      {warnings.value.map((message) => (
        <p key={message} class="note">
          {message}
        </p>
      ))}
    </>
  );
}

/** What follows from the last write that has settled. */
function progressText(notSaved: string | null, savedAt: number | null): string {
  if (notSaved !== null) return `Progress cannot be saved here: ${sentence(notSaved)}`;
  if (savedAt === null) return 'No progress is saved yet.';
  return `Progress saved ${momentText(new Date(savedAt).toISOString())}; you can resume after closing this page.`;
}

/** For those whose screen goes off by itself. */
export function ScreenNote() {
  return screenRefused.value ? (
    <p class="note touch">This browser does not keep the screen on, and a count may stop while it is off.</p>
  ) : null;
}
