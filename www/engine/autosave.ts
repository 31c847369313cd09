import { checkpointFile } from '../storage/checkpoint-file';
import { type CheckpointsStore, openCheckpoints } from '../storage/checkpoints';
import { bytesOf, type Checkpoint, type ReadCheckpoint } from './checkpoint';
import { errorMessage, sentence } from './error-message';
import { acquireJob } from './job-lock';
import { sleep } from './scheduling';
import { TIMED_OUT, withTimeout } from './time-limit';

/** Saves the progress of a count in the browser's database, so that it can be resumed. */
export type Autosave = {
  /** Acquires the lock on the job; false if another tab holds it. */
  acquire(): Promise<boolean>;
  /**
   * Saved progress of the job, merged with `given`, which could not be saved; acquire the lock first. Rejects if the job
   * is to be resumed and nothing is saved.
   */
  load(given: Blob | null, resume: boolean): Promise<Uint8Array | null>;
  /** Saves progress if it is due, so many milliseconds after the start; nothing is new unless `done` has changed. */
  tick(since: number, done: number): void;
  /** Saves progress now. */
  saveNow(): void;
  /** Saves final progress, if some was saved before or `always`. */
  saveAtEnd(always: boolean): Promise<void>;
  /** Deletes saved progress. */
  discard(): Promise<void>;
  /** Releases the lock, so that other tabs can have the job. */
  release(): Promise<void>;
};

export type AutosaveHooks = {
  /** called with a sentence about something else that the browser refuses */
  onWarning?(message: string): void;
  /** called before a save during which there are no other updates */
  onSaving?(): void;
  /** called with the progress of a count that was paused and could not be saved */
  onUnsaved?(checkpoint: Checkpoint): void;
  /** merges progress saved earlier that could not be read at the start */
  join?: ReadCheckpoint;
};

const AUTOSAVE_MS = 5000;
/** Saving takes at most 1/20 of the time. */
const SAVE_SHARE = 20;
/** How long a database that does not respond may delay the end of a count. */
const END_WITHIN_MS = 300;
/** The same for a pause, whose progress matters. */
const PAUSE_WITHIN_MS = 4000;
/** How long to wait for saved progress before counting from the beginning; it is merged later. */
const READ_WITHIN_MS = 1000;
/** How long to wait for saved progress that is to be resumed. */
const RESUME_WITHIN_MS = 10_000;
/** A write pending for so long is reported as failed; it may still succeed. */
const SETTLE_WITHIN_MS = 10_000;

/** The bytes are not checked here; the library reads them. */
async function bytesIn(store: CheckpointsStore, name: string): Promise<Uint8Array | null> {
  const saved = await store.get(name);
  return saved && bytesOf(saved.file);
}

const put = (store: CheckpointsStore, { report, bytes }: Checkpoint) =>
  store.put({ ...report, date: new Date().toISOString() }, checkpointFile(bytes));

export function createAutosave(
  name: string,
  checkpoint: () => Checkpoint,
  /** called after each save with the reason why it failed, or null */
  onSaved: (trouble: string | null) => void,
  autosaveMs = AUTOSAVE_MS,
  openStore: () => Promise<CheckpointsStore> = openCheckpoints,
  { onWarning = () => {}, onSaving = () => {}, onUnsaved = () => {}, join }: AutosaveHooks = {},
): Autosave {
  let release: Awaited<ReturnType<typeof acquireJob>> = null;
  let store: Promise<CheckpointsStore> | undefined;
  let hasSaved = false;
  /** progress saved earlier is included in this count, or there was none */
  let loaded = false;
  /** No further write is started. */
  let over = false;
  let last = 0;
  let lastDone = 0;
  let took = 0;
  let writing = false;
  /** the last write failed */
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
    // The tab that holds the lock saves.
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

/** A checkpoint opened from a file. */
export type OpenedCheckpoint = {
  /** merged with the saved progress of the same count */
  checkpoint: Checkpoint;
  /** why it is not saved, or null */
  trouble: string | null;
};

/** Saves a checkpoint from a file, merged with saved progress; rejects if the job is running or the two contradict. */
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

/** The result, or the reason why there is none. */
async function attempt<T>(work: Promise<T>): Promise<T | string> {
  try {
    return await withTimeout(PAUSE_WITHIN_MS, work);
  } catch (error) {
    return errorMessage(error);
  }
}
