import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassesFinished } from '../model/result';
import { FIGURES, keyOf } from '../model/saved-result';
import { formatFile } from '../storage/result-file';
import { openResults, type ResultsStore } from '../storage/results';
import { NAME } from '../storage/schema';
import { classesResult } from '../testing/classes';
import { memoryStore } from '../testing/memory-store';
import { resultFor } from '../testing/results';
import { falseFor, hugeFor, multiplied, savedFor } from '../testing/saved';
import { createResults, type Results } from './results';

const small = { rows: 5, columns: 6 };
const large = { rows: 5, columns: 8 };

let open: (() => void)[] = [];

/** The results of a page that is newly opened on the same database. */
async function page(openStore: () => Promise<ResultsStore> = openResults): Promise<Results> {
  const results = createResults(openStore);
  await results.refresh();
  return results;
}

async function raw(version?: number) {
  const database = await openDB(NAME, version);
  open.push(() => database.close());
  return database;
}

const file = (text: string, name = 'results.json', size = text.length) => ({
  name,
  size,
  text: async () => text,
});

beforeEach(async () => {
  open = [];
  const { IDBFactory } = await import('fake-indexeddb');
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  for (const close of open) close();
});

describe('a database that does not answer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is not one without results, holds up nothing, and gets them when it answers', async () => {
    const store = memoryStore();
    await store.put([savedFor(large)]);
    let answer: (store: ResultsStore) => void = () => {};
    const results = createResults(() => new Promise((resolve) => (answer = resolve)));
    const saving = results.save([resultFor(small)]);
    await vi.advanceTimersByTimeAsync(9000);
    expect([results.answered.value, results.trouble.value]).toEqual([false, null]);
    await vi.advanceTimersByTimeAsync(2000);
    await saving;
    expect(results.answered.value).toBe(false);
    expect(results.trouble.value).toContain('does not answer');
    expect(results.of(small)).not.toBeNull();
    answer(store);
    await vi.advanceTimersByTimeAsync(0);
    await results.forget();
    expect([results.answered.value, results.trouble.value]).toEqual([true, null]);
    expect([results.of(small), results.of(large)]).not.toContain(null);
    expect((await store.read()).saved).toHaveLength(2);
  });

  it('to a change is reported, and the next one is tried', async () => {
    const store = memoryStore();
    const { put } = store;
    store.put = () => new Promise(() => {});
    const results = await page(async () => store);
    expect(results.answered.value).toBe(true);
    const saving = results.save([resultFor(small)]);
    await vi.advanceTimersByTimeAsync(11_000);
    await saving;
    expect(results.trouble.value).toContain('does not answer');
    store.put = put;
    await results.save([resultFor({ rows: 4, columns: 6 })]);
    expect(results.trouble.value).toBeNull();
  });
});

describe('a saved result', () => {
  it('is read back exactly, newest first', async () => {
    const before = await page();
    await before.save([resultFor(large)]);
    await before.save([{ ...resultFor(small), version: '0.2.0', date: '2026-11-25T08:00:00.000Z' }]);
    const after = await page();
    expect(after.list.value).toEqual([
      savedFor(small, { version: '0.2.0', date: '2026-11-25T08:00:00.000Z' }),
      savedFor(large),
    ]);
    expect(after.trouble.value).toBeNull();
    expect(after.holds(resultFor(large))).toBe(true);
    expect(after.holds({ ...resultFor(large), elapsed_seconds: 9 })).toBe(false);
  });

  it('may be larger than any double or 64-bit word holds', async () => {
    const huge = hugeFor(small, 10n ** 30n + 1n);
    expect(BigInt(huge.positive ?? '')).toBeGreaterThan(2n ** 64n);
    await (await page()).save([huge]);
    const [read] = (await page()).list.value;
    for (const name of FIGURES) expect(read?.[name]).toBe(huge[name]);
    const columns = huge.per_column.map(({ column, positive, negative }) => ({ column, positive, negative }));
    expect(read).toMatchObject({ per_column: columns });
  });

  it('is never a count that is not sound', async () => {
    const results = await page();
    await results.save([{ ...resultFor(small), total: '1' }]);
    expect(results.list.value).toEqual([]);
  });

  it('is never a count that differs from a saved one', async () => {
    const results = await page();
    await results.open(file(formatFile([falseFor(small)])));
    expect(results.differing(resultFor(small))).toEqual(falseFor(small));
    await results.save([{ ...resultFor(small), date: '2026-11-25T08:00:00.000Z' }]);
    expect((await page()).list.value).toEqual([falseFor(small)]);
  });
});

