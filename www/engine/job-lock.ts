import { CHECKPOINT_FORMAT } from '../model/generated';
import { ownName } from '../storage/site';
import { errorMessage } from './error-message';
import { sleep } from './scheduling';

/** Releases a job; resolves when other tabs can acquire it. */
type Release = () => Promise<void>;

const nothingHeld: Release = () => Promise.resolve();

/**
 * The name of a job's lock and channel. A tab of a version with another checkpoint format uses other names: it counts and
 * saves independently.
 */
export const sharedName = (job: string) => ownName(`${job} in format ${CHECKPOINT_FORMAT}`);

/** How long to wait for the browser to grant or refuse a lock. */
const LOCK_WITHIN_MS = 4000;

/** Rejects if the browser gives this page no locks, which any call may reveal. */
async function locks(): Promise<LockManager> {
  if (!navigator.locks) throw new Error('this browser has none for this page');
  return navigator.locks;
}

/**
 * Acquires a job for this tab until it is released or the tab is closed; null if another tab holds it.
 * Without locks tabs cannot see each other, and `onRefused` gets the reason.
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
        // A lock granted too late is released at once.
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

/** The jobs that some tab holds; none if the browser does not say. */
export async function heldJobs(): Promise<string[]> {
  try {
    const query = locks().then((manager) => manager.query());
    const { held = [] } = await Promise.race([
      query,
      sleep(LOCK_WITHIN_MS).then(() => ({}) as LockManagerSnapshot),
    ]);
    const own = sharedName('');
    return held.flatMap(({ name, mode }) =>
      mode === 'exclusive' && name?.endsWith(own) ? [name.slice(0, name.length - own.length)] : [],
    );
  } catch {
    return [];
  }
}

/** Calls back when no tab holds the job; returns a function that stops waiting. Tabs that wait do not hold it from each other. */
export function whenReleased(name: string, callback: () => void): () => void {
  const waiting = new AbortController();
  locks()
    .then((manager) =>
      manager.request(sharedName(name), { mode: 'shared', signal: waiting.signal }, () => callback()),
    )
    .catch(() => {
      // Waiting was aborted, or is impossible.
    });
  return () => waiting.abort();
}
