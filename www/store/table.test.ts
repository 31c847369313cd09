import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineInfo, JobRequest, JobUpdate } from '../engine/api';
import type { CallWithoutId } from '../engine/calls';
import type { EngineName, Published, Shape } from '../model/generated';
import type { Finished } from '../model/result';
import { READING_MS } from '../model/sampling';
import type { SavedResult } from '../model/saved-result';
import { SHAPES } from '../model/table-cells';
import { missing } from '../model/table-questions';
import { classesCount, classesProgress, classesResult } from '../testing/classes';
import { formulaCount, wrongByFormula } from '../testing/formula';
import { falseFor, savedFor } from '../testing/saved';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import { type Counts, createCounts } from './counts';
import { type CrossCheck, createCrossCheck } from './cross-check';
import { createEngine, type Engine } from './engine';
import { createTable, nearest, type Table } from './table';

let source: ScriptedEngine;
let sent: JobRequest[];
let saved: Signal<SavedResult[]>;
let busy: Signal<string | null>;
let table: Table;
let savedCounts: Finished[];
/** Calls to the engine other than counts. */
let questions: CallWithoutId[];
let environment: Signal<EngineInfo | null>;
let free: Signal<boolean>;
let counts: Counts;
let check: CrossCheck;
/** What was compared with a count by another method. */
let settled: { shape: Shape; other: Finished }[];
/** What is done with a question. */
let answer: (question: JobRequest) => void;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  source = scriptedEngine();
  sent = [];
  answer = ({ request }) => emit({ type: 'done', results: resultsFor(request) });
  const { start } = source;
  source.start = (options) => {
    const client = start(options);
    return {
      ...client,
      send(request) {
        client.send(request);
        if (request.type !== 'count') return;
        sent.push(request);
        setTimeout(() => answer(request), 10);
      },
    };
  };
  const counting = createEngine(source.start, 2);
  source.ready();
  savedCounts = [];
  saved = signal<SavedResult[]>([]);
  busy = signal<string | null>(null);
  questions = [];
  environment = signal<EngineInfo | null>(null);
  free = signal(true);
  counts = createCounts({
    engine: counting,
    readEvery: READING_MS,
    checkpointOf: () => null,
    ended: () => {},
  });
  settled = [];
  check = createCrossCheck(counts, ({ rows, columns }, other) =>
    settled.push({ shape: { rows, columns }, other }),
  );
  table = createTable({
    check,
    engine: {
      state: signal<'ready' | 'starting' | 'unsupported'>('ready'),
      problem: signal(null),
      environment,
      call: (async (question: CallWithoutId) => {
        questions.push(question);
        return answerOf(question);
      }) as Engine['call'],
    },
    free: () => free.value,
    counts,
    save: (finished) => void savedCounts.push(...finished),
    chosen: { rows: 5, columns: 6 },
    shown: 'difference',
    saved,
    busy,
    now: () => Date.now(),
  });
});
afterEach(() => vi.useRealTimers());

const resultsFor = (request: JobRequest['request']) =>
  request.engine === 'formula'
    ? [formulaCount({ rows: request.from, columns: request.columns })]
    : classesResult(request);

/**
 * Published is what is known of some shapes; a question takes n seconds, and a row another one. By formula each of 2 to 6
 * rows takes no time, but 6 × 9 does.
 */
function answerOf(question: CallWithoutId) {
  if (question.type === 'published') return { type: 'published', id: 0, values: publishedOf(SHAPES) };
  if (question.type !== 'estimate') throw new Error(`nobody asks for ${question.type}`);
  const estimates = question.requests.map(({ engine, columns, from, to }) => {
    if (engine !== 'formula') return { seconds: columns + to - from + 1 };
    if (from < 2 || from > 6) return 'formulas are known for 2 to 6 rows';
    return { seconds: from === 6 && columns === 9 ? 7 : 0.01 };
  });
  return { type: 'estimates', id: 0, estimates };
}

