import { signal } from '@preact/signals';
import { render } from 'preact';
import type { Answer } from './engine/worker';
import { Sum } from './parts/sum';

const answer = signal<Answer | undefined>(undefined);

const worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });
worker.addEventListener('message', (event: MessageEvent<Answer>) => {
  answer.value = event.data;
});

render(<Sum answer={answer} />, document.body);
