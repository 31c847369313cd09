import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../engine/api';
import type { EngineName } from '../model/generated';
import { type Finished, isByClasses } from '../model/result';
import { classesProgress, classesResult } from '../testing/classes';
import { estimatesFor } from '../testing/estimates';
import { differenceAlone } from '../testing/formula';
import { hostOf } from '../testing/host';
import { resultFor } from '../testing/results';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import type { App } from './app';
import { createApp } from './create-app';

let engine: ScriptedEngine;

beforeEach(() => {
  vi.useFakeTimers();
  engine = scriptedEngine();
});
afterEach(() => vi.useRealTimers());

const soon = () => vi.advanceTimersByTimeAsync(0);

function sent<T extends Request['type']>(type: T): Extract<Request, { type: T }>[] {
  return engine.sent.filter((request): request is Extract<Request, { type: T }> => request.type === type);
}

/** The counts requested from an engine. */
const counts = (engine: EngineName) => sent('count').filter(({ request }) => request.engine === engine);

/** A page whose every shape would take so many seconds by the one engine and by the other. */
async function open(search: string, seconds: number, byClasses: number): Promise<App> {
  const app = createApp(hostOf(engine, { search, epoch: () => Date.now() }));
  engine.ready();
  await vi.advanceTimersByTimeAsync(200);
  const request = sent('estimate').at(-1);
  if (!request) throw new Error('nothing requested');
  const by = { enumerate: seconds, classes: byClasses, naive: seconds };
  engine.emit(estimatesFor(request, (engine) => by[engine]));
  await soon();
  return app;
}

/** Answers the newest question for a count by classes. */
async function answer(change: (results: ReturnType<typeof classesResult>) => void = () => {}) {
  await soon();
  const question = counts('classes').at(-1);
  if (!question) throw new Error('nothing requested');
  const results = classesResult(question.request);
  change(results);
  engine.emit({ type: 'done', id: question.id, results });
  await soon();
}

const ranges = () => counts('classes').map(({ request: { columns, from, to } }) => [columns, from, to]);

describe('the page decides', () => {
  it('for the first columns where these take no more than two seconds', async () => {
    await open('?r=5&n=6&run', 2, 0.01);
    expect(counts('enumerate')).toHaveLength(1);
  });

  it('for classes beyond, and saves what they gave', async () => {
    const app = await open('?r=5&n=6&run', 2.1, 0.01);
    expect(counts('enumerate')).toEqual([]);
    expect(app.run.value.state).toBe('running');
    await answer();
    expect(ranges()).toEqual([[6, 5, 5]]);
    expect(app.run.value).toMatchObject({ state: 'done', results: [{ total: '1128960' }] });
    expect(app.results.list.value).toMatchObject([{ engine: 'classes', total: '1128960' }]);
  });

  it('for the first columns where classes take longer still', async () => {
    await open('?r=5&n=6&run', 5, 9);
    expect(counts('enumerate')).toHaveLength(1);
  });
});

it('the address asks for naive, which is counted as first columns are, and checked by classes', async () => {
  const app = await open('?r=5&n=6&engine=naive&run', 0.01, 0.01);
  expect(counts('naive')).toMatchObject([{ request: { columns: 6, from: 5, to: 5 } }]);
  expect(app.link({ scope: 'shape', rows: 5, columns: 6 }, false)).toBe('?r=5&n=6&engine=naive');
  const result: Finished = { ...resultFor({ rows: 5, columns: 6 }), engine: 'naive', candidates: null };
  engine.emit({ type: 'done', results: [result] });
  await answer();
  expect(ranges()).toEqual([[6, 5, 5]]);
  expect(app.results.list.value).toMatchObject([{ engine: 'naive', check: 'checked' }]);
});

it('a shape that naive refuses shows why, in its words, without a confirmation before', async () => {
  const app = createApp(hostOf(engine, { search: '?r=5&n=8&engine=naive&run' }));
  engine.ready();
  await vi.advanceTimersByTimeAsync(200);
  const id = sent('estimate').at(-1)?.id ?? 0;
  const message = '5 × 8 is too large for naive: it takes up to 10⁹ expected steps.';
  engine.emit({ type: 'estimates', id, estimates: ['No.', 'No.', message] });
  await soon();
  expect(app.confirming.value).toBe(false);
  engine.emit({ type: 'refused', message });
  expect(app.refusal.value).toBe(message);
  expect(app.run.value.state).toBe('idle');
});

