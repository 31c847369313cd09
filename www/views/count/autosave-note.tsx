import { sentence } from '../../engine/error-message';
import { momentText } from '../../format/date';
import { useApp } from '../app-context';

/** Whether a long count can be resumed after an interruption, and what it does without. */
export function Kept() {
  const { keeping, notKept, savedAt, without } = useApp();
  if (!keeping.value) return null;
  return (
    <>
      <p class="note">{progressText(notKept.value, savedAt.value)}</p>
      {without.value.map((message) => (
        <p key={message} class="note">
          {message}
        </p>
      ))}
    </>
  );
}

/** What follows from the last write that has settled. */
function progressText(notKept: string | null, savedAt: number | null): string {
  if (notKept !== null) return `Progress cannot be saved here: ${sentence(notKept)}`;
  if (savedAt === null) return 'No progress is saved yet.';
  return `Progress saved ${momentText(new Date(savedAt).toISOString())}; you can resume after closing this page.`;
}
