import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Request } from '../engine/api';
import type { SequencePlan } from '../model/generated';
import { differenceAlone } from '../testing/formula';
import { hostOf } from '../testing/host';
import { checkpointsMemory } from '../testing/memory-store';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import type { App } from './app';
import { createApp } from './create-app';
// Loaded only if something is saved, which timers that are faked do not wait for.
import '../model/read-checkpoint-record';

let engine: ScriptedEngine;

beforeEach(() => {
  vi.useFakeTimers();
  engine = scriptedEngine();
});
afterEach(() => vi.useRealTimers());

const later = () => vi.advanceTimersByTimeAsync(300);

function sent<T extends Request['type']>(type: T): Extract<Request, { type: T }>[] {
  return engine.sent.filter((request): request is Extract<Request, { type: T }> => request.type === type);
}

const planOf = (seconds: number, others: Partial<SequencePlan> = {}): SequencePlan => ({
  sequence: { fixed: { rows: 4 }, figure: 'D', from: 4, to: 6 },
  parts: [{ engine: 'formula', columns: [4, 6], rows: [4, 4], figure: 'D', seconds }],
  unknown: [],
  seconds,
  ...others,
});

async function open(
  plan: SequencePlan,
  search = '?view=sequences&rows=4&figure=D&to=6',
  store = checkpointsMemory(),
): Promise<App> {
  const app = createApp(hostOf(engine, { search, openCheckpoints: async () => store }));
  engine.ready();
  app.sequences.look();
  await later();
  const request = sent('sequencePlan').at(-1);
  if (!request) throw new Error('no plan was requested');
  engine.emit({ type: 'sequencePlanned', id: request.id, plan });
  await later();
  return app;
}

const results = [4, 5, 6].map((columns) => differenceAlone({ rows: 4, columns }));
const done = { type: 'done' as const, results };

it('terms that are quick are counted at once, all n as one job', async () => {
  const { sequences } = await open(planOf(0.1));
  expect(sent('sequencePlan')[0]?.request).toEqual({ fixed: { rows: 4 }, figure: 'D', from: null, to: 6 });
  expect(sent('count').map(({ request }) => request)).toEqual([
    {
      engine: 'formula',
      least_columns: 4,
      columns: 6,
      from: 4,
      to: 4,
      figure: 'D',
      schedule: null,
      options: {},
      keep: false,
    },
  ]);
  expect(sequences.terms.value.map(({ value }) => value)).toEqual([null, null, null]);
  engine.emit(done);
  await later();
  expect(sequences.run.value.state).toBe('done');
  expect(sequences.seconds.value).toBe(0);
  expect(sequences.terms.value).toEqual(
    results.map(({ columns, difference }) => ({
      at: columns,
      value: difference,
      engine: 'formula',
      why: null,
    })),
  );
});

it('terms that take long wait for the button, are saved on the way, and pause when cancelled', async () => {
  const { sequences } = await open(planOf(70));
  expect(sent('count')).toEqual([]);
  expect(sequences.seconds.value).toBe(70);
  sequences.count();
  await later();
  expect(sent('count')).toMatchObject([{ request: { keep: true } }]);
  sequences.cancel();
  expect(sent('pause')).toHaveLength(1);
  engine.emit({ type: 'cancelled', finished: 1, units: 9 });
  await later();
  expect(sequences.run.value).toEqual({ state: 'cancelled' });
  expect(sent('count')).toHaveLength(1);
});

