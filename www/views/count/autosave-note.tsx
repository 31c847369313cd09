import { sentence } from '../../engine/error-message';
import { momentText } from '../../format/date';
import { useApp } from '../app-context';

/** Whether a long count can be resumed after an interruption, and what it does without. */
export function Kept() {
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