const publishedOf = (shapes: typeof SHAPES): (Published | null)[] =>
  shapes.map(({ rows, columns }) => classesCount(rows, columns).published);

const emit = (update: JobUpdate) => source.emit(update);
const known = () => table.cells.value.filter(({ figures }) => figures !== null).length;
const over = () => vi.advanceTimersByTimeAsync(5000);
const by = (engine: EngineName) => sent.filter(({ request }) => request.engine === engine);
const asks = () => by('classes').map(({ request: { columns, from, to } }) => [columns, from, to]);
/** The shapes that a check by formula went to. */
const checks = () => by('formula').map(({ request: { columns, from } }) => [from, columns]);

it('begins with nothing known and nothing running', () => {
  expect(table.cells.value).toHaveLength(55);
  expect(known()).toBe(0);
  expect(source.sent).toEqual([]);
});

it('fills every n up to 9 with the one engine, which stays', async () => {
  table.fill();
  await over();
  expect(asks()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, 1, n]));
  expect(known()).toBe(45);
  expect(table.cell({ rows: 5, columns: 6 }).figures).toEqual({
    total: '1128960',
    positive: '576000',
    negative: '552960',
    difference: '23040',
    reduced: '9408',
  });
  expect(table.run.value.state).toBe('done');
  expect([source.started, source.ended]).toEqual([[2], 0]);
});

it('fills only what is missing', async () => {
  table.count({ columns: 4, from: 1, to: 4 });
  await over();
  table.fill();
  await over();
  expect(asks().slice(1)).toEqual([1, 2, 3, 5, 6, 7, 8, 9].map((n) => [n, 1, n]));
  table.fill();
  await over();
  expect(by('classes')).toHaveLength(9);
});

describe('counts by classes with 2 to 6 rows', () => {
  const quick = SHAPES.filter(({ rows, columns }) => rows >= 2 && rows <= 6 && columns <= 9).filter(
    ({ rows, columns }) => rows !== 6 || columns !== 9,
  );

  it('are checked by formula when the table is filled, as far as that is quick', async () => {
    table.fill();
    await over();
    expect(table.run.value.state).toBe('done');
    expect(checks()).toEqual(quick.map(({ rows, columns }) => [rows, columns]));
    expect(settled.map(({ shape }) => shape)).toEqual(quick);
    const { formula, figures, conflict } = table.cell({ rows: 4, columns: 7 });
    expect([formula?.engine, figures?.total, conflict]).toEqual(['formula', '155185920', null]);
    for (const [rows, columns] of [
      [1, 9],
      [6, 9],
      [7, 9],
    ] as const)
      expect(table.cell({ rows, columns }).formula).toBeNull();
    expect(check.running.value).toBe(false);
  });

  it('and a wrong figure among them is a contradiction, with both numbers and no figure', async () => {
    const shape = { rows: 5, columns: 7 };
    const counted = answer;
    answer = (question) => {
      const { engine, columns, from } = question.request;
      const wrong = engine === 'formula' && columns === 7 && from === 5;
      return wrong ? emit({ type: 'done', results: [wrongByFormula(shape)] }) : counted(question);
    };
    table.fill();
    await over();
    const { figures, conflict, classes } = table.cell(shape);
    expect(figures).toBeNull();
    expect(conflict).toMatchObject({
      kind: 'engines',
      counted: { engine: 'classes' },
      other: { engine: 'formula' },
    });
    expect(settled.find(({ other }) => other.rows === 5 && other.columns === 7)?.other.total).toBe(
      String(2n * BigInt(classes?.total ?? 0)),
    );
    expect(table.cells.value.filter((one) => one.conflict)).toHaveLength(1);
  });

  it('give way to another count, and are checked after it', async () => {
    let held = true;
    const counted = answer;
    answer = (question) => !(held && question.request.engine === 'formula') && counted(question);
    table.count({ columns: 4, from: 1, to: 4 });
    await over();
    expect([check.running.value, checks()]).toEqual([true, [[2, 4]]]);
    expect([table.running.value, table.blocked.value]).toEqual([false, null]);
    held = false;
    table.count({ columns: 5, from: 3, to: 3 });
    emit({ type: 'cancelled', finished: 0, units: 0 });
    await over();
    expect(asks().at(-1)).toEqual([5, 3, 3]);
    expect(checks().slice(1)).toEqual([
      [2, 4],
      [3, 4],
      [4, 4],
      [3, 5],
    ]);
  });

  it('are left alone while something else runs, and when the check is cancelled', async () => {
    const counted = answer;
    answer = (question) => {
      free.value = false;
      counted(question);
    };
    table.count({ columns: 4, from: 1, to: 4 });
    await over();
    expect(checks()).toEqual([]);
    free.value = true;
    answer = (question) => question.request.engine !== 'formula' && counted(question);
    table.count({ columns: 4, from: 1, to: 4 });
    await over();
    check.cancel();
    emit({ type: 'cancelled', finished: 0, units: 0 });
    await over();
    expect([checks(), check.running.value]).toEqual([[[2, 4]], false]);
    expect(table.cell({ rows: 2, columns: 4 }).figures).not.toBeNull();
  });
});

