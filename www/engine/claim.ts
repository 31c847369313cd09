import { ownName } from '../lib/place';

/** Gives a job back; resolves when other tabs can have it. */
type Release = () => Promise<void>;

const nothingHeld: Release = () => Promise.resolve();

/** Takes a job for this tab until it is given back or the tab is closed; null when another tab has it. */
export function claimJob(name: string): Promise<Release | null> {
  // Without locks, as on a page that is not secure, every tab is on its own.
  if (!navigator.locks) return Promise.resolve(nothingHeld);
  return new Promise((resolve) => {
    const held = navigator.locks.request(ownName(name), { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => {
        resolve(() => {
          release();
          return held.then(() => {});
        });
      });
    });
    // Refused where the browser gives the page no place of its own.
    held.catch(() => resolve(nothingHeld));
  });
}

/** The jobs that some tab has. */
export async function claimedJobs(): Promise<string[]> {
  if (!navigator.locks) return [];
  const { held = [] } = await navigator.locks.query();
  const own = ownName('');
  return held.flatMap(({ name }) => (name?.endsWith(own) ? [name.slice(0, name.length - own.length)] : []));
}

/** Calls back when no tab has the job any more; returns the function that stops waiting. */
export function whenReleased(name: string, callback: () => void): () => void {
  const waiting = new AbortController();
  navigator.locks
    ?.request(ownName(name), { signal: waiting.signal }, () => callback())
    .catch(() => {
      // Nobody waits any more.
    });
  return () => waiting.abort();
}
