import { useSignal } from '@preact/signals';
import type { Transcribed } from '../format/transcript';
import { coresHere } from '../model/worker-count';
import { saveText } from './download';

/** Saves the transcript of an answer, by code that is fetched when it is wanted. */
export function SaveTranscript({ of }: { of: () => Omit<Transcribed, 'platform' | 'processors'> }) {
  const failed = useSignal(false);

  async function save() {
    failed.value = false;
    try {
      const { transcriptName, transcriptOf } = await import('../format/transcript');
      const { platformName } = await import('../format/platform');
      const answer = of();
      const here = { platform: platformName(navigator), processors: coresHere() };
      saveText(transcriptName(answer.result), transcriptOf({ ...answer, ...here }));
    } catch {
      failed.value = true;
    }
  }

  return (
    <>
      <button class="link" type="button" onClick={() => void save()}>
        Download transcript
      </button>
      {failed.value && (
        <span class="wrong" role="alert">
          The transcript could not be made. Try again.
        </span>
      )}
    </>
  );
}