it('reports progress of a count, which is no result', async () => {
  answer = () => emit({ type: 'progress', progress: classesProgress, meter: null });
  table.count({ columns: 10, from: 6, to: 6 });
  await over();
  const run = table.run.value;
  expect(run.state === 'running' && run.progress).toEqual(classesProgress);
  expect(table.workers.value).toEqual(classesProgress.workers);
  expect(known()).toBe(0);
});

it('cancelled, waits for the engine and keeps what it has', async () => {
  const counted = answer;
  answer = (question) => question.request.columns < 3 && counted(question);
  table.fill();
  await over();
  expect(known()).toBe(3);
  table.cancel();
  expect(table.run.value).toMatchObject({ state: 'running', stopping: true });
  expect(source.sent.at(-1)).toEqual({ type: 'cancel' });
  emit({ type: 'cancelled', finished: 0, units: 0 });
  await over();
  expect(table.run.value.state).toBe('cancelled');
  expect([source.started, source.ended]).toEqual([[2], 0]);
  expect(known()).toBe(3);
});

it('shows what the engine refused, and that an engine has stopped responding', async () => {
  answer = () => emit({ type: 'refused', message: 'It needs too much memory.' });
  table.count({ columns: 10, from: 6, to: 6 });
  await over();
  expect(table.run.value).toEqual({ state: 'failed', message: 'It needs too much memory.' });
  const message = 'The engine stopped responding.';
  answer = () => source.emit({ type: 'broken', message });
  table.count({ columns: 10, from: 6, to: 6 });
  await over();
  expect(table.run.value).toEqual({ state: 'failed', message });
  expect([source.started, source.ended]).toEqual([[2, 2], 1]);
});

it('starts nothing while something else runs, and no second run', async () => {
  busy.value = 'A count is running.';
  table.fill();
  expect(table.blocked.value).toBe('A count is running.');
  await over();
  expect(sent).toEqual([]);
  busy.value = null;
  table.fill();
  table.count({ columns: 10, from: 6, to: 6 });
  await over();
  expect(asks()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, 1, n]));
});

