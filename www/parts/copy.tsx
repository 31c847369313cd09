import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

type Answer = 'ask' | 'copied' | 'refused';

/** Copies plain text; all its labels stand in one cell, so that none of them moves the page. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const answer = useSignal<Answer>('ask');

  useEffect(() => {
    if (answer.value === 'ask') return;
    const timer = setTimeout(() => {
      answer.value = 'ask';
    }, 2000);
    return () => clearTimeout(timer);
  }, [answer.value]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      answer.value = 'copied';
    } catch {
      answer.value = 'refused';
    }
  }

  const said = { ask: '', copied: 'Copied', refused: 'Not copied' }[answer.value];
  return (
    <button class="lnk copy" type="button" onClick={copy}>
      <span class={said ? 'gone' : ''}>{label}</span>
      <span class="said" role="status">
        {said}
      </span>
    </button>
  );
}
