// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../store/create-app';
import { hostOf } from '../../testing/host';
import { labReport } from '../../testing/lab-report';
import { scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { TimelineSection } from './timeline';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('is drawn a run at a time, then the beginning larger, then the figures behind it', async () => {
  const counter = createApp(hostOf(scriptedEngine(), { search: '?view=lab' }));
  const section = (report = labReport()) => (
    <AppContext.Provider value={counter}>
      <TimelineSection report={report} />
    </AppContext.Provider>
  );
  const { container, rerender } = render(section());
  const parts = () => [
    container.querySelectorAll('.lanes .end').length,
    container.textContent?.includes('times larger'),
    container.querySelector('.figures') !== null,
  ];
  const task = () => act(() => void vi.advanceTimersToNextTimer());
  const order = [
    [0, false, false],
    [1, false, false],
    [2, false, false],
    [2, true, false],
    [2, true, true],
  ];
  expect(parts()).toEqual(order[0]);
  for (const next of order.slice(1)) {
    await task();
    expect(parts()).toEqual(next);
  }
  // Another report: what is drawn of it takes turns too, in place of what stood there.
  rerender(section(labReport()));
  expect(parts()).toEqual([0, false, true]);
  for (const next of [1, 2]) {
    await task();
    expect(parts()).toEqual([next, false, true]);
  }
  await task();
  expect(parts()).toEqual([2, true, true]);
});
