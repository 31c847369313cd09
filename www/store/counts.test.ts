import { beforeEach, expect, it } from 'vitest';
import type { Request } from '../engine/api';
import type { ProgressReport } from '../model/generated';
import { classesProgress, classesResult } from '../testing/classes';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import { byClasses, type CountJob, type Counts, createCounts } from './counts';
import { createEngine } from './engine';
import { createSaving, type Saving } from './saving';

const range = { columns: 10, from: 1, to: 10 };

let source: ScriptedEngine;
let counts: Counts;
let saving: Saving;
let unsaved: Blob | null;
let updates: (ProgressReport | 'done')[];
const unsavedCounts: unknown[] = [];

function job(range = { columns: 10, from: 1, to: 10 }, keep = true): CountJob {
  return {
    requests: [byClasses(range, keep)],
    onUpdate(update) {
      if (update.type === 'progress') updates.push(update.progress);
      if (update.type === 'done') updates.push('done');
    },
  };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));
const sentTypes = () => source.sent.map(({ type }) => type);
const sent = () =>
  source.sent.filter((request): request is Extract<Request, { type: 'count' }> => request.type === 'count');
const lastId = () => sent().at(-1)?.id ?? 0;

beforeEach(() => {
  source = scriptedEngine();
  unsaved = null;
  updates = [];
  unsavedCounts.length = 0;
  const engine = createEngine(source.start, 2);
  saving = createSaving({
    engine,
    epoch: () => 7,
    onSaved: () => {},
    onUnsaved: (...all) => void unsavedCounts.push(all),
  });
  counts = createCounts({
    engine,
    readEvery: 0,
    checkpointOf: () => unsaved,
    resumes: () => true,
    begun: saving.forget,
    ended: () => {},
  });
  source.ready();
});

it('passes on what is kept and what it resumes, and hears of it', async () => {
  unsaved = new Blob(['the text']);
  const ended = counts.count(job());
  await soon();
  expect(sent()).toEqual([{ type: 'count', id: 1, request: byClasses(range, true), checkpoint: unsaved }]);
  expect(sent()[0]?.checkpoint).toBe(unsaved);
  source.emit({ type: 'progress', id: 1, progress: classesProgress, meter: null });
  source.emit({ type: 'saved', trouble: null });
  expect([saving.savedAt.value, saving.notSaved.value]).toEqual([7, null]);
  source.emit({ type: 'saved', trouble: 'no room' });
  expect([saving.savedAt.value, saving.notSaved.value]).toEqual([7, 'no room']);
  source.emit({ type: 'done', id: 1, results: classesResult(range) });
  expect(await ended).toEqual({ state: 'done' });
  expect(updates).toEqual([classesProgress, 'done']);
  expect(counts.of({ rows: 10, columns: 10 })).toMatchObject({ columns: 10 });
});

it('resumes what is saved, of which it carries nothing', async () => {
  void counts.count(job());
  await soon();
  expect(sent()).toEqual([
    { type: 'count', id: 1, request: byClasses(range, true), checkpoint: null, resume: true },
  ]);
});

it('has paused when the question is answered', async () => {
  counts.end('pause');
  expect(source.sent).toEqual([]);
  let over: unknown;
  void counts.count(job()).then((ended) => {
    over = ended;
  });
  await soon();
  counts.end('pause');
  counts.end('pause');
  expect(source.sent.at(-1)).toEqual({ type: 'pause' });
  await soon();
  expect(over).toBeUndefined();
  const checkpoint = {
    ...range,
    engine: 'classes',
    done: 1,
    units: 2,
    elapsed_seconds: 1,
  } as const;
  const file = new Blob(['the text']);
  source.emit({ type: 'unsaved', checkpoint, file });
  source.emit({ type: 'cancelled', finished: 0, units: 0 });
  await soon();
  expect(over).toEqual({ state: 'cancelled' });
  expect(unsavedCounts).toEqual([[checkpoint, file]]);
  expect(source.sent).toHaveLength(2);
});

it('cancelled before the engine is ready asks nothing', async () => {
  source.emit({ type: 'broken', message: 'It stopped.' });
  const ended = counts.count(job());
  await soon();
  counts.end('cancel');
  expect(await ended).toEqual({ state: 'cancelled' });
  source.ready();
  await soon();
  expect(source.sent).toEqual([]);
});

it('another job ends the one in progress, and begins when that has ended', async () => {
  const first = counts.count(job(range, false));
  await soon();
  const second = counts.count(job({ columns: 4, from: 1, to: 4 }, false));
  await soon();
  expect(sentTypes()).toEqual(['count', 'cancel']);
  expect(counts.running.value).toBe(true);
  source.emit({ type: 'cancelled', finished: 0, units: 0 });
  expect(await first).toEqual({ state: 'cancelled' });
  await soon();
  expect(sent().at(-1)).toMatchObject({ request: { columns: 4 } });
  source.emit({
    type: 'done',
    id: lastId(),
    results: classesResult({ columns: 4, from: 1, to: 4 }),
  });
  expect(await second).toEqual({ state: 'done' });
  expect(counts.running.value).toBe(false);
});

it('fails where another tab counts the same', async () => {
  const ended = counts.count(job());
  await soon();
  source.emit({ type: 'inOtherTab' });
  const message = 'n = 10 is already being counted in another tab.';
  expect(await ended).toEqual({ state: 'failed', message });
});

it('fails with the reason where this browser cannot count', async () => {
  source.emit({ type: 'unsupported', message: 'No SIMD.' });
  expect(await counts.count(job())).toEqual({ state: 'failed', message: 'No SIMD.' });
});

it('a job that is kept begins with nothing said of saving', async () => {
  source.emit({ type: 'warning', message: 'Without locks.' });
  expect(saving.warnings.value).toEqual(['Without locks.']);
  void counts.count(job(range, false));
  expect(saving.warnings.value).toEqual(['Without locks.']);
  void counts.count(job());
  await soon();
  source.emit({ type: 'cancelled', finished: 0, units: 0 });
  await soon();
  expect(saving.warnings.value).toEqual([]);
});