describe('a saved count', () => {
  const shape = { rows: 5, columns: 6 };

  it('fills its cell at once', () => {
    saved.value = [savedFor(shape)];
    const cell = table.cell(shape);
    expect(cell.figures?.total).toBe('1128960');
    expect(cell.saved?.date).toBe(saved.value[0]?.date);
    expect(cell.classes).toBeNull();
  });

  it('stands beside the same count by classes', async () => {
    saved.value = [savedFor(shape)];
    table.count({ columns: 6, from: 5, to: 5 });
    await over();
    const { classes, saved: other, conflict } = table.cell(shape);
    expect([classes?.total, other?.total, conflict]).toEqual(['1128960', '1128960', null]);
  });

  it('that differs is an error, and no figure is shown', async () => {
    saved.value = [falseFor(shape)];
    table.count({ columns: 6, from: 5, to: 5 });
    await over();
    expect(table.cell(shape).figures).toBeNull();
    expect(table.cell(shape).conflict?.kind).toBe('engines');
  });
});

describe('while it is shown', () => {
  const shape = { rows: 5, columns: 6 };
  const estimates = () => questions.filter(({ type }) => type === 'estimate');

  it('requests published values once, which are no counts', async () => {
    expect(table.cell(shape).published).toBeUndefined();
    const end = table.answers.load();
    await over();
    end();
    table.answers.load();
    await over();
    expect(questions.filter(({ type }) => type === 'published')).toEqual([
      { type: 'published', columns: 10 },
    ]);
    expect(table.cell(shape).published?.total).toBe('1128960');
    expect(table.cell({ rows: 7, columns: 10 }).published).toBeNull();
    expect(known()).toBe(0);
    expect(missing(table.cells.value)).toHaveLength(9);
  });

  it('holds a saved count against what is published', async () => {
    saved.value = [falseFor(shape)];
    table.answers.load();
    await over();
    const { figures, conflict } = table.cell(shape);
    expect([figures, conflict?.kind]).toEqual([null, 'published']);
  });

  it('estimates how long a question takes here, and measures nothing while others work', async () => {
    const cell = { columns: 6, from: 5, to: 5 };
    const lines = [9, 10].map((columns) => ({ columns, from: 1, to: columns }));
    free.value = false;
    table.answers.load();
    await over();
    expect(estimates()).toEqual([]);
    expect(table.answers.seconds([cell])).toBeNull();
    free.value = true;
    await over();
    expect(estimates()).toHaveLength(1);
    expect(table.answers.seconds([cell])).toBe(7);
    expect(table.answers.seconds(lines)).toBe(38);
    table.chosen.value = { rows: 2, columns: 10 };
    expect(table.answers.seconds([{ columns: 10, from: 2, to: 2 }])).toBeNull();
    await over();
    expect(estimates().at(-1)).toMatchObject({
      requests: [{ engine: 'classes', columns: 10, from: 2, to: 2 }],
    });
  });

  it('asks again of other workers', async () => {
    table.answers.load();
    await over();
    environment.value = { workers: 1 } as EngineInfo;
    expect(table.answers.seconds([{ columns: 9, from: 1, to: 9 }])).toBeNull();
    await over();
    expect(table.answers.seconds([{ columns: 9, from: 1, to: 9 }])).toBe(18);
  });
});

it.each([
  ['published', {}],
  ['sum', { difference: '23041' }],
])('a count that contradicts (%s) is not shown', async (kind, wrong) => {
  answer = ({ request }) => {
    const results = classesResult(request);
    const [count] = results;
    if (count?.published && kind === 'published') count.published.total = '1128962';
    else Object.assign(count ?? {}, wrong);
    emit({ type: 'done', results });
  };
  table.count({ columns: 6, from: 5, to: 5 });
  await over();
  const { figures, conflict } = table.cell({ rows: 5, columns: 6 });
  expect([figures, conflict?.kind]).toEqual([null, kind]);
});

it.each([
  [3, 2, { rows: 2, columns: 2 }],
  [0, 4, { rows: 1, columns: 4 }],
  [2, 11, { rows: 2, columns: 10 }],
  [1, 0, { rows: 1, columns: 1 }],
])('the nearest of (%i, %i) is in the triangle', (rows, columns, shape) => {
  expect(nearest(rows, columns)).toEqual(shape);
});
