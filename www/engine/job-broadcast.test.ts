import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { classesProgress } from '../testing/classes';
import type { JobEvent } from './api';
import { openBroadcast, watchJob } from './job-broadcast';
import { acquireJob, heldJobs, whenReleased } from './job-lock';

class ScriptedChannel {
  static opened: ScriptedChannel[] = [];
  onmessage: (event: { data: unknown }) => void = () => {};
  posted: unknown[] = [];
  refuses = false;
  closed = false;
  constructor() {
    ScriptedChannel.opened.push(this);
  }
  postMessage(message: unknown) {
    if (this.refuses) throw new Error('not now');
    this.posted.push(message);
  }
  close() {
    this.closed = true;
  }
}

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const forever = new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
  ScriptedChannel.opened = [];
  vi.stubGlobal('BroadcastChannel', ScriptedChannel);
  vi.stubGlobal('navigator', { locks: { request: () => forever, query: async () => refuse() } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const progress: JobEvent = { type: 'progress', id: 1, progress: classesProgress, meter: null };

it('a channel that refuses in the middle of a count is given up, once', () => {
  const without = vi.fn();
  const broadcast = openBroadcast('a', without);
  broadcast.open(() => [progress]);
  const [channel] = ScriptedChannel.opened;
  channel?.onmessage({ data: 'watch' });
  expect(channel?.posted).toEqual([progress]);
  if (channel) channel.refuses = true;
  broadcast.publish(() => progress);
  broadcast.publish(() => progress);
  broadcast.close();
  expect(without.mock.calls).toEqual([['not now']]);
});

it('a tab that may not watch says why', () => {
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        refuse();
      }
    },
  );
  const events: JobEvent[] = [];
  watchJob('a', (event) => events.push(event));
  expect(events).toMatchObject([
    { type: 'failed', message: expect.stringContaining('The operation is insecure.') },
  ]);
});

it('a tab that says nothing is not watched for ever', () => {
  const events: JobEvent[] = [];
  watchJob('a', (event) => events.push(event));
  vi.advanceTimersByTime(10_000);
  ScriptedChannel.opened[0]?.onmessage({ data: progress });
  vi.advanceTimersByTime(10_000);
  expect(events).toEqual([]);
  vi.advanceTimersByTime(10_000);
  expect(events).toMatchObject([{ type: 'failed', message: 'The other tab does not answer.' }]);
  expect(ScriptedChannel.opened[0]?.closed).toBe(true);
});

it('jobs that the browser does not tell are none', async () => {
  expect(await heldJobs()).toEqual([]);
  vi.stubGlobal('navigator', Object.defineProperty({}, 'locks', { get: refuse }));
  expect(await heldJobs()).toEqual([]);
  whenReleased('a', () => {})();
});

it('a lock that never answers holds up nothing, and is given back if it comes after all', async () => {
  let grant: (lock: object) => unknown = () => {};
  const request = (_: string, __: object, action: typeof grant) => {
    grant = action;
    return forever;
  };
  vi.stubGlobal('navigator', { locks: { request } });
  const without = vi.fn();
  const claimed = acquireJob('a', without);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await claimed).not.toBeNull();
  expect(without).toHaveBeenCalledTimes(1);
  expect(grant({})).toBeUndefined();
});