it('classes count each n by itself, and what nobody counts has its reason', async () => {
  const { sequences } = await open(
    planOf(0.1, {
      sequence: { fixed: { rows: 7 }, figure: 'D', from: 7, to: 12 },
      parts: [{ engine: 'classes', columns: [7, 8], rows: [7, 7], figure: 'D', seconds: 0.1 }],
      unknown: [{ from: 9, to: 12, why: 'D(7,n) is counted for n up to 10' }],
    }),
    '?view=sequences&rows=7&figure=D&to=10',
  );
  expect(sent('count').map(({ request: { columns, from, to } }) => [columns, from, to])).toEqual([[7, 7, 7]]);
  expect(sequences.terms.value.map(({ why }) => why !== null)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

it('the quotient needs D and K', async () => {
  await open(planOf(0.1), '?view=sequences&rows=4&figure=D&to=6&plot=ratio');
  const plan = planOf(0.1, { parts: [] });
  const second = sent('sequencePlan').at(-1);
  expect(second?.request.figure).toBe('K');
  engine.emit({ type: 'sequencePlanned', id: second?.id ?? 0, plan });
  await later();
  expect(sent('sequencePlan').map(({ request }) => request.figure)).toEqual(['D', 'K']);
});

it('where K takes long, D is listed at once, and the quotient waits for the button', async () => {
  const { sequences } = await open(planOf(0.1), '?view=sequences&rows=4&figure=D&to=6&plot=ratio');
  const ofK = planOf(70, {
    parts: [{ engine: 'formula', columns: [4, 6], rows: [4, 4], figure: 'K', seconds: 70 }],
  });
  const second = sent('sequencePlan').at(-1);
  engine.emit({ type: 'sequencePlanned', id: second?.id ?? 0, plan: ofK });
  await later();
  const figures = () => sent('count').map(({ request }) => request.figure);
  expect(figures()).toEqual(['D']);
  engine.emit(done);
  await later();
  expect(sequences.terms.value.every(({ value }) => value !== null)).toBe(true);
  expect([figures(), sequences.seconds.value]).toEqual([['D'], 70]);
  sequences.count();
  await later();
  expect(figures()).toEqual(['D', 'K']);
});

it('says that there is saved progress of what is missing', async () => {
  const store = checkpointsMemory();
  const { sequences } = await open(planOf(70), undefined, store);
  expect(sequences.resumable.value).toBe(false);
  sequences.count();
  await later();
  const progress = {
    engine: 'formula',
    columns: 6,
    from: 4,
    to: 4,
    done: 1,
    units: 9,
    elapsed_seconds: 9,
  } as const;
  await store.put({ ...progress, date: '2026-11-24T12:00:00.000Z' }, new Blob(['the text']));
  sequences.cancel();
  engine.emit({ type: 'cancelled', finished: 1, units: 9 });
  await later();
  expect(sequences.resumable.value).toBe(true);
  sequences.count();
  await later();
  expect(sent('count').at(-1)).toMatchObject({ resume: true, request: { keep: true } });
  engine.emit(done);
  await later();
  expect(sequences.resumable.value).toBe(false);
});

it('what is saved is resumed, even if it would not take long', async () => {
  const store = checkpointsMemory();
  const progress = {
    engine: 'formula',
    columns: 6,
    from: 4,
    to: 4,
    done: 1,
    units: 9,
    elapsed_seconds: 9,
  } as const;
  await store.put({ ...progress, date: '2026-11-24T12:00:00.000Z' }, new Blob(['the text']));
  await open(planOf(0.1), undefined, store);
  expect(sent('count')).toMatchObject([{ resume: true, request: { keep: true } }]);
});

it('progress that could not be saved is resumed from the page, and gone when the terms are counted', async () => {
  const app = await open(planOf(70));
  const { sequences, checkpoints } = app;
  sequences.count();
  await later();
  sequences.cancel();
  const checkpoint = {
    engine: 'formula',
    columns: 6,
    from: 4,
    to: 4,
    done: 1,
    units: 9,
    elapsed_seconds: 9,
  } as const;
  const file = new Blob(['the text']);
  engine.emit({ type: 'unsaved', checkpoint, file });
  engine.emit({ type: 'cancelled', finished: 1, units: 9 });
  await later();
  expect(checkpoints.list.value).toHaveLength(1);
  sequences.count();
  await later();
  expect(sent('count').at(-1)?.checkpoint).toBe(file);
  engine.emit(done);
  await later();
  expect(checkpoints.list.value).toEqual([]);
});

it('a sequence that there is not says why', async () => {
  const app = createApp(hostOf(engine, { search: '?view=sequences' }));
  engine.ready();
  app.sequences.look();
  await later();
  engine.emit({
    type: 'requestFailed',
    id: sent('sequencePlan')[0]?.id ?? 0,
    message: 'no engine counts it',
  });
  await later();
  expect(app.sequences.trouble.value).toBe('No engine counts it.');
});

it('a file has the counted terms only', async () => {
  const { sequences } = await open(planOf(0.1));
  engine.emit({ type: 'done', results: results.slice(1) });
  await later();
  const file = sequences.file('bfile');
  await later();
  const [request] = sent('sequenceFile');
  expect(request?.terms.map(({ at }) => at)).toEqual([5, 6]);
  const blob = new Blob(['5 1\n']);
  engine.emit({ type: 'sequenceWritten', id: request?.id ?? 0, file: blob, ended: 'It ends.' });
  expect(await file).toEqual({ file: blob, ended: 'It ends.' });
});
