import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CheckpointReport, Shape } from '../engine/generated';
import { sameShape, shapeName } from '../lib/shapes';
import { jobName, MOST_CHARACTERS, readUnfinished, type UnfinishedShape } from '../lib/unfinished-record';
import type { UnfinishedStore } from '../lib/unfinished-store';
import type { Engine } from './engine';
import type { OpenedFile, Taken } from './results';

/** Counts that were not finished and can be gone on with. */
export type Unfinished = {
  /** newest first */
  list: ReadonlySignal<UnfinishedShape[]>;
  /** the names of jobs that some tab counts now */
  claimed: ReadonlySignal<string[]>;
  /** can be fetched back */
  discarded: ReadonlySignal<UnfinishedShape | null>;
  taken: ReadonlySignal<Taken | null>;
  of(shape: Shape): UnfinishedShape | null;
  /** Looks at what is kept, here and by other tabs. */
  refresh(): Promise<void>;
  discard(count: UnfinishedShape): Promise<void>;
  undo(): Promise<void>;
  /** Takes over a checkpoint from a file, or says why not; the shape it is of. */
  open(file: OpenedFile): Promise<Shape | null>;
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

export const nameOf = ({ shape, engine }: CheckpointReport) => jobName(shape, engine);

export function createUnfinished(places: Places, ask: Engine['ask']): Unfinished {
  const list = signal<UnfinishedShape[]>([]);
  const claimed = signal<string[]>([]);
  const discarded = signal<UnfinishedShape | null>(null);
  const taken = signal<Taken | null>(null);
  /** for other tabs to give a job back */
  const waiting: (() => void)[] = [];
  // The worker that counts says why nothing is kept; here it only means that there is nothing to read.
  let store: Promise<UnfinishedStore | null> | undefined;

  function opened(): Promise<UnfinishedStore | null> {
    store ??= places.openUnfinished().catch(() => null);
    return store;
  }

  async function read(): Promise<UnfinishedShape[]> {
    try {
      const entries = (await (await opened())?.read()) ?? [];
      return entries.flatMap(({ name, value }) => {
        const count = readUnfinished(value);
        return count && count.engine !== 'classes' && nameOf(count) === name ? [count] : [];
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
    const elsewhere = found.map(nameOf).filter((name) => names.includes(name));
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

  const others = (count: CheckpointReport) => list.value.filter((one) => nameOf(one) !== nameOf(count));
  const sameJob = (count: CheckpointReport) => list.value.find((one) => nameOf(one) === nameOf(count));

  async function put(count: UnfinishedShape) {
    list.value = [count, ...others(count)];
    await write((to) => to.put(count));
  }

  /** With what is kept of the same count, if anything is. */
  async function checkpointIn(text: string): Promise<CheckpointReport | string> {
    const alone = await ask({ type: 'checkpoint', text, beside: null });
    if (alone.type === 'checkpointRefused') return alone.message;
    if (alone.checkpoint.engine === 'classes') return 'It is of a count by classes.';
    const beside = sameJob(alone.checkpoint)?.text;
    if (beside === undefined) return alone.checkpoint;
    const both = await ask({ type: 'checkpoint', text, beside });
    if (both.type === 'checkpointRefused') return both.message;
    return both.checkpoint.engine === 'classes' ? 'It is of a count by classes.' : both.checkpoint;
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
    of: (shape) => list.value.find((one) => sameShape(one.shape, shape)) ?? null,
    refresh,
    async discard(count) {
      batch(() => {
        list.value = others(count);
        discarded.value = count;
        taken.value = null;
      });
      await write((to) => to.remove(nameOf(count)));
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
      const found = await checkpointIn(read.text);
      if (typeof found === 'string') return refuse(found);
      await put({ ...found, date: new Date(places.epoch()).toISOString() });
      const words = `${shapeName(found.shape)} is taken from ${file.name}.`;
      batch(() => {
        discarded.value = null;
        taken.value = { refused: false, words };
      });
      return found.shape;
    },
  };
}
