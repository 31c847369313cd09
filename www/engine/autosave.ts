import { checkpointFile } from '../storage/checkpoint-file';
import { type CheckpointsStore, openCheckpoints } from '../storage/checkpoints';
import { bytesOf, type Checkpoint, type ReadCheckpoint } from './checkpoint';
import { errorMessage, sentence } from './error-message';
import { acquireJob } from './job-lock';
import { sleep } from './scheduling';
import { TIMED_OUT, withTimeout } from './time-limit';

/** Keeps what is done of a count in the browser's database, so that it can be resumed. */
export type Autosave = {
  /** Takes the job for this tab; false when another tab has it. */
  acquire(): Promise<boolean>;
  /**
   * What is saved of the job, which is to be claimed first, with `given`, which could not be saved. Rejects where it is
   * to be resumed, and nothing is there.
   */
  load(given: Blob | null, resume: boolean): Promise<Uint8Array | null>;
  /** Keeps what is done when it is time to, so many milliseconds after the start; `done` tells what is new. */
  tick(since: number, done: number): void;
  /** Keeps what is new at once. */
  saveNow(): void;
  /** Keeps what is done, if something was kept before or `always`. */
  saveAtEnd(always: boolean): Promise<void>;
  /** Nothing is to be resumed any more. */
  discard(): Promise<void>;
  /** Gives the job to other tabs. */
  release(): Promise<void>;
};

export type AutosaveHooks = {
  /** hears in one sentence what is refused beside saving */
  onWarning?(message: string): void;
  /** hears that what is done is being saved, and that nothing else is heard until that has settled */
  onSaving?(): void;
  /** hears what is done of a count that was paused and could not be saved */
  onUnsaved?(checkpoint: Checkpoint): void;
  /** for what was saved already, and could not be read at the start */
  join?: ReadCheckpoint;
};

const AUTOSAVE_MS = 5000;
/** Keeping takes one part in so many of the time at most. */
const SAVE_SHARE = 20;
/** A database that does not answer does not hold up the end of a count for longer. */
const END_WITHIN_MS = 300;
/** Nor that of one that was paused, which is to be kept. */
const PAUSE_WITHIN_MS = 4000;
/** Nobody waits longer for what is saved before it is counted from the beginning, and joined later. */
const READ_WITHIN_MS = 1000;
/** What is to be resumed is waited for. */
const RESUME_WITHIN_MS = 10_000;
/** After so long it is said that nothing is saved; it may still be. */
const SETTLE_WITHIN_MS = 10_000;

/** The library looks at what is in it. */
async function bytesIn(store: CheckpointsStore, name: string): Promise<Uint8Array | null> {
  const saved = await store.get(name);
  return saved && bytesOf(saved.file);
}

const put = (store: CheckpointsStore, { report, bytes }: Checkpoint) =>
  store.put({ ...report, date: new Date().toISOString() }, checkpointFile(bytes));

