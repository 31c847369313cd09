import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobUpdate, Request } from '../engine/api';
import { ENGINE_NAMES } from '../model/engine-selection';
import { estimatesFor } from '../testing/estimates';
import { hostOf } from '../testing/host';
import { labPlan } from '../testing/lab-report';
import { checkpointsMemory } from '../testing/memory-store';
import { planFor, resultFor } from '../testing/results';
import { savedFor } from '../testing/saved';
import { noMeter, type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import type { App } from './app';
import { createApp } from './create-app';
// There already, so that they come without a wait.
import '../model/read-result';
import '../model/read-checkpoint-record';
import type { LabRun } from './lab';

let engine: ScriptedEngine;
let addresses: string[];

function open(search: string, cores = 2): App {
  const replaceAddress = (address: string) => void addresses.push(address);
  return createApp(hostOf(engine, { cores, search, replaceAddress }));
}

function sent<T extends Request['type']>(type: T): Extract<Request, { type: T }>[] {
  return engine.sent.filter((request): request is Extract<Request, { type: T }> => request.type === type);
}

/** Answers the newest estimate. */
async function estimate(seconds: number, byClasses = Number.POSITIVE_INFINITY) {
  await vi.advanceTimersByTimeAsync(200);
  const request = sent('estimate').at(-1);
  if (!request) throw new Error('nothing requested');
  const shapes = request.requests.length / 3;
  const by = { enumerate: seconds / shapes, classes: byClasses, naive: 1000 };
  engine.emit(estimatesFor(request, (engine) => by[engine]));
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  engine = scriptedEngine();
  addresses = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe('opening the page', () => {
  it('with no query counts 5 × 6 by itself', async () => {
    const app = open('');
    expect(app.run.value.state).toBe('idle');
    engine.ready();
    await estimate(0.01);
    expect(sent('count')).toEqual([
      {
        type: 'count',
        id: 1,
        request: {
          engine: 'enumerate',
          columns: 6,
          from: 5,
          to: 5,
          schedule: null,
          options: { popcount: 'auto' },
          figure: null,
          keep: false,
        },
        checkpoint: null,
      },
    ]);
    engine.emit({ type: 'done', results: [resultFor({ rows: 5, columns: 6 })] });
    expect(app.run.value.state).toBe('done');
  });

  it('counts quick shapes at once, and requests their estimate afterwards', async () => {
    createApp(hostOf(engine, { search: '?r=5&n=6&run', isQuick: () => true }));
    engine.ready();
    expect(engine.sent.map(({ type }) => type)).toEqual(['count']);
    engine.emit({ type: 'done', results: [resultFor({ rows: 5, columns: 6 })] });
    await vi.advanceTimersByTimeAsync(200);
    const what = engine.sent.map((one) => (one.type === 'count' ? one.request.engine : one.type));
    expect(what.filter((one) => one !== 'published')).toEqual(['enumerate', 'classes', 'estimate']);
  });

  it('waits for the estimate where one of several shapes may take long', () => {
    const isQuick = ({ columns }: { columns: number }) => columns <= 6;
    createApp(hostOf(engine, { search: '?n=6-7&run', isQuick }));
    engine.ready();
    expect(sent('count')).toEqual([]);
  });

  it('with a question is ready and waits', async () => {
    const app = open('?r=4&n=6');
    engine.ready();
    await estimate(0.01);
    expect(app.estimates.value).toHaveLength(1);
    expect(sent('count')).toEqual([]);
    expect(app.run.value.state).toBe('idle');
  });

  it('asks for confirmation even after &run when it takes long', async () => {
    const app = open('?r=4&n=10&run');
    engine.ready();
    await estimate(25_000);
    expect(app.confirming.value).toBe(true);
    expect(sent('count')).toEqual([]);
    app.dismissConfirm();
    expect(app.confirming.value).toBe(false);
    app.count();
    expect(app.confirming.value).toBe(true);
    app.countAnyway();
    expect(sent('count')).toHaveLength(1);
  });

  it('without support starts nothing', () => {
    const app = open('');
    engine.emit({ type: 'unsupported', message: 'No WebAssembly.' });
    expect(app.engine.state.value).toBe('unsupported');
    expect(app.engine.problem.value).toBe('No WebAssembly.');
    expect(engine.sent).toEqual([]);
  });
});

describe('a press of Count', () => {
  it('before the engine is ready is remembered', async () => {
    const app = open('?r=4&n=6');
    app.count();
    engine.ready();
    await estimate(0.01);
    expect(app.run.value.state).toBe('running');
  });

  it('is not remembered for another question', async () => {
    const app = open('?r=4&n=6');
    app.count();
    app.form.texts.value = { ...app.form.texts.value, rows: '5' };
    engine.ready();
    await estimate(0.01);
    expect(app.run.value.state).toBe('idle');
  });

  it('on a wrong form does nothing', () => {
    const app = open('?r=4&n=6');
    app.form.texts.value = { ...app.form.texts.value, rows: '7' };
    app.count();
    expect(app.pending.value).toBe(false);
  });

  it('that is refused shows why', async () => {
    const app = open('?r=4&n=6&run');
    engine.ready();
    await estimate(0.01);
    engine.emit({ type: 'refused', message: 'Too large.' });
    expect(app.run.value.state).toBe('idle');
    expect(app.refusal.value).toBe('Too large.');
  });
});

describe('an engine that does not respond', () => {
  it('to an estimate is reported, and Count no longer waits', async () => {
    const app = open('?r=4&n=6&run');
    engine.ready();
    await vi.advanceTimersByTimeAsync(200);
    const id = sent('estimate').at(-1)?.id ?? 0;
    engine.emit({ type: 'requestFailed', id, message: 'Too little memory.' });
    await vi.advanceTimersByTimeAsync(0);
    expect(app.refusal.value).toBe('Too little memory.');
    expect(app.pending.value).toBe(false);
    app.count();
    await estimate(0.01);
    expect(app.run.value.state).toBe('running');
  });

  it('because it crashed is reported, restarted, and then counts', async () => {
    const app = open('?r=4&n=6');
    engine.ready();
    engine.emit({ type: 'broken', message: 'The engine stopped: out of memory.' });
    await vi.advanceTimersByTimeAsync(0);
    expect(app.refusal.value).toContain('The engine stopped: out of memory.');
    expect(engine.started).toEqual([2, 2]);
    engine.ready();
    app.count();
    await estimate(0.01);
    expect(app.run.value.state).toBe('running');
    expect(app.refusal.value).toBeNull();
  });

  it('in the middle of a count fails that with the reason, and is restarted', async () => {
    const app = open('?r=4&n=6&run');
    engine.ready();
    await estimate(0.01);
    engine.emit({ type: 'broken', message: 'The engine stopped: out of memory.' });
    await vi.advanceTimersByTimeAsync(0);
    expect(app.run.value).toMatchObject({
      state: 'failed',
      message: 'The engine stopped: out of memory.',
    });
    expect(app.engine.state.value).toBe('starting');
    expect(engine.started).toHaveLength(2);
  });
});

describe('a long count', () => {
  const shape = { rows: 4, columns: 6 };

  async function counting(others: Parameters<typeof hostOf>[1] = {}) {
    const app = createApp(hostOf(engine, { search: '?r=4&n=6&run', ...others }));
    engine.ready();
    await estimate(30);
    engine.emit({ type: 'started', plan: planFor(shape), meter: noMeter, elapsed: 0 });
    return app;
  }

  it('is reported as saved when the first write has settled, and not before', async () => {
    let now = 0;
    const app = await counting({ epoch: () => now });
    expect(app.autosaving.value).toBe(true);
    expect(app.savedAt.value).toBeNull();
    engine.emit({ type: 'saved', trouble: 'no room' });
    expect(app.savedAt.value).toBeNull();
    expect(app.notSaved.value).toBe('no room');
    now = 7000;
    engine.emit({ type: 'saved', trouble: null });
    expect([app.savedAt.value, app.notSaved.value]).toEqual([7000, null]);
    now = 12_000;
    engine.emit({ type: 'saved', trouble: 'no room' });
    expect([app.savedAt.value, app.notSaved.value]).toEqual([7000, 'no room']);
  });

  it('that could not be saved when it was paused is held by the page, and resumed from there', async () => {
    const app = await counting({ openCheckpoints: () => Promise.reject(new Error('blocked')) });
    app.pause();
    const checkpoint = {
      engine: 'enumerate',
      columns: 6,
      from: 4,
      to: 4,
      done: 3,
      units: 5,
      elapsed_seconds: 1,
    } as const;
    const file = new Blob(['the text']);
    engine.emit({ type: 'saved', trouble: 'blocked' });
    engine.emit({ type: 'unsaved', checkpoint, file });
    engine.emit({ type: 'cancelled', finished: 3, units: 5 });
    await vi.advanceTimersByTimeAsync(0);
    const saved = app.checkpoints.of('enumerate 4x6');
    expect(saved?.done).toBe(3);
    if (saved) app.resume(saved);
    await estimate(30);
    expect(sent('count').at(-1)).toMatchObject({ request: { keep: true } });
    expect(sent('count').at(-1)?.checkpoint).toBe(file);
    expect(sent('count').at(-1)?.resume).toBeUndefined();
  });

  it('is saved when the page is hidden', async () => {
    let hide = () => {};
    await counting({
      whenHidden(callback) {
        hide = callback;
      },
    });
    expect(sent('save')).toHaveLength(0);
    hide();
    expect(sent('save')).toHaveLength(1);
    engine.emit({ type: 'done', results: [resultFor(shape)] });
    await vi.advanceTimersByTimeAsync(0);
    hide();
    expect(sent('save')).toHaveLength(1);
  });

  it('that is resumed has its worker read saved progress, and sends none of it', async () => {
    const store = checkpointsMemory();
    const date = '2026-11-24T12:00:00.000Z';
    const count = {
      engine: 'enumerate',
      columns: 6,
      from: 4,
      to: 4,
      done: 3,
      units: 5,
      elapsed_seconds: 1,
      date,
    } as const;
    await store.put(count, new Blob(['the text']));
    const app = await counting({ openCheckpoints: async () => store });
    expect(sent('count')).toMatchObject([{ resume: true, request: { keep: true }, checkpoint: null }]);
    expect(app.savedAt.value).toBe(Date.parse(date));
  });
});

describe('a running count', () => {
  const shape = { rows: 5, columns: 6 };
  const started: JobUpdate = { type: 'started', plan: planFor(shape), meter: noMeter, elapsed: 0 };

  async function running(search: string): Promise<App> {
    const app = open(search);
    engine.ready();
    await estimate(0.01);
    engine.emit(started);
    return app;
  }

  it('is cancelled once, and is shown as cancelled when it has stopped', async () => {
    const app = await running('?r=5&n=6&run');
    app.cancel();
    app.cancel();
    expect(sent('cancel')).toHaveLength(1);
    expect(app.run.value.state).toBe('running');
    engine.emit({ type: 'cancelled', finished: 1, units: 5 });
    expect(app.run.value.state).toBe('cancelled');
  });

  it('that failed starts again on a new engine', async () => {
    const app = await running('?r=5&n=6&run');
    engine.emit({ type: 'failed', message: 'No memory.', finished: 1, units: 5 });
    expect(app.run.value.state).toBe('failed');
    await app.startAgain();
    expect(engine.started).toEqual([2, 2]);
    expect(engine.ended).toBe(1);
    engine.ready();
    await estimate(0.01);
    expect(sent('count')).toHaveLength(2);
    expect(app.run.value.state).toBe('running');
  });

  it('that failed is followed by another count on a new engine', async () => {
    const app = await running('?r=5&n=6&run');
    engine.emit({ type: 'failed', message: 'Worker 2 stopped responding.', finished: 1, units: 5 });
    app.form.texts.value = { ...app.form.texts.value, rows: '4' };
    app.count();
    app.count();
    await estimate(0.01);
    expect(engine.started).toEqual([2, 2]);
    expect(sent('count')).toHaveLength(1);
    engine.ready();
    await estimate(0.01);
    expect(sent('count').at(-1)?.request).toMatchObject({ columns: 6, from: 4, to: 4 });
    expect(app.run.value.state).toBe('running');
  });

  it('of several shapes sends one after another', async () => {
    const app = await running('?n=1-2&run');
    for (const [i, rows] of [1, 1, 2].entries()) {
      const columns = i === 0 ? 1 : 2;
      expect(sent('count').at(-1)?.request).toMatchObject({ columns, from: rows, to: rows });
      engine.emit({ type: 'done', results: [resultFor({ rows, columns })] });
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(app.run.value.state).toBe('done');
    expect(sent('count')).toHaveLength(3);
  });

  it('keeps the requested popcount, whatever the form says later', async () => {
    const app = await running('?r=5&n=6&popcount=vertical&run');
    expect(sent('count').at(-1)?.request.options).toEqual({ popcount: 'vertical' });
    engine.emit({ type: 'done', results: [resultFor(shape)] });
    app.form.popcount.value = 'scalar';
    expect(app.popcount.value).toBe('vertical');
    app.count();
    await estimate(0.01);
    expect(sent('count').at(-1)?.request.options).toEqual({ popcount: 'scalar' });
    expect(app.popcount.value).toBe('scalar');
  });
});

describe('the form', () => {
  it('writes the address when it changes, and only then', () => {
    const app = open('?r=5&n=6&run');
    expect(addresses).toEqual([]);
    app.form.texts.value = { ...app.form.texts.value, rows: '4' };
    app.form.texts.value = { ...app.form.texts.value, rows: '99' };
    app.form.schedule.value = 'static';
    app.form.scope.value = 'all';
    app.form.popcount.value = 'bytes';
    expect(addresses).toEqual([
      '?r=4&n=6',
      '?r=all&n=6&schedule=static',
      '?r=all&n=6&schedule=static&popcount=bytes',
    ]);
  });

  it('a new number of workers is a new engine', async () => {
    const app = open('?r=5&n=6', 4);
    engine.ready(4);
    app.form.workers.value = 3;
    expect(app.engine.state.value).toBe('starting');
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.started).toEqual([4, 3]);
    expect(engine.ended).toBe(1);
    expect(addresses).toEqual(['?r=5&n=6&workers=3']);
  });

  it('of several quick choices only the last one starts', async () => {
    const app = open('?r=5&n=6', 4);
    engine.ready(4);
    app.form.workers.value = 3;
    app.form.workers.value = 2;
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.started).toEqual([4, 2]);
    expect(engine.ended).toBe(1);
  });

  it('asks for an estimate when the typing rests', async () => {
    const app = open('?r=5&n=6');
    engine.ready();
    for (const rows of ['1', '2', '3']) {
      app.form.texts.value = { ...app.form.texts.value, rows };
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(200);
    const [estimated, ...others] = sent('estimate');
    expect(others).toEqual([]);
    expect(estimated?.requests).toEqual(
      ENGINE_NAMES.map((engine) => ({ engine, columns: 6, from: 3, to: 3, figure: null })),
    );
  });
});

describe('Back and Forward', () => {
  let arrive: (search: string) => void;
  let pushed: string[];

  function openWithHistory(search: string, cores = 2): App {
    pushed = [];
    return createApp(
      hostOf(engine, {
        cores,
        search,
        replaceAddress: (address) => void addresses.push(address),
        pushAddress: (address) => void pushed.push(address),
        onArrival(callback) {
          arrive = callback;
        },
      }),
    );
  }

  it('bring back the shape, the engine and the view, and write nothing', () => {
    const app = openWithHistory('?r=4&n=6&engine=classes&workers=1');
    app.go(app.tableLink());
    app.view.value = 'table';
    app.table.chosen.value = { rows: 6, columns: 8 };
    app.table.shown.value = 'reduced';
    app.go(app.link({ scope: 'shape', rows: 4, columns: 6 }, false));
    app.view.value = 'count';
    app.form.texts.value = { ...app.form.texts.value, rows: '3', columns: '9' };
    app.form.engine.value = 'enumerate';
    app.form.popcount.value = 'bytes';
    app.form.workers.value = 2;
    const left = addresses.at(-1) ?? '';
    addresses.length = 0;

    arrive('?view=table&r=6&n=8&workers=1&engine=classes&show=R');
    expect(app.view.value).toBe('table');
    expect(app.table.chosen.value).toEqual({ rows: 6, columns: 8 });
    expect(app.table.shown.value).toBe('reduced');

    arrive('?r=4&n=6&engine=classes&workers=1');
    expect(app.view.value).toBe('count');
    expect(app.form.checked.value.question).toEqual({ scope: 'shape', rows: 4, columns: 6 });
    expect(app.form.engine.value).toBe('classes');
    expect(app.form.popcount.value).toBe('auto');
    expect(app.workers.value).toBe(1);

    arrive(left);
    expect(app.form.checked.value.question).toEqual({ scope: 'shape', rows: 3, columns: 9 });
    expect(app.form.engine.value).toBe('enumerate');
    expect(app.form.popcount.value).toBe('bytes');

    arrive('?view=lab&r=4&n=7&timed=5x8');
    expect(app.lab.counted.value).toEqual({ rows: 4, columns: 7 });
    expect(app.lab.timed.value).toEqual({ rows: 5, columns: 8 });
    expect(addresses).toEqual([]);
    expect(pushed).toHaveLength(2);
  });

  it('bring back several shapes, and what could not be counted with its reason', () => {
    const app = openWithHistory('?n=4-6');
    app.form.scope.value = 'shape';
    arrive('?n=4-6');
    expect(app.form.checked.value.question).toEqual({ scope: 'range', from: 4, to: 6 });
    arrive('?r=7&n=11&run');
    expect(app.notes.value.refused?.texts).toEqual({ rows: '7', columns: '11' });
    expect(app.pending.value).toBe(false);
    arrive('?r=5&n=6&run');
    expect(app.notes.value.refused).toBeUndefined();
    expect(app.pending.value).toBe(false);
  });

  it('leave the shape and the workers of a count that runs', async () => {
    const app = openWithHistory('?r=5&n=6&run');
    engine.ready();
    await estimate(0.01);
    app.go(app.tableLink());
    app.view.value = 'table';
    arrive('?r=4&n=7&workers=1');
    expect(app.view.value).toBe('count');
    expect(app.run.value.state).toBe('running');
    expect(app.form.texts.value).toMatchObject({ rows: '5', columns: '6' });
    expect(engine.started).toEqual([2]);
    // The address is that of what is shown.
    expect(addresses.at(-1)).toBe('?r=5&n=6');
    addresses.length = 0;
    arrive('?r=3&n=7&engine=classes');
    expect(app.form.engine.value).toBe('auto');
    expect(addresses).toEqual(['?r=5&n=6']);
  });

  it('leave workers that were insisted on', () => {
    const app = openWithHistory('?r=5&n=6&workers=8');
    expect(app.workers.value).toBe(2);
    expect(app.notes.value.moreWorkers).toBe(8);
    app.form.workers.value = 8;
    expect(app.mostWorkers.value).toBe(8);
    arrive('?r=4&n=6&workers=8');
    expect(app.workers.value).toBe(8);
  });
});

it('an address whose shape cannot be counted counts nothing, and is written again once the form asks for one', async () => {
  const app = open('?r=7&n=11&run');
  engine.ready();
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent('count')).toEqual([]);
  expect(app.pending.value).toBe(false);
  app.form.texts.value = { ...app.form.texts.value, rows: '5', columns: '6' };
  expect(addresses).toEqual(['?r=5&n=6']);
});

it('a result by classes of more columns than enumeration goes up to has a link that counts it, and is shown', () => {
  const app = open('?r=5&n=6&engine=enumerate');
  expect(app.link({ scope: 'shape', rows: 3, columns: 20 }, true)).toBe('?r=3&n=20&run');
  app.show({ ...savedFor({ rows: 3, columns: 6 }), columns: 20 });
  expect(app.saved.value?.columns).toBe(20);
});

it('one worker is reported as one', () => {
  const app = open('?r=5&n=6', 8);
  expect(app.workerCount.value).toBe(7);
  engine.ready(1);
  expect(app.workerCount.value).toBe(1);
});

describe('the lab', () => {
  const measuring: LabRun = {
    state: 'measuring',
    plan: labPlan(),
    done: 0,
    step: null,
    share: 0,
    remainingSeconds: 10,
    stopping: false,
  };

  it('is opened as in the address, and starts neither itself nor a count', async () => {
    const app = open('?view=lab&r=4&n=6&timed=5x7');
    engine.ready();
    await estimate(0.01);
    expect(app.view.value).toBe('lab');
    expect(app.lab.counted.value).toEqual({ rows: 4, columns: 6 });
    expect(app.lab.timed.value).toEqual({ rows: 5, columns: 7 });
    expect(app.lab.run.value.state).toBe('idle');
    expect(sent('labPlan')).toHaveLength(1);
    expect(sent('count')).toEqual([]);
  });

  it.each(['?view=lab', '?view=lab&n=4-6', '?view=lab&r=all&n=6', '?view=lab&run'])(
    'of %s counts 5 × 6, and only on request',
    async (search) => {
      const app = open(search);
      engine.ready();
      await estimate(0.01);
      expect(app.lab.counted.value).toEqual({ rows: 5, columns: 6 });
      expect(sent('count')).toEqual([]);
    },
  );

  it('plans only while it is shown', async () => {
    const app = open('?r=5&n=6');
    engine.ready();
    await estimate(0.01);
    expect(sent('labPlan')).toEqual([]);
    app.view.value = 'lab';
    await vi.advanceTimersByTimeAsync(200);
    expect(sent('labPlan')).toHaveLength(1);
  });

  it('writes its own shapes into the address', () => {
    const app = open('?view=lab&r=5&n=6&workers=2');
    app.lab.counted.value = { rows: 4, columns: 6 };
    app.lab.timed.value = { rows: 5, columns: 8 };
    app.form.texts.value = { ...app.form.texts.value, rows: '99' };
    app.view.value = 'count';
    app.form.texts.value = { ...app.form.texts.value, rows: '3' };
    expect(addresses).toEqual([
      '?view=lab&r=4&n=6&workers=2',
      '?view=lab&r=4&n=6&timed=5x8&workers=2',
      '?r=3&n=6&workers=2',
    ]);
    expect(app.labLink()).toBe('?view=lab&r=4&n=6&timed=5x8&workers=2');
  });

  it('has a count wait until it has measured', async () => {
    const app = open('?r=5&n=6');
    engine.ready();
    await estimate(0.01);
    app.lab.run.value = measuring;
    app.count();
    await vi.advanceTimersByTimeAsync(1000);
    expect(app.pending.value).toBe(true);
    expect(sent('count')).toEqual([]);
    app.lab.run.value = { state: 'idle' };
    expect(app.pending.value).toBe(false);
    expect(sent('count')).toHaveLength(1);
    expect(app.lab.blocked.value).toBe('A count is running. Measure when it has finished.');
  });

  it('has a long count wait for confirmation', async () => {
    const app = open('?r=4&n=10&run');
    engine.ready();
    await estimate(25_000);
    expect(app.confirming.value).toBe(true);
    app.lab.run.value = measuring;
    app.countAnyway();
    expect(app.confirming.value).toBe(false);
    expect(sent('count')).toEqual([]);
    app.lab.run.value = { state: 'cancelled' };
    expect(sent('count')).toHaveLength(1);
  });

  it('leaves the engine alone while it measures', async () => {
    const app = open('?r=5&n=6', 4);
    engine.ready(4);
    await estimate(0.01);
    app.lab.run.value = measuring;
    const before = engine.sent.length;
    app.form.texts.value = { ...app.form.texts.value, rows: '4' };
    app.form.workers.value = 3;
    app.count();
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.sent).toHaveLength(before);
    expect(engine.started).toEqual([4]);

    app.lab.run.value = { state: 'idle' };
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.started).toEqual([4, 3]);
    engine.ready(3);
    await estimate(0.01);
    expect(sent('count')).toMatchObject([{ request: { columns: 6, from: 4, to: 4 } }]);
  });
});
