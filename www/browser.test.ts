// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { browserHost } from './browser';
import { scriptedEngine } from './testing/scripted-engine';

afterEach(() => {
  vi.restoreAllMocks();
});

it('dates come from a clock that goes on while the machine sleeps, times from one that nobody sets', () => {
  const { epoch, now } = browserHost(scriptedEngine());
  vi.spyOn(performance, 'now').mockReturnValue(1000);
  vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2030, 0, 1));
  expect(epoch()).toBe(Date.UTC(2030, 0, 1));
  expect(now()).toBe(1000);
});
