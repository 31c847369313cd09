import type { UnfinishedStore } from '../lib/unfinished-store';
import { claimJob } from './claim';
import type { CheckpointReport, ClassesCheckpointReport } from './generated';
import { pause } from './pace';
import { sentence, words } from './words';

/** Keeps what is done of a count in the browser's database, so that it can be gone on with. */
export type Keeper = {
  /** Takes the job for this tab; false when another tab has it. */
  claim(): Promise<boolean>;
  /** Keeps what is done when it is time to, so many milliseconds after the start; `done` tells what is new. */
  look(since: number, done: number): void;
  /** Keeps what is done, if something was kept before or `always`. */
  keep(always: boolean): Promise<void>;
  /** Nothing is to be gone on with any more. */
  forget(): Promise<void>;
  /** Gives the job to other tabs. */
  release(): Promise<void>;
};

const AUTOSAVE_MS = 5000;
/** Keeping takes one part in so many of the time at most. */
const SHARE = 20;
/** A database that does not answer does not hold up the end of a count for longer. */
const PATIENCE_MS = 300;
/** Nor that of one that was paused, which is to be kept. */
const PAUSE_PATIENCE_MS = 4000;

/** Fetched when something is kept, as most counts are short. */
const openUnfinished = async (): Promise<UnfinishedStore> =>
  (await import('../lib/unfinished-store')).openUnfinished();

export function createKeeper(
  name: string,
  checkpoint: () => CheckpointReport | ClassesCheckpointReport,
  /** hears after each time why nothing was kept, or null */
  tell: (trouble: string | null) => void,
  autosaveMs = AUTOSAVE_MS,
  openStore = openUnfinished,
  /** hears in one sentence what is refused beside saving */
  without: (message: string) => void = () => {},
): Keeper {
  let release: Awaited<ReturnType<typeof claimJob>> = null;
  let store: Promise<UnfinishedStore> | undefined;
  let kept = false;
  let last = 0;
  let lastDone = 0;
  let took = 0;
  let writing = false;

  async function claim(): Promise<boolean> {
    release ??= await claimJob(name, (why) =>
      without(
        `Another tab could count the same at the same time; the browser refuses locks: ${sentence(why)}`,
      ),
    );
    return release !== null;
  }

  async function change(action: (store: UnfinishedStore) => Promise<void>): Promise<void> {
    writing = true;
    try {
      store ??= openStore();
      await action(await store);
      tell(null);
    } catch (error) {
      store = undefined;
      tell(words(error));
    } finally {
      writing = false;
    }
  }

  async function write(): Promise<void> {
    const begun = performance.now();
    const report = checkpoint();
    // What another tab counts is kept by that one.
    if (report.done === 0 || !(await claim())) return;
    await change(async (to) => {
      await to.put({ ...report, date: new Date().toISOString() });
      kept = true;
    });
    took = performance.now() - begun;
  }

  const patiently = (work: Promise<void>, most = PATIENCE_MS) => Promise.race([work, pause(most)]);

  return {
    claim,
    look(since, done) {
      if (writing || done === lastDone || since - last < Math.max(autosaveMs, SHARE * took)) return;
      last = since;
      lastDone = done;
      void write();
    },
    async keep(always) {
      if (always || kept) await patiently(write(), always ? PAUSE_PATIENCE_MS : PATIENCE_MS);
    },
    async forget() {
      if (release) await patiently(change((to) => to.remove(name)));
    },
    async release() {
      if (release) await patiently(release());
    },
  };
}
