import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { errorMessage, sentence } from '../engine/error-message';
import { TimedOut, withTimeout } from '../engine/time-limit';
import { type CheckpointRecord, jobOf } from '../model/checkpoint-record';
import type { CheckpointReport } from '../model/generated';
import { rangeName } from '../model/shape';
import type { CheckpointsStore } from '../storage/checkpoints';
import { createQueue } from '../storage/queue';
import type { Engine } from './engine';
import type { ImportOutcome } from './results';

/** Unfinished counts that can be resumed; only the worker reads the content of their checkpoints. */
export type Checkpoints = {
  /** newest first */
  list: ReadonlySignal<CheckpointRecord[]>;
  /** the names of jobs that some tab is counting */
  locked: ReadonlySignal<string[]>;
  /** discarded last; can be restored */
  discarded: ReadonlySignal<CheckpointRecord | null>;
  importOutcome: ReadonlySignal<ImportOutcome | null>;
  of(job: string): CheckpointRecord | null;
  /** the checkpoint of a job that could not be saved */
  unsaved(job: string): Blob | null;
  /** Holds progress that could not be saved, until the page is closed. */
  addUnsaved(report: CheckpointReport, file: Blob): void;
  /** Call when a job has finished. */
  finished(job: string): void;
  /** Reads what this and other tabs have saved. */
  refresh(): Promise<void>;
  /** Its checkpoint; null, with a message, if it cannot be read. */
  fileOf(count: CheckpointRecord): Promise<Blob | null>;
  discard(count: CheckpointRecord): Promise<void>;
  undo(): Promise<void>;
  /** Imports a checkpoint file, or reports why not. */
  open(file: File): Promise<CheckpointRecord | null>;
};

export type CheckpointsHost = {
  /** Rejects if nothing can be saved. */
  openCheckpoints(): Promise<CheckpointsStore>;
  heldJobs(): Promise<string[]>;
  /** Calls back when no tab holds the job; returns a function that stops waiting. */
  whenReleased(name: string, callback: () => void): () => void;
  /** milliseconds since 1970, at the browser's resolution */
  epoch(): number;
};

/** How long to wait for the database. */
const ANSWER_WITHIN_MS = 5000;

/** A larger file cannot be a checkpoint of any supported shape. */
const MOST_BYTES = 64 * 2 ** 20;

/** An unfinished count with its checkpoint. */
type Whole = { count: CheckpointRecord; file: Blob };

/** '5 × 8', or 'n = 10 by classes'. */
export const checkpointName = (count: CheckpointReport) =>
  count.engine === 'enumerate' ? rangeName(count) : `${rangeName(count)} by ${count.engine}`;

/** Loaded only if something is saved. */
const reader = async () => (await import('../model/read-checkpoint-record')).readCheckpointRecord;

