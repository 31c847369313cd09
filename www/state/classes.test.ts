import { beforeEach, expect, it } from 'vitest';
import type { ClassesProgress } from '../engine/generated';
import type { Request } from '../engine/protocol';
import { classesProgress, classesResult } from '../testing/classes';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import { type Classes, type ClassesJob, createClasses } from './classes';
import { createEngine } from './engine';
import { createSaving, type Saving } from './saving';

const range = { columns: 10, from: 1, to: 10 };

let source: ScriptedEngine;
let classes: Classes;
let saving: Saving;
let unsaved: string | null;
let heard: (ClassesProgress | null)[];
const held: unknown[] = [];

function job(how: Partial<ClassesJob> = {}): ClassesJob {
  return {
    questions: [range],
    keep: true,
    tell: (_, progress) => void heard.push(progress),
    take: () => {},
    ...how,
  };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));
const sentTypes = () => source.sent.map(({ type }) => type);
const asked = () =>
  source.sent.filter(
    (request): request is Extract<Request, { type: 'classes' }> => request.type === 'classes',
  );
const lastId = () => asked().at(-1)?.id ?? 0;

beforeEach(() => {
  source = scriptedEngine();
  unsaved = null;
  heard = [];
  held.length = 0;
  const engine = createEngine(source.start, 2);
  saving = createSaving({ engine, epoch: () => 7, kept: () => {}, hold: (report) => void held.push(report) });
  classes = createClasses({
    engine,
    epoch: () => 0,
    readEvery: 0,
    checkpointOf: () => unsaved,
    resumes: () => true,
    begun: saving.forget,
    ended: () => {},
  });
  source.ready();
});

it('passes on what is kept and what it goes on with, and hears of it', async () => {
  unsaved = 'the text';
  const ended = classes.count(job());
  await soon();
  expect(asked()).toEqual([{ type: 'classes', id: 1, ...range, keep: true, checkpoint: 'the text' }]);
  source.emit({ type: 'classesProgress', id: 1, progress: classesProgress });
  source.emit({ type: 'kept', trouble: null });
  expect([saving.savedAt.value, saving.notKept.value]).toEqual([7, null]);
  source.emit({ type: 'kept', trouble: 'no room' });
  expect([saving.savedAt.value, saving.notKept.value]).toEqual([7, 'no room']);
  source.emit({ type: 'classesCounted', id: 1, result: classesResult(range) });
  expect(await ended).toEqual({ state: 'done' });
  expect(heard).toEqual([classesProgress, null]);
  expect(classes.of({ rows: 10, columns: 10 })).toMatchObject({ columns: 10 });
});

it('goes on with what is saved, of which it carries nothing', async () => {
  void classes.count(job());
  await soon();
  expect(asked()).toEqual([{ type: 'classes', id: 1, ...range, keep: true, checkpoint: null, resume: true }]);
});

it('has paused when the question is answered', async () => {
  classes.pause();
  expect(source.sent).toEqual([]);
  let over: unknown;
  void classes.count(job()).then((ended) => {
    over = ended;
  });
  await soon();
  classes.pause();
  classes.pause();
  expect(source.sent.at(-1)).toEqual({ type: 'pause' });
  await soon();
  expect(over).toBeUndefined();
  const checkpoint = {
    ...range,
    engine: 'classes',
    done: 1,
    units: 2,
    elapsed_seconds: 1,
    text: '',
  } as const;
  source.emit({ type: 'unsaved', checkpoint });
  source.emit({ type: 'cancelled', finished: 0, units: 0 });
  await soon();
  expect(over).toEqual({ state: 'cancelled' });
  expect(held).toEqual([checkpoint]);
  expect(source.sent).toHaveLength(2);
});

it('cancelled before the engine is ready asks nothing', async () => {
  source.emit({ type: 'broken', message: 'It stopped.' });
  const ended = classes.count(job());
  await soon();
  classes.cancel();
  expect(await ended).toEqual({ state: 'cancelled' });
  source.ready();
  await soon();
  expect(source.sent).toEqual([]);
});

it('another job ends the one in hand, and begins when that has ended', async () => {
  const first = classes.count(job({ keep: false }));
  await soon();
  const second = classes.count(job({ questions: [{ columns: 4, from: 1, to: 4 }], keep: false }));
  await soon();
  expect(sentTypes()).toEqual(['classes', 'cancel']);
  expect(classes.running.value).toBe(true);
  source.emit({ type: 'cancelled', finished: 0, units: 0 });
  expect(await first).toEqual({ state: 'cancelled' });
  await soon();
  expect(asked().at(-1)).toMatchObject({ columns: 4 });
  source.emit({
    type: 'classesCounted',
    id: lastId(),
    result: classesResult({ columns: 4, from: 1, to: 4 }),
  });
  expect(await second).toEqual({ state: 'done' });
  expect(classes.running.value).toBe(false);
});

it('fails where another tab counts the same', async () => {
  const ended = classes.count(job());
  await soon();
  source.emit({ type: 'elsewhere' });
  const message = 'n = 10 is already being counted in another tab.';
  expect(await ended).toEqual({ state: 'failed', message });
});

it('fails with the reason where this browser cannot count', async () => {
  source.emit({ type: 'unsupported', message: 'No SIMD.' });
  expect(await classes.count(job())).toEqual({ state: 'failed', message: 'No SIMD.' });
});

it('a job that is kept begins with nothing said of saving', async () => {
  source.emit({ type: 'without', message: 'Without locks.' });
  expect(saving.without.value).toEqual(['Without locks.']);
  void classes.count(job({ keep: false }));
  expect(saving.without.value).toEqual(['Without locks.']);
  void classes.count(job());
  await soon();
  source.emit({ type: 'cancelled', finished: 0, units: 0 });
  await soon();
  expect(saving.without.value).toEqual([]);
});
