import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acquireJob, heldJobs, whenReleased } from './job-lock';

type Lock = { name: string; mode: LockMode };

/** The locks of an origin, and who waits for one, in order. */
let held: Lock[];
let waiting: { lock: Lock; grant: () => void }[];

const isFree = ({ name, mode }: Lock) =>
  held.every((one) => one.name !== name || (one.mode === 'shared' && mode === 'shared'));

async function request(name: string, options: LockOptions, callback: LockGrantedCallback<unknown>) {
  const lock: Lock = { name, mode: options.mode ?? 'exclusive' };
  if (!isFree(lock)) {
    if (options.ifAvailable) return callback(null);
    await new Promise<void>((grant) => waiting.push({ lock, grant }));
  }
  held.push(lock);
  await callback(lock);
  held = held.filter((one) => one !== lock);
  const next = waiting.filter((one) => isFree(one.lock));
  waiting = waiting.filter((one) => !next.includes(one));
  for (const { grant } of next) grant();
}

beforeEach(() => {
  held = [];
  waiting = [];
  vi.stubGlobal('document', { baseURI: 'https://example.org/' });
  vi.stubGlobal('navigator', { locks: { request, query: async () => ({ held: [...held] }) } });
});
afterEach(() => vi.unstubAllGlobals());

it('of tabs that wait for a job none holds it, not even for a moment, when it is released', async () => {
  const release = await acquireJob('formula 5x28');
  const seen: Promise<string[]>[] = [];
  const look = () => void seen.push(heldJobs());
  whenReleased('formula 5x28', look);
  whenReleased('formula 5x28', look);
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  expect(await heldJobs()).toEqual(['formula 5x28']);
  await release?.();
  await vi.waitFor(() => expect(seen).toHaveLength(2));
  // Each would wait for the other one again, and the job could be acquired by nobody.
  expect(await Promise.all(seen)).toEqual([[], []]);
  expect(await acquireJob('formula 5x28')).not.toBeNull();
});