describe('two counts by different engines', () => {
  const range = { columns: 6, from: 5, to: 5 };
  const byClasses = (seconds = 0.012): ClassesFinished => {
    const [one] = classesResult(range);
    if (!one) throw new Error('nothing counted');
    return { ...one, elapsed_seconds: seconds };
  };
  /** Its sums are right, and its figures are not. */
  const wrong = (): ClassesFinished => ({ ...byClasses(), ...multiplied(byClasses(), 2n), published: null });
  const LATER = '2026-11-25T08:00:00.000Z';

  it('that agree are marked so, also by a page that is opened later', async () => {
    await (await page()).save([resultFor(small)]);
    const later = await page();
    expect(later.list.value).toMatchObject([{ check: 'not checked' }]);
    await later.save([{ ...byClasses(), date: LATER }]);
    const marks = (await page()).list.value.map(({ engine, check }) => [engine, check]);
    expect(marks).toEqual([
      ['classes', 'checked'],
      ['enumerate', 'checked'],
    ]);
  });

  it('that differ are not results, and both are saved with both figures', async () => {
    await (await page()).save([wrong()]);
    await (await page()).save([{ ...resultFor(small), date: LATER }]);
    const after = await page();
    expect(after.list.value).toEqual([]);
    expect(after.damaged.value).toEqual([]);
    expect(after.contradicted.value).toMatchObject([
      { engine: 'enumerate', total: '1128960', contradicted_by: { engine: 'classes', total: '2257920' } },
      { engine: 'classes', total: '2257920', contradicted_by: { engine: 'enumerate', total: '1128960' } },
    ]);
    expect(after.beside(resultFor(small))).toMatchObject([{ total: '2257920' }]);
    await after.save([{ ...resultFor(small, 0.7), date: '2026-11-26T08:00:00.000Z' }]);
    expect(after.list.value).toMatchObject([{ elapsed_seconds: 0.7, check: 'not checked' }]);
  });

  it('that differ after both had agreed cost only the new one', async () => {
    const results = await page();
    await results.save([resultFor(small)]);
    await results.settle(resultFor(small), byClasses());
    await results.save([{ ...wrong(), date: LATER }]);
    expect(results.list.value).toMatchObject([{ engine: 'enumerate', check: 'checked' }]);
    expect(results.contradicted.value).toMatchObject([{ engine: 'classes', total: '2257920' }]);
  });
});

describe('what was deleted', () => {
  it('comes back, before and after the page is opened again', async () => {
    const results = await page();
    await results.save([resultFor(small)]);
    await results.remove(results.list.value);
    expect(results.list.value).toEqual([]);
    await results.undo();
    expect((await page()).list.value).toEqual([savedFor(small)]);

    await results.remove(results.list.value);
    const again = await page();
    expect(again.list.value).toEqual([]);
    expect(again.deleted.value).toEqual([savedFor(small)]);
    await again.undo();
    expect((await page()).list.value).toEqual([savedFor(small)]);
  });

  it('is gone after the next deletion, and on request', async () => {
    const results = await page();
    await results.save([resultFor(small)]);
    await results.save([resultFor(large)]);
    await results.remove([savedFor(small)]);
    await results.remove([savedFor(large)]);
    expect(results.deleted.value).toEqual([savedFor(large)]);
    await results.forget();
    await results.undo();
    const after = await page();
    expect([...after.list.value, ...after.deleted.value]).toEqual([]);
  });

  it('comes back though another tab has deleted it for good', async () => {
    const results = await page();
    await results.save([resultFor(small)]);
    await results.remove(results.list.value);
    await (await page()).forget();
    await results.undo();
    expect((await page()).list.value).toEqual([savedFor(small)]);
  });
});