export function createCheckpoints(places: CheckpointsHost, call: Engine['call']): Checkpoints {
  const list = signal<CheckpointRecord[]>([]);
  const locked = signal<string[]>([]);
  const discarded = signal<Whole | null>(null);
  const importOutcome = signal<ImportOutcome | null>(null);
  /** functions that stop waiting for other tabs to release a job */
  const waiting: (() => void)[] = [];
  /** those that could not be saved, by job */
  const unsaved = new Map<string, Whole>();
  // The engine reports why nothing is saved; here it only means that there is nothing to read.
  let store: Promise<CheckpointsStore> | undefined;
  const inTurn = createQueue();

  async function opened(): Promise<CheckpointsStore> {
    store ??= places.openCheckpoints();
    try {
      return await store;
    } catch (error) {
      store = undefined;
      throw error;
    }
  }

  async function read(): Promise<CheckpointRecord[]> {
    try {
      const entries = await withTimeout(
        ANSWER_WITHIN_MS,
        opened().then((from) => from.list()),
      );
      const readOne = entries.length > 0 ? await reader() : null;
      const found = entries.flatMap(({ name, value }) => {
        const count = readOne?.(value);
        return count && jobOf(count) === name ? [count] : [];
      });
      const held = [...unsaved.values()].map(({ count }) => count);
      return [...held, ...found.filter((one) => !unsaved.has(jobOf(one)))];
    } catch (error) {
      // If it responds after all, it is read again.
      if (error instanceof TimedOut) void opened().then(refresh, () => {});
      return list.value;
    }
  }

  const refresh = () => inTurn(refreshNow);

  async function refreshNow() {
    // If the browser does not say who is counting, assume nobody is.
    const [found, names] = await Promise.all([read(), places.heldJobs().catch((): string[] => [])]);
    batch(() => {
      list.value = found.toSorted((a, b) => (a.date < b.date ? 1 : -1));
      locked.value = names;
    });
    for (const stop of waiting.splice(0)) stop();
    const elsewhere = found.map(jobOf).filter((name) => names.includes(name));
    waiting.push(...elsewhere.map((name) => places.whenReleased(name, () => void refresh())));
  }

  const dated = (report: CheckpointReport) => ({ ...report, date: new Date(places.epoch()).toISOString() });
  const others = (count: CheckpointReport) => list.value.filter((one) => jobOf(one) !== jobOf(count));
  const add = (count: CheckpointRecord) => {
    list.value = [count, ...others(count)];
  };

  /** The result of a database action; null, with a message, if it fails. */
  async function trying<T>(
    what: string,
    action: (store: CheckpointsStore) => Promise<T>,
  ): Promise<{ found: T } | null> {
    try {
      return { found: await withTimeout(ANSWER_WITHIN_MS, opened().then(action)) };
    } catch (error) {
      importOutcome.value = { refused: true, message: `${what}: ${sentence(errorMessage(error))}` };
      return null;
    }
  }

  /** The record and file, from the database or from those that could not be saved. */
  async function whole(what: string, count: CheckpointRecord): Promise<Whole | null> {
    const job = jobOf(count);
    const here = unsaved.get(job);
    if (here) return here;
    const answer = await trying(what, (from) => from.get(job));
    if (!answer) return null;
    const found = answer.found && (await reader())(answer.found.value);
    if (answer.found && found) return { count: found, file: answer.found.file };
    importOutcome.value = { refused: true, message: `${what}: It is no longer there.` };
    return null;
  }

  /** Has the worker merge and save it; a checkpoint that cannot be saved is held here. */
  async function merge(file: Blob): Promise<CheckpointRecord | string> {
    try {
      const answer = await call({ type: 'checkpoint', file });
      if (answer.type === 'checkpointRefused') return answer.message;
      const count = dated(answer.checkpoint);
      if (answer.unsaved) unsaved.set(jobOf(count), { count, file: answer.unsaved.file });
      else unsaved.delete(jobOf(count));
      add(count);
      return count;
    } catch (error) {
      return sentence(errorMessage(error));
    }
  }

  return {
    list,
    locked,
    discarded: computed(() => discarded.value?.count ?? null),
    importOutcome,
    of: (job) => list.value.find((one) => jobOf(one) === job) ?? null,
    unsaved: (job) => unsaved.get(job)?.file ?? null,
    addUnsaved(report, file) {
      const count = dated(report);
      unsaved.set(jobOf(count), { count, file });
      add(count);
    },
    finished: (job) => void unsaved.delete(job),
    refresh,
    fileOf: (count) =>
      inTurn(async () => {
        importOutcome.value = null;
        const found = await whole(`${checkpointName(count)} cannot be downloaded`, count);
        return found?.file ?? null;
      }),
    discard: (count) => inTurn(() => discardNow(count)),
    undo: () => inTurn(undoNow),
    open: (file) => inTurn(() => openNow(file)),
  };

  async function discardNow(count: CheckpointRecord) {
    importOutcome.value = null;
    const what = `${checkpointName(count)} is not discarded`;
    const found = await whole(what, count);
    if (found && !unsaved.delete(jobOf(count)) && !(await trying(what, (to) => to.remove(jobOf(count)))))
      return;
    if (!found) return refreshNow();
    batch(() => {
      list.value = others(count);
      discarded.value = found;
    });
  }

  async function undoNow() {
    if (!discarded.value) return;
    const { count, file } = discarded.value;
    importOutcome.value = null;
    // Progress made since is merged with it.
    const done = await trying(`${checkpointName(count)} is not brought back`, async (to) => {
      if ((await to.get(jobOf(count))) !== null) return merge(file);
      await to.put(count, file);
      add(count);
    });
    if (done && typeof done.found === 'string') importOutcome.value = { refused: true, message: done.found };
    else if (done) discarded.value = null;
  }

  async function openNow(file: File): Promise<CheckpointRecord | null> {
    importOutcome.value = null;
    const refuse = (problem: string) => {
      importOutcome.value = { refused: true, message: `${file.name} was not imported. ${problem}` };
      return null;
    };
    if (file.size > MOST_BYTES) return refuse(`It is larger than ${MOST_BYTES / 2 ** 20} MiB.`);
    const count = await merge(file);
    if (typeof count === 'string') return refuse(count);
    const message = `${checkpointName(count)} opened from ${file.name}.`;
    const only = unsaved.has(jobOf(count)) ? ' It is not saved, and stays until this page is closed.' : '';
    batch(() => {
      discarded.value = null;
      importOutcome.value = { refused: false, message: message + only };
    });
    return count;
  }
}
