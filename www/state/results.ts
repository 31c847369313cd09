import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Shape } from '../engine/generated';
import { NoAnswer, within } from '../engine/within';
import { plural } from '../lib/amounts';
import type { Finished } from '../lib/finished';
import { MOST_BYTES, merge, readFile } from '../lib/result-file';
import { keyOf, readResult, recordOf, type SavedResult, sameFigures } from '../lib/result-record';
import { sameShape } from '../lib/shapes';
import { isSound } from '../lib/verdict';
import { type Entry, openingTrouble, type ResultsStore, writingTrouble } from './results-store';

/** What became of a file that was opened. */
export type Taken = { refused: boolean; words: string };

/** What `file.text()` and `file.size` give of a File. */
export type OpenedFile = Pick<File, 'name' | 'size' | 'text'>;

/** Finished counts that stay: in the browser's database, or without one until the page is closed. */
export type Results = {
  /** newest first */
  list: ReadonlySignal<SavedResult[]>;
  /** can be fetched back */
  deleted: ReadonlySignal<SavedResult[]>;
  /** the keys of records that cannot be right and are left out */
  damaged: ReadonlySignal<string[]>;
  /** What is saved is in the list; before, nothing is known of how many there are. */
  answered: ReadonlySignal<boolean>;
  /** why results are not saved, in one sentence */
  trouble: ReadonlySignal<string | null>;
  taken: ReadonlySignal<Taken | null>;
  /** the newest of a shape */
  of(shape: Shape): SavedResult | null;
  /** a saved result that contradicts a count */
  differing(result: Finished): SavedResult | null;
  /** whether this very count is in the list */
  holds(result: Finished): boolean;
  /** Saves those finished counts that are sound and contradict none. */
  keep(results: Finished[], version: string, date: string): Promise<void>;
  remove(results: SavedResult[]): Promise<void>;
  undo(): Promise<void>;
  /** Deletes for good what was deleted. */
  forget(): Promise<void>;
  /** Deletes for good what is damaged. */
  forgetDamaged(): Promise<void>;
  /** Takes over what is new in a file, or says why not. */
  open(file: OpenedFile): Promise<void>;
  /** Looks at what other tabs have saved. */
  refresh(): Promise<void>;
};

/** A database that says nothing for so long is told of, and holds up nothing. */
const ANSWER_WITHIN_MS = 10_000;

