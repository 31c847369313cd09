import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CheckpointReport, ClassesCheckpointReport, Shape } from '../engine/generated';
import { sentence, words as wordsOf } from '../engine/words';
import { rangeName, sameShape, shapeName } from '../lib/shapes';
import {
  jobOf,
  MOST_CHARACTERS,
  readUnfinished,
  type UnfinishedClasses,
  type UnfinishedCount,
  type UnfinishedShape,
} from '../lib/unfinished-record';
import type { UnfinishedStore } from '../lib/unfinished-store';
import type { Engine } from './engine';
import type { OpenedFile, Taken } from './results';

/** Counts that were not finished and can be gone on with. */
export type Unfinished = {
  /** newest first */
  list: ReadonlySignal<UnfinishedCount[]>;
  /** the names of jobs that some tab counts now */
  claimed: ReadonlySignal<string[]>;
  /** can be fetched back */
  discarded: ReadonlySignal<UnfinishedCount | null>;
  taken: ReadonlySignal<Taken | null>;
  of(shape: Shape): UnfinishedShape | null;
  /** by classes, of any rows */
  ofClasses(columns: number): UnfinishedClasses | null;
  /** Looks at what is kept, here and by other tabs. */
  refresh(): Promise<void>;
  discard(count: UnfinishedCount): Promise<void>;
  undo(): Promise<void>;
  /** Takes over a checkpoint from a file, or says why not. */
  open(file: OpenedFile): Promise<UnfinishedCount | null>;
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

type AnyReport = CheckpointReport | ClassesCheckpointReport;

/** '5 × 8', or 'n = 10 by classes'. */
export const unfinishedName = (count: AnyReport) =>
  count.engine === 'classes' ? `${rangeName(count)} by classes` : shapeName(count.shape);

export function createUnfinished(places: Places, ask: Engine['ask']): Unfinished {
  const list = signal<UnfinishedCount[]>([]);
  const claimed = signal<string[]>([]);
  const discarded = signal<UnfinishedCount | null>(null);
  const taken = signal<Taken | null>(null);
  /** for other tabs to give a job back */
  const waiting: (() => void)[] = [];
  // The worker that counts says why nothing is kept; here it only means that there is nothing to read.
  let store: Promise<UnfinishedStore | null> | undefined;

  function opened(): Promise<UnfinishedStore | null> {
    store ??= places.openUnfinished().catch(() => null);
    return store;
  }

  async function read(): Promise<UnfinishedCount[]> {
    try {
      const entries = (await (await opened())?.read()) ?? [];
      return entries.flatMap(({ name, value }) => {
        const count = readUnfinished(value);
        return count && jobOf(count) === name ? [count] : [];
      });
    } catch {
      store = undefined;
      return list.value;
    }
  }

  async function refresh() {
    const [found, names] = await Promise.all([read(), places.claimedJobs()]);
    batch(() => {
      list.value = found.toSorted((a, b) => (a.date < b.date ? 1 : -1));
      claimed.value = names;
    });
    for (const stop of waiting.splice(0)) stop();
    const elsewhere = found.map(jobOf).filter((name) => names.includes(name));
    waiting.push(...elsewhere.map((name) => places.whenReleased(name, () => void refresh())));
  }

  async function write(action: (to: UnfinishedStore) => Promise<void>) {
    try {
      const to = await opened();
      if (to) await action(to);
    } catch {
      store = undefined;
    }
  }

  const others = (count: AnyReport) => list.value.filter((one) => jobOf(one) !== jobOf(count));
  const sameJob = (count: AnyReport) => list.value.find((one) => jobOf(one) === jobOf(count));

  async function put(count: UnfinishedCount) {
    list.value = [count, ...others(count)];
    await write((to) => to.put(count));
  }

  /** With what is kept of the same count, if anything is. */
  async function checkpointIn(text: string): Promise<AnyReport | string> {
    const alone = await ask({ type: 'checkpoint', text, beside: null });
    if (alone.type === 'checkpointRefused') return alone.message;
    const beside = sameJob(alone.checkpoint)?.text;
    if (beside === undefined) return alone.checkpoint;
    const both = await ask({ type: 'checkpoint', text, beside });
    return both.type === 'checkpoint' ? both.checkpoint : both.message;
  }

  async function textOf(file: OpenedFile): Promise<{ text: string } | { problem: string }> {
    if (file.size > MOST_CHARACTERS)
      return { problem: `It is larger than ${MOST_CHARACTERS / 2 ** 20} MiB.` };
    try {
      return { text: await file.text() };
    } catch {
      return { problem: 'The browser cannot read it.' };
    }
  }

  return {
    list,
    claimed,
    discarded,
    taken,
    of: (shape) =>
      list.value.find(
        (one): one is UnfinishedShape => one.engine === 'enumerate' && sameShape(one.shape, shape),
      ) ?? null,
    ofClasses: (columns) =>
      list.value.find(
        (one): one is UnfinishedClasses => one.engine === 'classes' && one.columns === columns,
      ) ?? null,
    refresh,
    async discard(count) {
      batch(() => {
        list.value = others(count);
        discarded.value = count;
        taken.value = null;
      });
      await write((to) => to.remove(jobOf(count)));
    },
    async undo() {
      const count = discarded.value;
      discarded.value = null;
      if (count) await put(count);
    },
    async open(file) {
      taken.value = null;
      const refuse = (problem: string) => {
        taken.value = { refused: true, words: `Nothing is taken from ${file.name}. ${problem}` };
        return null;
      };
      const read = await textOf(file);
      if ('problem' in read) return refuse(read.problem);
      const found = await checkpointIn(read.text).catch((error) => sentence(wordsOf(error)));
      if (typeof found === 'string') return refuse(found);
      const count = { ...found, date: new Date(places.epoch()).toISOString() };
      await put(count);
      const words = `${unfinishedName(count)} is taken from ${file.name}.`;
      batch(() => {
        discarded.value = null;
        taken.value = { refused: false, words };
      });
      return count;
    },
  };
}
