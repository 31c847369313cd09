import { CHECKPOINT_FORMAT } from '../model/generated';
import { ownName } from '../storage/site';
import { errorMessage } from './error-message';
import { sleep } from './scheduling';

/** Gives a job back; resolves when other tabs can have it. */
type Release = () => Promise<void>;

const nothingHeld: Release = () => Promise.resolve();

/**
 * What the lock and the channel of a job are called: a tab of another version of the page, which may not read what this
 * one saves, has others, counts beside it and saves for itself.
 */
export const sharedName = (job: string) => ownName(`${job} in format ${CHECKPOINT_FORMAT}`);

/** A browser that says nothing of a lock for so long holds up nothing. */
const LOCK_WITHIN_MS = 4000;

/** Rejects where the browser lets this page have no locks, which it may say at any call. */
async function locks(): Promise<LockManager> {
  if (!navigator.locks) throw new Error('this browser has none for this page');
  return navigator.locks;
}

/**
 * Takes a job for this tab until it is given back or the tab is closed; null when another tab has it.
 * Where there are no locks every tab is on its own, and `without` hears why.
 */
export function acquireJob(
  name: string,
  onRefused: (why: string) => void = () => {},
): Promise<Release | null> {
  return new Promise((resolve) => {
    let settled = false;
    function settle(release: Release | null): void {
      settled = true;
      resolve(release);
    }
    function goWithout(why: string): void {
      if (settled) return;
      onRefused(why);
      settle(nothingHeld);
    }
    const held = locks().then((manager) =>
      manager.request(sharedName(name), { ifAvailable: true }, (lock) => {
        // One that comes too late is given back at once.
        if (settled) return;
        if (!lock) return settle(null);
        return new Promise<void>((release) => {
          settle(() => {
            release();
            return held.then(() => {});
          });
        });
      }),
    );
    held.catch((error) => goWithout(errorMessage(error)));
    void sleep(LOCK_WITHIN_MS).then(() => goWithout('it did not answer'));
  });
}

/** The jobs that some tab has; none where the browser does not tell. */
export async function heldJobs(): Promise<string[]> {
  try {
    const query = locks().then((manager) => manager.query());
    const { held = [] } = await Promise.race([
      query,
      sleep(LOCK_WITHIN_MS).then(() => ({}) as LockManagerSnapshot),
    ]);
    const own = sharedName('');
    return held.flatMap(({ name }) => (name?.endsWith(own) ? [name.slice(0, name.length - own.length)] : []));
  } catch {
    return [];
  }
}

/** Calls back when no tab has the job any more; returns the function that stops waiting. */
export function whenReleased(name: string, callback: () => void): () => void {
  const waiting = new AbortController();
  locks()
    .then((manager) => manager.request(sharedName(name), { signal: waiting.signal }, () => callback()))
    .catch(() => {
      // Nobody waits any more, or nobody can.
    });
  return () => waiting.abort();
}
