import './copy.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

type Answer = 'ask' | 'copied' | 'refused';

/**
 * Copies plain text. All that can stand in the button stands in one cell, so that nothing moves; what has happened is
 * said beside it, because a button is not heard to speak.
 */
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

  const outcome = { ask: '', copied: 'Copied', refused: 'Not copied' }[answer.value];
  return (
    <>
      <button class="link copy" type="button" onClick={copy}>
        <span class={outcome ? 'gone' : ''}>{label}</span>
        <span aria-hidden="true">{outcome}</span>
      </button>
      <span class="visually-hidden" role="status">
        {outcome}
      </span>
    </>
  );
}
