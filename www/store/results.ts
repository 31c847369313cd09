import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { TimedOut, withTimeout } from '../engine/time-limit';
import { largerThan, notImported } from '../format/messages';
import { plural } from '../format/units';
import { sameFigures } from '../model/figures';
import type { Published, Shape } from '../model/generated';
import type { Finished } from '../model/result';
import {
  checkedBy,
  contradictedBy,
  isContradicted,
  keyOf,
  recordOf,
  type SavedResult,
  sameMethod,
  sameRun,
} from '../model/saved-result';
import { sameShape } from '../model/shape';
import { isSound, type Known } from '../model/soundness';
import { createQueue } from '../storage/queue';
import { type OpenedFile, textOf } from '../storage/read-file';
import type { Entry, ResultsStore } from '../storage/results';
import { openingTrouble, writingTrouble } from './storage-errors';

/** The outcome of opening a file. */
export type ImportOutcome = { refused: boolean; message: string };

/** Saved results: in the browser's database, or without one until the page is closed. */
export type Results = {
  /** newest first, without those that are contradicted */
  list: ReadonlySignal<SavedResult[]>;
  /** those that another count or a published value contradicts */
  contradicted: ReadonlySignal<SavedResult[]>;
  /** deleted last; can be restored */
  deleted: ReadonlySignal<SavedResult[]>;
  /** the keys of records that are invalid and left out */
  damaged: ReadonlySignal<string[]>;
  /** whether saved results have been read */
  answered: ReadonlySignal<boolean>;
  /** why results are not saved, in one sentence */
  trouble: ReadonlySignal<string | null>;
  importOutcome: ReadonlySignal<ImportOutcome | null>;
  /** the newest of a shape */
  of(shape: Shape): SavedResult | null;
  /** a saved result that contradicts a count */
  differing(result: Finished): SavedResult | null;
  /** saved counts to compare a count with: results of its shape, and counts that contradicted it */
  beside(result: Finished): Known[];
  /** whether this very count is in the list */
  holds(result: Finished): boolean;
  /** a saved result of a shape that was not counted by classes */
  byEnumeration(shape: Shape): SavedResult | null;
  /**
   * Saves finished counts that are sound, and marks them and saved results of the other method as checked or
   * contradicted; if two counts by one method differ, the second is not saved.
   */
  save(results: Finished[]): Promise<void>;
  /** Marks the saved results of a count as checked or contradicted by another count. */
  settle(result: Finished | SavedResult, other: Finished): Promise<void>;
  remove(results: SavedResult[]): Promise<void>;
  undo(): Promise<void>;
  /** Deletes the deleted results for good. */
  forget(): Promise<void>;
  /** Deletes damaged records for good. */
  forgetDamaged(): Promise<void>;
  /** Imports new results from a file, or reports why not. */
  open(file: OpenedFile): Promise<void>;
  /** Reads what other tabs have saved. */
  refresh(): Promise<void>;
};

/** A database that takes longer is reported, and no longer waited for. */
const ANSWER_WITHIN_MS = 10_000;