it.each([
  ['enumerate', 30, 0],
  ['classes', 0.01, 1],
])('the address asks for %s', async (name, seconds, byClasses) => {
  const app = await open(`?r=5&n=6&engine=${name}&run`, seconds, 0.01);
  expect([counts('enumerate').length, counts('classes').length]).toEqual([1 - byClasses, byClasses]);
  expect(app.link({ scope: 'shape', rows: 5, columns: 6 }, false)).toBe(`?r=5&n=6&engine=${name}`);
});

it('several shapes of one n are counted by classes together, and then the others', async () => {
  const app = await open('?n=4-5&engine=classes&run', 1, 1);
  await answer();
  await answer();
  expect(ranges()).toEqual([
    [4, 1, 4],
    [5, 1, 5],
  ]);
  const run = app.run.value;
  expect(run.state === 'done' && run.results.filter(isByClasses).length).toBe(9);
});

it('a count by classes reports progress, and is cancelled once the engine confirms, which stays', async () => {
  const app = await open('?r=5&n=6&engine=classes&run', 1, 1);
  const id = counts('classes')[0]?.id ?? 0;
  engine.emit({ type: 'progress', id, progress: classesProgress, meter: null });
  expect(app.run.value).toMatchObject({
    job: { shape: { engine: 'classes' }, progress: { phase: { done: 3 } } },
  });
  app.cancel();
  await soon();
  expect(sent('cancel')).toHaveLength(1);
  expect(app.run.value).toMatchObject({ state: 'running', stopping: true });
  engine.emit({ type: 'cancelled', finished: 0, units: 0 });
  await soon();
  expect(app.run.value.state).toBe('cancelled');
  expect([engine.started.length, engine.ended]).toEqual([1, 0]);
});

it('a count by classes that is refused shows why and gives no figure', async () => {
  const app = await open('?r=5&n=6&engine=classes&run', 1, 1);
  engine.emit({ type: 'refused', message: 'Too little memory.' });
  await soon();
  expect(app.run.value).toMatchObject({ state: 'failed', message: 'Too little memory.', results: [] });
});

it('a count by classes whose engine crashes fails with the reason, and the engine is restarted', async () => {
  const app = await open('?r=5&n=6&engine=classes&run', 1, 1);
  engine.emit({ type: 'broken', message: 'The counting worker stopped.' });
  await soon();
  expect(app.run.value).toMatchObject({ state: 'failed', message: 'The counting worker stopped.' });
  expect(app.refusal.value).toBeNull();
  expect(engine.started).toEqual([2, 2]);
});

it('a count by classes that failed is followed by another one on a new engine', async () => {
  const app = await open('?r=5&n=6&engine=classes&run', 1, 1);
  engine.emit({ type: 'failed', message: 'Worker 2 broke.', finished: 0, units: 0 });
  await soon();
  expect(app.run.value).toMatchObject({ state: 'failed', message: 'Worker 2 broke.' });
  expect(engine.started).toEqual([2]);
  app.count();
  await soon();
  expect(engine.started).toEqual([2, 2]);
  expect(counts('classes')).toHaveLength(1);
  engine.ready();
  await soon();
  expect(counts('classes')).toHaveLength(2);
});

it('a table that failed is followed by another one on a new engine', async () => {
  const app = await open('?view=table', 1, 1);
  app.table.count({ columns: 6, from: 5, to: 5 });
  await soon();
  engine.emit({ type: 'failed', message: 'Worker 2 broke.', finished: 0, units: 0 });
  await soon();
  expect(app.table.run.value).toEqual({ state: 'failed', message: 'Worker 2 broke.' });
  app.table.count({ columns: 6, from: 5, to: 5 });
  await soon();
  expect([engine.started.length, counts('classes').length]).toEqual([2, 1]);
  engine.ready();
  await soon();
  expect(counts('classes')).toHaveLength(2);
});

it('a count by classes is saved when the page is hidden', async () => {
  let hide = () => {};
  const source = hostOf(engine, {
    search: '?view=table',
    whenHidden(callback) {
      hide = callback;
    },
  });
  const app = createApp(source);
  engine.ready();
  hide();
  expect(sent('save')).toEqual([]);
  app.table.count({ columns: 10, from: 6, to: 6 });
  await soon();
  hide();
  expect(sent('save')).toHaveLength(1);
});

