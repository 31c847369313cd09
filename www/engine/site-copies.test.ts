import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openBroadcast, watchJob } from './job-broadcast';
import { acquireJob, heldJobs, whenReleased } from './job-lock';

/** The locks of an origin. */
const held = new Set<string>();
let channels: string[];

async function request(name: string, options: LockOptions, callback: LockGrantedCallback<unknown>) {
  if (held.has(name)) {
    if (options.ifAvailable) await callback(null);
    return;
  }
  held.add(name);
  await callback({ name, mode: 'exclusive' });
  held.delete(name);
}

const openCopy = (folder: string) => vi.stubGlobal('document', { baseURI: `https://example.org${folder}` });

beforeEach(() => {
  held.clear();
  channels = [];
  const query = async () => ({ held: [...held].map((name) => ({ name, mode: 'exclusive' })) });
  vi.stubGlobal('navigator', { locks: { request, query } });
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor(name: string) {
        channels.push(name);
      }
      postMessage() {}
      close() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

it('a job is locked for one copy of the site, whatever another one counts', async () => {
  openCopy('/a/');
  expect(await acquireJob('enumerate 5x8')).not.toBeNull();
  expect(await acquireJob('enumerate 5x8')).toBeNull();
  expect(await heldJobs()).toEqual(['enumerate 5x8']);
  openCopy('/b/');
  expect(await heldJobs()).toEqual([]);
  expect(await acquireJob('enumerate 5x8')).not.toBeNull();
  openCopy('/c/');
  const released = vi.fn();
  whenReleased('enumerate 5x8', released);
  await vi.waitFor(() => expect(released).toHaveBeenCalledTimes(1));
});

it('a tab of a version with other checkpoints has locks and channels of its own', async () => {
  openCopy('/a/');
  // As they were called when checkpoints had no format in their names.
  held.add('enumerate 5x8 /a/');
  expect(await heldJobs()).toEqual([]);
  expect(await acquireJob('enumerate 5x8')).not.toBeNull();
  expect([...held].every((name) => name.endsWith(' /a/'))).toBe(true);
  openBroadcast('enumerate 5x8');
  expect(channels).not.toContain('enumerate 5x8 /a/');
});

it('a count is watched in its own copy', () => {
  openCopy('/a/');
  openBroadcast('enumerate 5x8');
  watchJob('enumerate 5x8', () => {})();
  openCopy('/b/');
  watchJob('enumerate 5x8', () => {})();
  expect(channels[0]).toBe(channels[1]);
  expect(channels[2]).not.toBe(channels[1]);
});