describe('trouble with the database', () => {
  it('of a newer version is reported, and counts continue without being saved', async () => {
    await raw(99);
    const results = await page();
    expect(results.trouble.value).toContain('a newer version of this page');
    await results.save([resultFor(small)]);
    expect(results.list.value).toEqual([savedFor(small)]);
    expect(results.trouble.value).toContain('a newer version of this page');
  });

  it('that is missing or does not open is reported', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    expect((await page()).trouble.value).toContain('does not allow saving');
    const refused = await page(() => Promise.reject(new DOMException('no', 'SecurityError')));
    expect(refused.trouble.value).toContain('does not allow saving');
    await refused.save([resultFor(small)]);
    expect(refused.list.value).toHaveLength(1);
    await refused.remove(refused.list.value);
    await refused.undo();
    expect(refused.list.value).toHaveLength(1);
  });

  it('that is full is reported until there is room again', async () => {
    const store = memoryStore();
    let full = true;
    const put: ResultsStore['put'] = async (results) => {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      await store.put(results);
    };
    const results = await page(async () => ({ ...store, put }));
    await results.save([resultFor(small)]);
    expect(results.trouble.value).toContain('no more room');
    expect(results.list.value).toEqual([savedFor(small)]);
    await results.refresh();
    expect(results.list.value).toEqual([savedFor(small)]);
    full = false;
    await results.save([resultFor(large)]);
    expect(results.trouble.value).toBeNull();
  });

  it('in one action ends no other', async () => {
    const results = await page();
    const impossible = { ...resultFor(small), total: 'no number' };
    await results.save([impossible]);
    expect(results.trouble.value).toContain('The last change is not saved');
    await results.save([resultFor(large)]);
    expect(results.trouble.value).toBeNull();
    expect((await page()).list.value).toEqual([savedFor(large)]);
  });

  it('at the start, or later for a while, loses nothing', async () => {
    const store = memoryStore();
    let answers = false;
    const results = await page(async () => {
      if (!answers) throw new DOMException('not now', 'UnknownError');
      return store;
    });
    await results.save([resultFor(small)]);
    expect(results.list.value).toEqual([savedFor(small)]);
    answers = true;
    await results.save([resultFor(large)]);
    expect(results.trouble.value).toBeNull();
    expect((await store.read()).saved).toHaveLength(2);
    expect(results.list.value).toHaveLength(2);
  });

  it('does not report a result as saved before it is written', async () => {
    const saved = vi.fn();
    const store = memoryStore();
    let full = true;
    const put: ResultsStore['put'] = async (some) => {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      await store.put(some);
    };
    const results = createResults(async () => ({ ...store, put }), saved);
    await results.save([resultFor(small)]);
    expect(saved).not.toHaveBeenCalled();
    full = false;
    await results.save([resultFor(large)]);
    expect(saved).toHaveBeenCalledTimes(1);
    expect((await store.read()).saved).toHaveLength(2);
  });

  it('with damaged records costs only these', async () => {
    await (await page()).save([resultFor(small)]);
    const database = await raw();
    const wrong = { ...savedFor(large), total: '7' };
    await database.put('results', wrong, keyOf(wrong));
    await database.put('results', 'rubbish', 'rubbish');
    await database.put('results', savedFor(small), 'another key');
    const results = await page();
    expect(results.list.value).toEqual([savedFor(small)]);
    expect(results.damaged.value).toHaveLength(3);
    expect(results.trouble.value).toBeNull();
    await results.forgetDamaged();
    const after = await page();
    expect(after.damaged.value).toEqual([]);
    expect(after.list.value).toEqual([savedFor(small)]);
  });
});

describe('a file', () => {
  it('gives back what was exported and deleted', async () => {
    const results = await page();
    await results.save([resultFor(small)]);
    await results.save([resultFor(large)]);
    const before = results.list.value;
    const text = formatFile(before);
    await results.remove(before);
    await results.open(file(text));
    expect(results.list.value).toEqual(before);
    expect(results.importOutcome.value).toEqual({
      refused: false,
      message: '2 results imported from results.json.',
    });
    await results.open(file(text));
    expect(results.importOutcome.value?.message).toBe(
      '0 results imported from results.json; 2 already present.',
    );
    expect((await page()).list.value).toEqual(before);
  });

  it.each<[string, ReturnType<typeof file>, string]>([
    ['too large is not even read', file('', 'a.json', 2 ** 40), 'It is larger than 16 MiB.'],
    ['not JSON', file('<script>'), 'It is not JSON.'],
    ['that cannot be read', { ...file(''), text: () => Promise.reject(new Error('gone')) }, 'cannot read it'],
    [
      'that contradicts',
      file(formatFile([savedFor(large), falseFor(small)])),
      'K(5, 6) is saved here as 1,128,960, and is 2,257,920 in the file.',
    ],
  ])('%s changes nothing', async (_, given, words) => {
    const results = await page();
    await results.save([resultFor(small)]);
    await results.open(given);
    expect(results.importOutcome.value?.refused).toBe(true);
    expect(results.importOutcome.value?.message).toContain(words);
    expect(results.list.value).toEqual([savedFor(small)]);
  });
});