describe('the check', () => {
  const shape = { rows: 5, columns: 6 };

  async function counted(search: string, byClasses = 0.01): Promise<App> {
    const app = await open(search, 0.01, byClasses);
    engine.emit({ type: 'done', results: [resultFor(shape)] });
    await soon();
    return app;
  }

  it('is made by classes after a count by the first columns', async () => {
    const app = await counted('?r=5&n=6&run');
    expect(app.check.running.value).toBe(true);
    await answer();
    expect(ranges()).toEqual([[6, 5, 5]]);
    expect(app.check.running.value).toBe(false);
    expect(app.counts.of(shape)?.total).toBe('1128960');
    expect(app.stands(resultFor(shape))).toBe(true);
    expect(app.results.list.value).toMatchObject([{ check: 'checked', contradicted_by: null }]);
  });

  /** A count by classes, where formula would take so many seconds. */
  async function countedByClasses(formula: number | undefined): Promise<App> {
    const app = createApp(hostOf(engine, { search: '?r=5&n=6&engine=classes&run', isQuick: () => false }));
    engine.ready();
    await vi.advanceTimersByTimeAsync(200);
    const request = sent('estimate').at(-1);
    if (!request) throw new Error('nothing requested');
    const by = { enumerate: 9, classes: 0.1, naive: 9, formula };
    engine.emit(estimatesFor(request, (engine) => by[engine]));
    await answer();
    return app;
  }

  it('of a count by classes is made by formula, if that is quick', async () => {
    const app = await countedByClasses(0.1);
    expect(counts('formula').map(({ request }) => request)).toMatchObject([
      { columns: 6, from: 5, to: 5, figure: null, keep: false },
    ]);
    const d = { ...differenceAlone(shape), difference: '23040' };
    engine.emit({ type: 'done', results: [d] });
    await soon();
    expect(app.counts.formulaOf(shape)?.difference).toBe('23040');
    expect(app.results.list.value).toMatchObject([{ engine: 'classes', check: 'checked' }]);
  });

  it.each([6, undefined])('of a count by classes is left where formula takes %s s', async (seconds) => {
    const app = await countedByClasses(seconds);
    expect(counts('formula')).toEqual([]);
    expect(app.results.list.value).toMatchObject([{ engine: 'classes', check: 'not checked' }]);
  });

  it('by formula that comes to another D leaves no result standing', async () => {
    const app = await countedByClasses(0.1);
    engine.emit({ type: 'done', results: [{ ...differenceAlone(shape), difference: '23160' }] });
    await soon();
    expect(app.results.list.value).toEqual([]);
    expect(app.results.contradicted.value).toMatchObject([
      { engine: 'classes', contradicted_by: { engine: 'formula', total: null, difference: '23160' } },
    ]);
  });

  it('is recorded in the result, which is saved before it', async () => {
    const app = await counted('?r=5&n=6&run');
    expect(app.results.list.value).toMatchObject([{ total: '1128960', check: 'not checked' }]);
  });

  const spoil = (results: ReturnType<typeof classesResult>) => {
    for (const count of results)
      if (count.rows === 5)
        Object.assign(count, {
          positive: '576001',
          negative: '552959',
          difference: '23042',
          published: null,
        });
  };

  it('that comes to another number leaves no result standing', async () => {
    const app = await counted('?r=5&n=6&run');
    await answer(spoil);
    expect(app.stands(resultFor(shape))).toBe(false);
  });

  it('that comes to another number leaves no saved result, and both figures', async () => {
    const app = await counted('?r=5&n=6&run');
    await answer(spoil);
    expect(app.results.list.value).toEqual([]);
    expect(app.results.contradicted.value).toMatchObject([
      {
        engine: 'enumerate',
        positive: '576000',
        check: 'contradicted',
        contradicted_by: { engine: 'classes', positive: '576001', negative: '552959' },
      },
    ]);
    expect(app.table.cell(shape)).toMatchObject({ figures: null, conflict: { kind: 'engines' } });
  });

  it('is repeated when the shape is counted again', async () => {
    const app = await counted('?r=5&n=6&run');
    await answer(spoil);
    app.count();
    await vi.advanceTimersByTimeAsync(1);
    engine.emit({
      type: 'done',
      results: [{ ...resultFor(shape, 0.003), date: '2026-11-25T08:00:00.000Z' }],
    });
    await soon();
    await answer();
    expect(app.stands(resultFor(shape, 0.003))).toBe(true);
    expect(app.results.list.value).toMatchObject([{ elapsed_seconds: 0.003, check: 'checked' }]);
    expect(app.results.contradicted.value).toHaveLength(1);
  });

  it('of several shapes marks each by its own figures', async () => {
    const app = await open('?r=all&n=6&engine=enumerate&run', 0.01, 0.01);
    for (let rows = 1; rows <= 6; rows++) {
      engine.emit({ type: 'done', results: [resultFor({ rows, columns: 6 })] });
      await soon();
    }
    await answer(spoil);
    const run = app.run.value;
    const wrong = run.state === 'done' ? run.results.filter((one) => !app.stands(one)) : [];
    expect(wrong).toMatchObject([shape]);
    expect(wrong.map((one) => app.verdictOf(one))).toMatchObject([
      { kind: 'count', other: { engine: 'classes', positive: '576001' } },
    ]);
    expect(app.results.list.value.map(({ rows, check }) => `${rows} ${check}`).sort()).toEqual(
      [1, 2, 3, 4, 6].map((rows) => `${rows} checked`),
    );
  });

  it('does not start by itself if it takes long, but on request', async () => {
    const app = await counted('?r=5&n=6&run', 6);
    expect(app.check.running.value).toBe(false);
    void app.check.run(resultFor(shape));
    await answer();
    expect(app.counts.of(shape)?.total).toBe('1128960');
  });

  it('that fails shows why, and the result stands', async () => {
    const app = await counted('?r=5&n=6&run');
    engine.emit({ type: 'refused', message: 'No memory.' });
    await soon();
    expect(app.check.trouble.value).toBe('No memory.');
    expect(app.stands(resultFor(shape))).toBe(true);
  });

  it('makes way for another count', async () => {
    const app = await counted('?r=5&n=6&run');
    app.count();
    await soon();
    expect(sent('cancel')).toHaveLength(1);
    expect(counts('enumerate')).toHaveLength(1);
    engine.emit({ type: 'cancelled', finished: 0, units: 0 });
    await soon();
    expect(app.check.running.value).toBe(false);
    expect(counts('enumerate')).toHaveLength(2);
    expect([engine.started.length, engine.ended]).toEqual([1, 0]);
  });

  it('is made by the engine that has counted', async () => {
    await counted('?r=5&n=6&run');
    await answer();
    expect([engine.started.length, engine.ended]).toEqual([1, 0]);
  });

  it('is made by the next engine where another number of workers is chosen meanwhile', async () => {
    const app = await counted('?r=5&n=6&run');
    app.form.workers.value = 1;
    await soon();
    expect(engine.started).toEqual([2, 1]);
    expect(app.check.running.value).toBe(true);
    engine.ready(1);
    await soon();
    expect(ranges()).toEqual([
      [6, 5, 5],
      [6, 5, 5],
    ]);
    await answer();
    expect(app.check.running.value).toBe(false);
    expect(app.check.trouble.value).toBeNull();
    expect(app.counts.of(shape)?.total).toBe('1128960');
  });

  it('ends before an engine whose memory has grown is restarted, and a press waits for that', async () => {
    const app = await counted('?r=5&n=6&run');
    engine.emit({ type: 'grown' });
    await soon();
    expect(engine.started).toEqual([2]);
    await answer();
    expect(engine.started).toEqual([2, 2]);
    expect(app.run.value.state).toBe('done');
    app.count();
    await soon();
    expect(counts('enumerate')).toHaveLength(1);
    engine.ready();
    await soon();
    expect(counts('enumerate')).toHaveLength(2);
  });

  it('whose engine crashes shows why', async () => {
    const app = await counted('?r=5&n=6&run');
    engine.emit({ type: 'broken', message: 'The counting worker stopped.' });
    await soon();
    expect(app.check.trouble.value).toBe('The counting worker stopped.');
    expect(app.refusal.value).toBeNull();
    expect(app.stands(resultFor(shape))).toBe(true);
  });
});
