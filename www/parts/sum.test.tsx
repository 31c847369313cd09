import { signal } from '@preact/signals';
import { act, render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { Answer } from '../engine/worker';
import { Sum } from './sum';

test('the sum replaces the waiting text', async () => {
  const answer = signal<Answer | undefined>(undefined);
  const { container } = render(<Sum answer={answer} />);
  expect(container.textContent).toBe('Counting…');
  await act(() => {
    answer.value = { sum: 46137344n, workers: 2 };
  });
  expect(container.textContent).toBe('46,137,344 (2 workers)');
});
