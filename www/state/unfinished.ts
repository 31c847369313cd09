import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CheckpointReport, ClassesCheckpointReport, Shape } from '../engine/generated';
import type { Progress } from '../engine/protocol';
import { NoAnswer, within } from '../engine/within';
import { sentence, words as wordsOf } from '../engine/words';
import { type OpenedFile, textOf } from '../lib/file-text';
import { createQueue } from '../lib/queue';
import { rangeName, sameShape, shapeName } from '../lib/shapes';
import {
  jobOf,
  MOST_CHARACTERS,
  type UnfinishedClasses,
  type UnfinishedCount,
  type UnfinishedShape,
} from '../lib/unfinished-record';
import type { UnfinishedStore } from '../lib/unfinished-store';
import type { Engine } from './engine';
import type { Taken } from './results';

/** How far a count is and since when; its checkpoint is read and written by the worker that counts. */
export type SavedShape = Omit<UnfinishedShape, 'text'>;
export type SavedClasses = Omit<UnfinishedClasses, 'text'>;
export type Saved = SavedShape | SavedClasses;

/** Counts that were not finished and can be gone on with. */
export type Unfinished = {
  /** newest first */
  list: ReadonlySignal<Saved[]>;
  /** the names of jobs that some tab counts now */
  claimed: ReadonlySignal<string[]>;
  /** can be fetched back */
  discarded: ReadonlySignal<Saved | null>;
  taken: ReadonlySignal<Taken | null>;
  of(shape: Shape): SavedShape | null;
  /** by classes, of any rows */
  ofClasses(columns: number): SavedClasses | null;
  /** the checkpoint of a job that was opened from a file and could not be saved */
  unsaved(job: string): string | null;
  /** Has what is done of a job that could not be saved, as long as the page is open. */
  hold(report: CheckpointReport | ClassesCheckpointReport): void;
  /** A job has come to its end. */
  over(job: string): void;
  /** Looks at what is kept, here and by other tabs. */
  refresh(): Promise<void>;
  /** Its checkpoint as it stands in a file; null, and said why, where it cannot be read. */
  textOf(count: Saved): Promise<string | null>;
  discard(count: Saved): Promise<void>;
  undo(): Promise<void>;
  /** Takes over a checkpoint from a file, or says why not. */
  open(file: OpenedFile): Promise<Saved | null>;
};

export type Places = {
  /** Rejects where nothing can be kept. */
  openUnfinished(): Promise<UnfinishedStore>;
  claimedJobs(): Promise<string[]>;
  /** Calls back when no tab has the job any more; returns the function that stops waiting. */
  whenReleased(name: string, callback: () => void): () => void;
  /** milliseconds since 1970, as fine as the browser makes them */
  epoch(): number;
};

/** What one asks of the database is answered by then, or not at all. */
const ANSWER_WITHIN_MS = 5000;

/** '5 × 8', or 'n = 10 by classes'. */
export const unfinishedName = (count: Progress) =>
  count.engine === 'classes' ? `${rangeName(count)} by classes` : shapeName(count.shape);

/** Fetched when something is saved. */
const reader = async () => (await import('../lib/unfinished-reading')).readUnfinished;

function savedOf({ text, ...saved }: UnfinishedCount): Saved {
  return saved;
}

