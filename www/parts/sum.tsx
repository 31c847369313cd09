import type { Signal } from '@preact/signals';
import type { Answer } from '../engine/worker';

export function Sum({ answer }: { answer: Signal<Answer | undefined> }) {
  if (!answer.value) return <p>Counting…</p>;
  const { sum, workers } = answer.value;
  return (
    <p>
      <output>{sum.toLocaleString('en')}</output> ({workers} workers)
    </p>
  );
}
