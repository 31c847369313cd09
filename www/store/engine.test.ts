import { beforeEach, expect, it } from 'vitest';
import { EngineRestarted } from '../engine/calls';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import { byClasses } from './counts';
import { createEngine, type Engine, type RunUpdate } from './engine';
import { createSamples } from './samples';

const shape = { rows: 3, columns: 5 };
const question = { type: 'rectangle', shape } as const;
const rectangle = { rows: [[1]], sign: 1 } as never;
const crash = { type: 'broken', message: 'The engine stopped: out of memory.' } as const;

let source: ScriptedEngine;
let engine: Engine;

beforeEach(() => {
  source = scriptedEngine();
  engine = createEngine(source.start, 2);
  source.ready();
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
const lastId = () => source.sent.flatMap((request) => ('id' in request ? request.id : [])).at(-1) ?? 0;

it('what is asked of a worker that crashes is answered with the reason, and another one starts by itself', async () => {
  const answer = engine.call(question);
  source.emit(crash);
  await expect(answer).rejects.toThrow(crash.message);
  await settled();
  expect(source.started).toEqual([2, 2]);
  expect(source.ended).toBe(1);
  expect(engine.state.value).toBe('starting');
  source.ready();
  const another = engine.call(question);
  source.emit({ type: 'rectangle', id: lastId(), rectangle });
  expect(await another).toMatchObject({ rectangle });
});

it('what is asked of one that is started anew, or waits for it, has a reason too', async () => {
  const before = engine.call(question);
  const first = engine.restart(1);
  const between = engine.call(question);
  const second = engine.restart(2);
  await expect(before).rejects.toBeInstanceOf(EngineRestarted);
  await expect(between).rejects.toBeInstanceOf(EngineRestarted);
  await Promise.all([first, second]);
  expect(source.started).toEqual([2, 2]);
});

it('a worker that crashes again and again is not started for ever, but may be tried again', async () => {
  for (let times = 0; times < 3; times++) {
    source.emit(crash);
    await settled();
    if (times < 2) source.ready();
  }
  expect(source.started).toHaveLength(3);
  expect(engine.state.value).toBe('unsupported');
  expect(engine.problem.value).toBe(crash.message);
  expect(engine.again.value).toBe(true);
  await expect(engine.call(question)).rejects.toThrow(crash.message);
  await engine.restart(2);
  source.ready();
  expect(engine.state.value).toBe('ready');
});

it('an engine that comes after all is ready', () => {
  source.emit({
    type: 'unsupported',
    message: 'The workers did not start. Try again, or use fewer workers.',
    again: true,
  });
  source.ready();
  expect(engine.state.value).toBe('ready');
  expect(engine.problem.value).toBeNull();
});

const jobOf = (columns: number) => ({
  type: 'count' as const,
  request: byClasses({ columns, from: 1, to: columns }, false),
  checkpoint: null,
});

it('tells whoever asked for a count of that count, and of nothing else', async () => {
  const [first, second] = [[] as RunUpdate[], [] as RunUpdate[]];
  engine.run(jobOf(4), (update) => first.push(update));
  const id = lastId();
  void engine.call(question);
  source.emit({ type: 'rectangle', id: lastId(), rectangle });
  source.emit({ type: 'saved', id, trouble: null });
  engine.run(jobOf(5), (update) => second.push(update));
  source.emit({ type: 'inOtherTab', id });
  source.emit({ type: 'inOtherTab', id: lastId() });
  expect(first.map(({ type }) => type)).toEqual(['saved']);
  expect(second.map(({ type }) => type)).toEqual(['inOtherTab']);
});

it('a count whose engine ends hears of that, and what waits for one that is ready is sent then', async () => {
  const updates: RunUpdate[] = [];
  const job = jobOf(4);
  engine.run(job, (update) => updates.push(update));
  source.emit(crash);
  expect(updates).toEqual([{ type: 'lost', reason: new Error(crash.message) }]);
  await settled();
  const before = source.sent.length;
  engine.run(job, (update) => updates.push(update));
  expect(source.sent).toHaveLength(before);
  source.ready();
  expect(source.sent.at(-1)).toMatchObject(job);
  expect(updates).toHaveLength(1);
});

it('is ready when it is, or rejects with the reason where it cannot be', async () => {
  await engine.ready();
  const restarted = engine.restart();
  let ready = false;
  void engine.ready().then(() => {
    ready = true;
  });
  await restarted;
  await settled();
  expect(ready).toBe(false);
  source.ready();
  await settled();
  expect(ready).toBe(true);
  source.emit({ type: 'unsupported', message: 'No SIMD.' });
  await expect(engine.ready()).rejects.toThrow('No SIMD.');
});

it('rectangles that do not come say why, and another try is as good as the first', async () => {
  const samples = createSamples(engine);
  const another = samples.another(shape);
  source.emit({ type: 'requestFailed', id: lastId(), message: 'Too little memory.' });
  await another;
  expect(samples.trouble.value).toBe('Too little memory. Please try again.');
  const download = samples.download({ columns: 5 } as never, [1, 2, 3]);
  expect(samples.trouble.value).toBeNull();
  source.emit(crash);
  expect(await download).toBeNull();
  expect(samples.trouble.value).toContain('out of memory');
  await settled();
  source.ready();
  const again = samples.another(shape);
  source.emit({ type: 'rectangle', id: lastId(), rectangle });
  await again;
  expect(samples.trouble.value).toBeNull();
  expect(samples.rectangle.value).toBe(rectangle);
});