export function createUnfinished(places: Places, ask: Engine['ask']): Unfinished {
  const list = signal<Saved[]>([]);
  const claimed = signal<string[]>([]);
  const discarded = signal<UnfinishedCount | null>(null);
  const taken = signal<Taken | null>(null);
  /** for other tabs to give a job back */
  const waiting: (() => void)[] = [];
  /** opened from files, where nothing can be saved */
  const unsaved = new Map<string, UnfinishedCount>();
  // The worker that counts says why nothing is kept; here it only means that there is nothing to read.
  let store: Promise<UnfinishedStore> | undefined;
  const inTurn = createQueue();

  async function opened(): Promise<UnfinishedStore> {
    store ??= places.openUnfinished();
    try {
      return await store;
    } catch (error) {
      store = undefined;
      throw error;
    }
  }

  async function read(): Promise<Saved[]> {
    try {
      const entries = await within(
        ANSWER_WITHIN_MS,
        opened().then((from) => from.read()),
      );
      const readOne = entries.length > 0 ? await reader() : null;
      const found = entries.flatMap(({ name, value }) => {
        const count = readOne?.(value);
        return count && jobOf(count) === name ? [savedOf(count)] : [];
      });
      return [...[...unsaved.values()].map(savedOf), ...found.filter((one) => !unsaved.has(jobOf(one)))];
    } catch (error) {
      // When it answers after all it is looked at again.
      if (error instanceof NoAnswer) void opened().then(refresh, () => {});
      return list.value;
    }
  }

  const refresh = () => inTurn(look);

  async function look() {
    // Where it cannot be known who counts, nobody is thought to.
    const [found, names] = await Promise.all([read(), places.claimedJobs().catch((): string[] => [])]);
    batch(() => {
      list.value = found.toSorted((a, b) => (a.date < b.date ? 1 : -1));
      claimed.value = names;
    });
    for (const stop of waiting.splice(0)) stop();
    const elsewhere = found.map(jobOf).filter((name) => names.includes(name));
    waiting.push(...elsewhere.map((name) => places.whenReleased(name, () => void refresh())));
  }

  const others = (count: Progress) => list.value.filter((one) => jobOf(one) !== jobOf(count));
  const add = (count: Saved) => {
    list.value = [count, ...others(count)];
  };

  /** What the database gives; null, and said why, where it gives nothing. */
  async function trying<T>(
    what: string,
    action: (store: UnfinishedStore) => Promise<T>,
  ): Promise<{ found: T } | null> {
    try {
      return { found: await within(ANSWER_WITHIN_MS, opened().then(action)) };
    } catch (error) {
      taken.value = { refused: true, words: `${what}: ${sentence(wordsOf(error))}` };
      return null;
    }
  }

  /** As it stands in the database, or beside it. */
  async function whole(what: string, count: Saved): Promise<UnfinishedCount | null> {
    const job = jobOf(count);
    const here = unsaved.get(job);
    if (here) return here;
    const answer = await trying(what, (from) => from.get(job));
    const found = answer && (await reader())(answer.found);
    if (answer && !found) taken.value = { refused: true, words: `${what}: It is no longer there.` };
    return found;
  }

  async function textIn(file: OpenedFile): Promise<{ text: string } | { problem: string }> {
    if (file.size > MOST_CHARACTERS)
      return { problem: `It is larger than ${MOST_CHARACTERS / 2 ** 20} MiB.` };
    try {
      return { text: await textOf(file) };
    } catch {
      return { problem: 'The browser cannot read it.' };
    }
  }

  /** The worker saves it, with what is saved of the same count; what it cannot save is kept here. */
  async function merge(text: string): Promise<Saved | string> {
    try {
      const answer = await ask({ type: 'checkpoint', text });
      if (answer.type === 'checkpointRefused') return answer.message;
      const saved: Saved = { ...answer.checkpoint, date: new Date(places.epoch()).toISOString() };
      if (answer.unsaved) unsaved.set(jobOf(saved), { ...saved, text: answer.unsaved.text });
      else unsaved.delete(jobOf(saved));
      add(saved);
      return saved;
    } catch (error) {
      return sentence(wordsOf(error));
    }
  }

  return {
    list,
    claimed,
    discarded,
    taken,
    of: (shape) =>
      list.value.find(
        (one): one is SavedShape => one.engine === 'enumerate' && sameShape(one.shape, shape),
      ) ?? null,
    ofClasses: (columns) =>
      list.value.find((one): one is SavedClasses => one.engine === 'classes' && one.columns === columns) ??
      null,
    unsaved: (job) => unsaved.get(job)?.text ?? null,
    hold(report) {
      const count = { ...report, date: new Date(places.epoch()).toISOString() };
      unsaved.set(jobOf(count), count);
      add(savedOf(count));
    },
    over: (job) => void unsaved.delete(job),
    refresh,
    textOf: (count) =>
      inTurn(async () => {
        taken.value = null;
        const found = await whole(`${unfinishedName(count)} cannot be downloaded`, count);
        return found?.text ?? null;
      }),
    discard: (count) => inTurn(() => discardNow(count)),
    undo: () => inTurn(undoNow),
    open: (file) => inTurn(() => openNow(file)),
  };

  async function discardNow(count: Saved) {
    taken.value = null;
    const what = `${unfinishedName(count)} is not discarded`;
    const found = await whole(what, count);
    if (found && !unsaved.delete(jobOf(count)) && !(await trying(what, (to) => to.remove(jobOf(count)))))
      return;
    if (!found) return look();
    batch(() => {
      list.value = others(count);
      discarded.value = found;
    });
  }

  async function undoNow() {
    const count = discarded.value;
    if (!count) return;
    taken.value = null;
    // What has been counted of it since is joined with it.
    const done = await trying(`${unfinishedName(count)} is not brought back`, async (to) => {
      if ((await to.get(jobOf(count))) !== undefined) return merge(count.text);
      await to.put(count);
      add(savedOf(count));
    });
    if (done && typeof done.found === 'string') taken.value = { refused: true, words: done.found };
    else if (done) discarded.value = null;
  }

  async function openNow(file: OpenedFile): Promise<Saved | null> {
    taken.value = null;
    const refuse = (problem: string) => {
      taken.value = { refused: true, words: `${file.name} was not imported. ${problem}` };
      return null;
    };
    const read = await textIn(file);
    if ('problem' in read) return refuse(read.problem);
    const count = await merge(read.text);
    if (typeof count === 'string') return refuse(count);
    const words = `${unfinishedName(count)} opened from ${file.name}.`;
    const only = unsaved.has(jobOf(count)) ? ' It is not saved, and stays until this page is closed.' : '';
    batch(() => {
      discarded.value = null;
      taken.value = { refused: false, words: words + only };
    });
    return count;
  }
}