export function createResults(
  openStore: () => Promise<ResultsStore>,
  /** called when a result was written */
  onSaved: () => void = () => {},
  /** the published value of a shape, if it is known by now */
  published: (shape: Shape) => Published | null = () => null,
): Results {
  /** all valid records */
  const all = signal<SavedResult[]>([]);
  const stands = (one: SavedResult) => {
    const known = published(one);
    return !isContradicted(one) && (known === null || isSound(one, [], known));
  };
  const list = computed(() => all.value.filter(stands));
  const contradicted = computed(() => all.value.filter((one) => !stands(one)));
  const deleted = signal<SavedResult[]>([]);
  const damaged = signal<string[]>([]);
  const trouble = signal<string | null>(null);
  const importOutcome = signal<ImportOutcome | null>(null);
  const answered = signal(false);
  let store: ResultsStore | null = null;
  /** the database has not responded yet */
  let late = false;
  /** results that could not be written yet, by key */
  const unsaved = new Map<string, SavedResult>();
  const inTurn = createQueue();
  void inTurn(start);

  /** A failed action is reported, and does not affect others. */
  function queue(action: () => Promise<void>): Promise<void> {
    return inTurn(action).catch((error) => {
      trouble.value = writingTrouble(error);
    });
  }

  async function start() {
    const opening = openStore();
    try {
      const opened = await withTimeout(ANSWER_WITHIN_MS, opening);
      await withTimeout(ANSWER_WITHIN_MS, read(opened));
      store = opened;
    } catch (error) {
      trouble.value = openingTrouble(error);
      if (error instanceof TimedOut) void awaitLate(opening);
      else answered.value = true;
    }
  }

  /** If the database responds after all, results counted meanwhile are written. */
  async function awaitLate(opening: Promise<ResultsStore>) {
    late = true;
    const opened = await opening.catch(() => null);
    late = false;
    if (!opened) return;
    await queue(async () => {
      store = opened;
      await write(async () => {});
      if (trouble.value === null) await withTimeout(ANSWER_WITHIN_MS, read(opened));
    });
  }

  async function read(from: ResultsStore) {
    const found = await from.read();
    const [saved, removed] = [await sound(found.saved), await sound(found.deleted)];
    batch(() => {
      answered.value = true;
      all.value = newestFirst(saved);
      add([...unsaved.values()]);
      deleted.value = removed;
      const keys = new Set(saved.map(keyOf));
      damaged.value = found.saved.map(({ key }) => key).filter((key) => !keys.has(key));
    });
  }

  async function write(action: (to: ResultsStore) => Promise<void>) {
    // The browser may have refused the database only temporarily.
    if (!store && !late) await start();
    if (!store) return;
    try {
      await withTimeout(ANSWER_WITHIN_MS, action(store));
      if (unsaved.size > 0) await withTimeout(ANSWER_WITHIN_MS, store.put([...unsaved.values()]));
      unsaved.clear();
      trouble.value = null;
    } catch (error) {
      trouble.value = writingTrouble(error);
    }
  }

  const add = (some: SavedResult[]) => {
    const keys = new Set(some.map(keyOf));
    all.value = newestFirst([...some, ...all.value.filter((one) => !keys.has(keyOf(one)))]);
  };

  const forget = async () => {
    deleted.value = [];
    await write((to) => to.forget());
  };

  const ofShape = (shape: Shape) => list.value.filter((one) => sameShape(one, shape));

  const differing = (result: Finished) => ofShape(result).find((one) => !sameFigures(one, result)) ?? null;

  /** The records to write for a finished count: its own, if it is to be saved, and those it changes. */
  function recordsOf(result: Finished): SavedResult[] {
    if (!isSound(result)) return [];
    const saved = ofShape(result);
    const others = saved.filter((one) => !sameMethod(one, result));
    const [other] = others;
    const differs = differing(result) !== null;
    if (differs && !other) return [];
    const record = recordOf(result);
    const marked = differs && other ? contradictedBy(record, other) : others.reduce(checkedBy, record);
    return [marked, ...changed(saved, (one) => checkedBy(one, result))];
  }

  async function saveRecords(records: SavedResult[]) {
    if (records.length === 0) return;
    for (const one of records) unsaved.set(keyOf(one), one);
    await write(async () => {});
    add(records);
    if (trouble.value === null) onSaved();
  }

  return {
    list,
    contradicted,
    deleted,
    damaged,
    answered,
    trouble,
    importOutcome,
    of: (shape) => list.value.find((one) => sameShape(one, shape)) ?? null,
    differing,
    beside: (result) => [
      ...ofShape(result),
      ...contradicted.value.flatMap((one) =>
        one.contradicted_by && sameRun(one, result) ? [one.contradicted_by] : [],
      ),
    ],
    holds: (result) =>
      list.value.some((one) => sameShape(one, result) && one.elapsed_seconds === result.elapsed_seconds),
    byEnumeration: (shape) =>
      list.value.find((one) => one.engine !== 'classes' && sameShape(one, shape)) ?? null,
    save: (finished) =>
      queue(async () => {
        await saveRecords(finished.flatMap(recordsOf));
      }),
    settle: (result, other) =>
      queue(async () => {
        const same = ofShape(result).filter(
          (one) => one.engine === result.engine && sameFigures(one, result),
        );
        await saveRecords(changed(same, (one) => checkedBy(one, other)));
      }),
    remove: (results) =>
      queue(async () => {
        importOutcome.value = null;
        const keys = results.map(keyOf);
        for (const key of keys) unsaved.delete(key);
        await forget();
        batch(() => {
          all.value = all.value.filter((one) => !keys.includes(keyOf(one)));
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
        for (const one of back) unsaved.set(keyOf(one), one);
        await write(async (to) => {
          // Another tab may have deleted them for good; then they are written again.
          await to.restore();
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
        importOutcome.value = null;
        const { added, known, problem } = await opened(file, [
          ...list.value,
          ...contradicted.value.filter(isContradicted),
        ]);
        if (problem !== null) {
          importOutcome.value = { refused: true, message: notImported(file.name, problem) };
          return;
        }
        await forget();
        await saveRecords(added);
        batch(() => {
          importOutcome.value = { refused: false, message: importedMessage(file.name, added.length, known) };
        });
      }),
    refresh: () =>
      queue(async () => {
        if (!store) return;
        try {
          await withTimeout(ANSWER_WITHIN_MS, read(store));
        } catch (error) {
          trouble.value = writingTrouble(error);
        }
      }),
  };
}

async function opened(file: OpenedFile, have: SavedResult[]) {
  const refused = (problem: string) => ({ added: null, known: 0, problem });
  const files = await import('../storage/result-file').catch(() => null);
  if (!files) return refused('The part of this page that reads it could not be loaded.');
  const { MOST_BYTES, merge, readFile } = files;
  if (file.size > MOST_BYTES) return refused(largerThan(MOST_BYTES));
  let text: string;
  try {
    text = await textOf(file);
  } catch {
    return refused('The browser cannot read it.');
  }
  const { results, problem } = readFile(text);
  if (problem !== null) return refused(problem);
  const merged = merge(have, results);
  return merged.problem === null ? merged : refused(merged.problem);
}

function importedMessage(name: string, added: number, known: number): string {
  const twice = known === 0 ? '' : `; ${known} already present`;
  return `${plural(added, 'result')} imported from ${name}${twice}.`;
}

/** The records that the change affects, changed. */
const changed = (results: SavedResult[], change: (result: SavedResult) => SavedResult) =>
  results.map((one) => [one, change(one)] as const).flatMap(([one, next]) => (next === one ? [] : [next]));

/** The reader is loaded only if something is saved. */
async function sound(entries: Entry[]): Promise<SavedResult[]> {
  if (entries.length === 0) return [];
  const { readResult } = await import('../model/read-result');
  return entries.flatMap(({ key, value }) => {
    const { result } = readResult(value);
    return result && keyOf(result) === key ? [result] : [];
  });
}

function newestFirst(results: SavedResult[]): SavedResult[] {
  const place = (one: SavedResult) => `${one.date} ${keyOf(one)}`;
  return results.toSorted((a, b) => (place(a) < place(b) ? 1 : place(a) > place(b) ? -1 : 0));
}