export function createResults(openStore: () => Promise<ResultsStore>): Results {
  const list = signal<SavedResult[]>([]);
  const deleted = signal<SavedResult[]>([]);
  const damaged = signal<string[]>([]);
  const trouble = signal<string | null>(null);
  const taken = signal<Taken | null>(null);
  const answered = signal(false);
  let store: ResultsStore | null = null;
  let last = inTurn(Promise.resolve(), start);

  function queue(action: () => Promise<void>): Promise<void> {
    last = inTurn(last, action);
    return last;
  }

  async function start() {
    const opening = openStore();
    try {
      const opened = await within(ANSWER_WITHIN_MS, opening);
      store = opened;
      await within(ANSWER_WITHIN_MS, read(opened));
    } catch (error) {
      store = null;
      trouble.value = openingTrouble(error);
      if (error instanceof NoAnswer) opening.then((late) => queue(() => adopt(late))).catch(() => {});
      else answered.value = true;
    }
  }

  /** A database that answers after all gets what has been counted meanwhile. */
  async function adopt(late: ResultsStore) {
    store = late;
    const meanwhile = list.value;
    if (meanwhile.length > 0) await write((to) => to.put(meanwhile));
    else trouble.value = null;
    if (trouble.value === null) await read(late);
  }

  async function read(from: ResultsStore) {
    const found = await from.read();
    const kept = sound(found.kept);
    batch(() => {
      answered.value = true;
      list.value = newestFirst(kept);
      deleted.value = sound(found.deleted);
      const keys = new Set(kept.map(keyOf));
      damaged.value = found.kept.map(({ key }) => key).filter((key) => !keys.has(key));
    });
  }

  async function write(action: (to: ResultsStore) => Promise<void>) {
    if (!store) return;
    try {
      await within(ANSWER_WITHIN_MS, action(store));
      trouble.value = null;
    } catch (error) {
      trouble.value = writingTrouble(error);
    }
  }

  const add = (some: SavedResult[]) => {
    const keys = new Set(some.map(keyOf));
    list.value = newestFirst([...some, ...list.value.filter((one) => !keys.has(keyOf(one)))]);
  };

  const forget = async () => {
    deleted.value = [];
    await write((to) => to.forget());
  };

  const differing = (result: Finished) =>
    list.value.find((one) => sameShape(one, result) && !sameFigures(one, result)) ?? null;

  return {
    list,
    deleted,
    damaged,
    answered,
    trouble,
    taken,
    of: (shape) => list.value.find((one) => sameShape(one, shape)) ?? null,
    differing,
    holds: (result) =>
      list.value.some((one) => sameShape(one, result) && one.elapsed_seconds === result.elapsed_seconds),
    keep: (finished, version, date) =>
      queue(async () => {
        const kept = finished.filter((result) => isSound(result) && !differing(result));
        const records = kept.map((result) => recordOf(result, version, date));
        if (records.length === 0) return;
        await write((to) => to.put(records));
        add(records);
      }),
    remove: (results) =>
      queue(async () => {
        taken.value = null;
        const keys = results.map(keyOf);
        await forget();
        batch(() => {
          list.value = list.value.filter((one) => !keys.includes(keyOf(one)));
          deleted.value = results;
        });
        await write((to) => to.remove(keys));
      }),
    undo: () =>
      queue(async () => {
        const back = deleted.value;
        batch(() => {
          deleted.value = [];
          add(back);
        });
        await write(async (to) => {
          await to.restore();
          // Another tab may have deleted them for good.
          await to.put(back);
        });
      }),
    forget: () => queue(forget),
    forgetDamaged: () =>
      queue(async () => {
        const keys = damaged.value;
        damaged.value = [];
        await write((to) => to.remove(keys));
        await forget();
      }),
    open: (file) =>
      queue(async () => {
        taken.value = null;
        const { added, known, problem } = await opened(file, list.value);
        if (problem !== null) {
          taken.value = { refused: true, words: `Nothing is taken from ${file.name}. ${problem}` };
          return;
        }
        await forget();
        await write((to) => to.put(added));
        batch(() => {
          add(added);
          taken.value = { refused: false, words: takenWords(file.name, added.length, known) };
        });
      }),
    refresh: () =>
      queue(async () => {
        // What could not be written is known here alone.
        if (!store || trouble.value !== null) return;
        try {
          await read(store);
        } catch (error) {
          trouble.value = writingTrouble(error);
        }
      }),
  };
}

const inTurn = (before: Promise<void>, action: () => Promise<void>) => before.then(action);

async function opened(file: OpenedFile, have: SavedResult[]) {
  const refused = (problem: string) => ({ added: null, known: 0, problem });
  if (file.size > MOST_BYTES) return refused(`It is larger than ${MOST_BYTES / 2 ** 20} MiB.`);
  let text: string;
  try {
    text = await file.text();
  } catch {
    return refused('The browser cannot read it.');
  }
  const { results, problem } = readFile(text);
  if (problem !== null) return refused(problem);
  const merged = merge(have, results);
  return merged.problem === null ? merged : refused(merged.problem);
}

function takenWords(name: string, added: number, known: number): string {
  const verb = added === 1 ? 'is' : 'are';
  const twice = known === 0 ? '' : `; ${known} ${known === 1 ? 'was' : 'were'} there already`;
  return `${plural(added, 'result')} ${verb} taken from ${name}${twice}.`;
}

function sound(entries: Entry[]): SavedResult[] {
  return entries.flatMap(({ key, value }) => {
    const { result } = readResult(value);
    return result && keyOf(result) === key ? [result] : [];
  });
}

function newestFirst(results: SavedResult[]): SavedResult[] {
  const place = (one: SavedResult) => `${one.date} ${keyOf(one)}`;
  return results.toSorted((a, b) => (place(a) < place(b) ? 1 : place(a) > place(b) ? -1 : 0));
}