export function createAutosave(
  name: string,
  checkpoint: () => Checkpoint,
  /** hears after each time why nothing was kept, or null */
  onSaved: (trouble: string | null) => void,
  autosaveMs = AUTOSAVE_MS,
  openStore: () => Promise<CheckpointsStore> = openCheckpoints,
  { onWarning = () => {}, onSaving = () => {}, onUnsaved = () => {}, join }: AutosaveHooks = {},
): Autosave {
  let release: Awaited<ReturnType<typeof acquireJob>> = null;
  let store: Promise<CheckpointsStore> | undefined;
  let hasSaved = false;
  /** what was saved before is in progress, or nothing was */
  let loaded = false;
  /** What has not begun to be written is not written any more. */
  let over = false;
  let last = 0;
  let lastDone = 0;
  let took = 0;
  let writing = false;
  /** the last write has not succeeded */
  let failed = false;

  async function acquire(): Promise<boolean> {
    release ??= await acquireJob(name, (why) =>
      onWarning(
        `Another tab could count the same at the same time; the browser refuses locks: ${sentence(why)}`,
      ),
    );
    return release !== null;
  }

  function opened(): Promise<CheckpointsStore> {
    store ??= openStore();
    return store;
  }

  async function change(action: (store: CheckpointsStore) => Promise<void>): Promise<void> {
    writing = true;
    const late = setTimeout(() => onSaved(TIMED_OUT), SETTLE_WITHIN_MS);
    try {
      await action(await opened());
      failed = false;
      onSaved(null);
    } catch (error) {
      store = undefined;
      failed = true;
      onSaved(errorMessage(error));
    } finally {
      clearTimeout(late);
      writing = false;
    }
  }

  async function write(): Promise<void> {
    const begun = performance.now();
    const now = checkpoint();
    // What another tab counts is kept by that one.
    if (now.report.done === 0 || !(await acquire())) return;
    await change(async (to) => {
      const before = loaded || !join ? null : await bytesIn(to, name);
      const whole = before === null || !join ? now : join(now.bytes, before);
      if (over) throw new Error(TIMED_OUT);
      await put(to, whole);
      loaded = hasSaved = true;
    });
    took = performance.now() - begun;
  }

  const settles = (work: Promise<unknown>, most = END_WITHIN_MS) =>
    Promise.race([work.then(() => true), sleep(most).then(() => false)]);

  return {
    acquire,
    async load(given, resume) {
      const mine = given && (await bytesOf(given));
      let saved: Uint8Array | null;
      try {
        const reading = opened().then((from) => bytesIn(from, name));
        saved = await withTimeout(resume ? RESUME_WITHIN_MS : READ_WITHIN_MS, reading);
      } catch (error) {
        store = undefined;
        if (resume) throw new Error(`what is saved of it cannot be read: ${errorMessage(error)}`);
        onSaved(errorMessage(error));
        return mine;
      }
      if (resume && saved === null)
        throw new Error('nothing is saved of it any more; another tab has finished or discarded it');
      loaded = true;
      hasSaved = saved !== null;
      return saved !== null && mine !== null && join ? join(mine, saved).bytes : (saved ?? mine);
    },
    tick(since, done) {
      if (writing || done === lastDone || since - last < Math.max(autosaveMs, SAVE_SHARE * took)) return;
      last = since;
      lastDone = done;
      void write();
    },
    saveNow() {
      if (!writing) void write();
    },
    async saveAtEnd(always) {
      if (!always && !hasSaved) return;
      if (always) onSaving();
      const settled = await settles(write(), always ? PAUSE_WITHIN_MS : END_WITHIN_MS);
      if (always && !settled) onSaved(TIMED_OUT);
      if (!settled) over = always;
      if (always && (!settled || failed)) onUnsaved(checkpoint());
    },
    async discard() {
      if (release) await settles(change((to) => to.remove(name)));
    },
    async release() {
      if (release) await settles(release());
    },
  };
}

/** What became of a checkpoint from a file. */
export type OpenedCheckpoint = {
  /** joined with what was saved of the same count */
  checkpoint: Checkpoint;
  /** why it is not saved, or null */
  trouble: string | null;
};

/** Saves a checkpoint from a file beside what is saved of the same count; rejects when that is counted or contradicts it. */
export async function saveOpened(
  name: string,
  checkpoint: Checkpoint,
  join: ReadCheckpoint,
  openStore: () => Promise<CheckpointsStore> = openCheckpoints,
): Promise<OpenedCheckpoint> {
  const release = await acquireJob(name);
  if (!release) throw new Error('It is being counted at this moment; open the file when that has ended.');
  try {
    const found = await attempt(
      openStore().then(async (store) => ({ store, bytes: await bytesIn(store, name) })),
    );
    if (typeof found === 'string') return { checkpoint, trouble: found };
    const whole = found.bytes === null ? checkpoint : join(checkpoint.bytes, found.bytes);
    const trouble = await attempt(put(found.store, whole));
    return { checkpoint: whole, trouble: trouble ?? null };
  } finally {
    await Promise.race([release(), sleep(END_WITHIN_MS)]);
  }
}

/** What the database gives, or why it gives nothing. */
async function attempt<T>(work: Promise<T>): Promise<T | string> {
  try {
    return await withTimeout(PAUSE_WITHIN_MS, work);
  } catch (error) {
    return errorMessage(error);
  }
}
