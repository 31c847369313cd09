import { effect, type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../engine/api';
import type { LabPlan, Measurements } from '../model/generated';
import { READING_MS } from '../model/sampling';
import { labPlan, labReport } from '../testing/lab-report';
import { type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import { outcome, type ScriptedLabEngines, scriptedLabEngines, TIMES } from '../testing/scripted-lab-engines';
import { createEngine, type Engine } from './engine';
import { createLab, type Lab } from './lab';
// There already, so that it comes without a wait.
import './lab-drive';

let main: ScriptedEngine;
let engine: Engine;
let engines: ScriptedLabEngines;
let active: Signal<boolean>;
let counting: Signal<boolean>;
let filling: Signal<string | null>;

/** Read twice a step, so that every step is seen. */
function openLab(readEvery = TIMES.step / 2): Lab {
  return createLab({
    engine,
    start: engines.start,
    counted: { rows: 5, columns: 6 },
    timed: null,
    workerCount: signal(2),
    cores: 4,
    machine: async () => ({ platform: 'Test 1 on Linux', memoryGib: 8 }),
    epoch: () => Date.now(),
    readEvery,
    active,
    counting,
    filling,
  });
}

function sent<T extends Request['type']>(type: T): Extract<Request, { type: T }>[] {
  return main.sent.filter((request): request is Extract<Request, { type: T }> => request.type === type);
}

const settle = (ms = 200) => vi.advanceTimersByTimeAsync(ms);

async function answerPlan(plan: LabPlan = labPlan()) {
  await settle();
  const request = sent('labPlan').at(-1);
  if (!request) throw new Error('no plan was requested');
  main.emit({ type: 'labPlanned', id: request.id, plan });
  await settle(0);
}

/** A lab that can start. */
async function ready(readEvery?: number): Promise<Lab> {
  const lab = openLab(readEvery);
  main.ready();
  await answerPlan();
  return lab;
}

const A_MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  main = scriptedEngine();
  engine = createEngine(main.start, 2);
  engines = scriptedLabEngines();
  active = signal(true);
  counting = signal(false);
  filling = signal(null);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the plan', () => {
  it('is requested from the engine when it is ready, with its workers', async () => {
    const lab = openLab();
    await settle();
    expect(sent('labPlan')).toEqual([]);
    main.ready();
    await answerPlan();
    expect(sent('labPlan').map(({ request }) => request)).toEqual([
      { counted: { rows: 5, columns: 6 }, timed: null, workers: 2, cores: 4, threads: true },
    ]);
    expect(lab.plan.value).toEqual(labPlan());
    expect(lab.blocked.value).toBeNull();
  });

  it('is requested again when the request changes, and is null meanwhile', async () => {
    const lab = await ready();
    lab.timed.value = { rows: 5, columns: 8 };
    expect(lab.plan.value).toBeNull();
    lab.start();
    expect(lab.run.value.state).toBe('idle');
    await answerPlan();
    expect(sent('labPlan').map(({ request }) => request.timed)).toEqual([null, { rows: 5, columns: 8 }]);
    expect(lab.plan.value).not.toBeNull();
  });

  it('of an earlier request is not taken for that of the last one', async () => {
    const lab = openLab();
    main.ready();
    await settle();
    const [first] = sent('labPlan');
    lab.counted.value = { rows: 4, columns: 6 };
    main.emit({ type: 'labPlanned', id: first?.id ?? 0, plan: labPlan() });
    await settle(0);
    expect(lab.plan.value).toBeNull();
  });

  it('is not requested while the lab is not shown, or while a count runs', async () => {
    active.value = false;
    openLab();
    main.ready();
    await settle();
    active.value = counting.value = true;
    await settle();
    expect(sent('labPlan')).toEqual([]);
    counting.value = false;
    await settle();
    expect(sent('labPlan')).toHaveLength(1);
  });

  it('that is refused shows why, once, until the request changes', async () => {
    const lab = openLab();
    main.ready();
    await settle();
    const message = 'So large a shape takes hours.';
    main.emit({ type: 'labRefused', id: sent('labPlan')[0]?.id ?? 0, message });
    await settle();
    expect(lab.refusal.value).toBe(message);
    expect(lab.blocked.value).toBe(message);
    expect(sent('labPlan')).toHaveLength(1);
    lab.counted.value = { rows: 5, columns: 5 };
    await answerPlan();
    expect(lab.refusal.value).toBeNull();
    expect(lab.blocked.value).toBeNull();
  });
});

describe('what blocks the lab', () => {
  it('is an engine that starts, or never will', () => {
    const lab = openLab();
    expect(lab.blocked.value).toBe('The counting module is being started.');
    main.emit({ type: 'unsupported', message: 'This browser has no WebAssembly.' });
    expect(lab.blocked.value).toBe('This browser has no WebAssembly.');
  });

  it('is a count', async () => {
    const lab = await ready();
    counting.value = true;
    expect(lab.blocked.value).toBe('A count is running. Measure when it has finished.');
    lab.start();
    expect(lab.run.value.state).toBe('idle');
    counting.value = false;
    expect(lab.blocked.value).toBeNull();
  });
});

describe('measuring', () => {
  it('ends with a report of what was measured, made in a session', async () => {
    const lab = await ready();
    lab.start();
    expect(lab.run.value).toMatchObject({ state: 'measuring', done: 0, step: null, share: 0 });
    await settle(A_MINUTE);
    expect(lab.run.value).toEqual({ state: 'idle' });
    const measured = lab.report.value as unknown as Measurements;
    expect(measured).toMatchObject({
      platform: 'Test 1 on Linux',
      cores: 4,
      no_threads: null,
      memory_gib: 8,
      question: labPlan().question,
    });
    expect(measured.records.map(({ step }) => step)).toEqual(labPlan().steps);
    expect(engines.living()).toEqual([]);
    expect(main.sent.map(({ type }) => type)).toEqual(['labPlan']);
  });

  it('never goes back, and comes to its end', async () => {
    const lab = await ready();
    const seen: { done: number; share: number; remainingSeconds: number }[] = [];
    effect(() => {
      if (lab.run.value.state === 'measuring') seen.push(lab.run.value);
    });
    lab.start();
    await settle(A_MINUTE);
    const steps = labPlan().steps.length;
    expect(seen.map(({ done }) => done)).toEqual([0, ...Array(steps).keys(), steps]);
    for (const [i, { share, remainingSeconds }] of seen.entries()) {
      expect(share).toBeGreaterThanOrEqual(seen[i - 1]?.share ?? 0);
      expect(remainingSeconds).toBeGreaterThanOrEqual(0);
    }
    expect(seen.at(-1)).toMatchObject({ share: 1, remainingSeconds: 0 });
  });

  it('is shown at most four times a second, however short the steps are', async () => {
    const lab = await ready(READING_MS);
    const seen: number[] = [];
    effect(() => {
      if (lab.run.value.state === 'measuring') seen.push(Date.now());
    });
    engines.instead = (session, request) => {
      if (request.type !== 'labStep' || request.step.fresh) return false;
      const { id } = request;
      setTimeout(() => session.emit({ type: 'labStepped', id, outcome, begunAt: Date.now() }), 20);
      return true;
    };
    lab.start();
    await settle(A_MINUTE);
    expect(lab.run.value).toEqual({ state: 'idle' });
    expect(seen.length).toBeGreaterThan(3);
    for (const [i, at] of seen.entries()) expect(at - (seen[i - 4] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it('does not start twice', async () => {
    const lab = await ready();
    lab.start();
    lab.start();
    await settle(1000);
    expect(engines.sessions).toHaveLength(3);
  });

  it('is cancelled at once and wholly, keeps the last report, and starts again', async () => {
    const lab = await ready();
    const earlier = labReport();
    lab.report.value = earlier;
    lab.start();
    await settle(2000);
    expect(lab.run.value).toMatchObject({ state: 'measuring', stopping: false });
    lab.cancel();
    lab.cancel();
    expect(lab.run.value).toMatchObject({ state: 'measuring', stopping: true });
    await settle(10);
    expect(lab.run.value).toEqual({ state: 'cancelled' });
    expect(engines.living()).toEqual([]);
    expect(lab.report.value).toBe(earlier);

    lab.start();
    await settle(A_MINUTE);
    expect(lab.run.value).toEqual({ state: 'idle' });
    expect(lab.report.value).not.toBe(earlier);
  });

  it('that fails shows why, keeps the last report, and starts again', async () => {
    const lab = await ready();
    engines.instead = (session, request) => {
      if (request.type !== 'labStep' || !request.step.fresh) return false;
      session.emit({ type: 'unsupported', message: 'There is no memory left.' });
      return true;
    };
    lab.start();
    await settle(A_MINUTE);
    expect(lab.run.value).toEqual({ state: 'failed', message: 'There is no memory left.' });
    expect(engines.living()).toEqual([]);
    engines.instead = () => false;
    lab.start();
    await settle(A_MINUTE);
    expect(lab.report.value).not.toBeNull();
  });

  it('reports why there are no pools', async () => {
    const lab = openLab();
    const reason = 'Only one worker can run here: this browser does not support shared memory.';
    const startTimes = { loadedAt: 0, readyAt: 0 };
    main.emit({
      type: 'ready',
      environment: {
        workers: 1,
        threads: false,
        messageWorkers: false,
        simd: true,
        reason,
        version: '0.1.0',
        startTimes,
      },
    });
    await answerPlan();
    expect(sent('labPlan').at(-1)?.request.threads).toBe(false);
    lab.start();
    await settle(A_MINUTE);
    expect(lab.report.value).toMatchObject({ no_threads: reason });
  });
});

describe('a file', () => {
  const file = (text = '{}', name = 'native.json') => new File([text], name);

  async function read(lab: Lab, answer: { report: ReturnType<typeof labReport> } | { message: string }) {
    const opened = lab.open(file());
    await settle(0);
    const request = sent('labRead').at(-1);
    expect(request?.text).toBe('{}');
    const id = request?.id ?? 0;
    main.emit(
      'report' in answer ? { type: 'labReported', id, ...answer } : { type: 'labRefused', id, ...answer },
    );
    await opened;
  }

  it('with a report is shown beside, until it is closed', async () => {
    const lab = await ready();
    const report = labReport();
    await read(lab, { report });
    expect(lab.other.value).toEqual({ name: 'native.json', report });
    expect(lab.report.value).toBeNull();
    lab.close();
    expect(lab.other.value).toBeNull();
  });

  it('that is no report is refused in a sentence, and the one before stays', async () => {
    const lab = await ready();
    await read(lab, { report: labReport() });
    const message = 'It is no JSON: expected value at line 1.';
    await read(lab, { message });
    expect(lab.refusal.value).toBe(message);
    expect(lab.other.value?.name).toBe('native.json');
    await read(lab, { report: labReport() });
    expect(lab.refusal.value).toBeNull();
  });

  it('that is far too large, or is gone, is not even read', async () => {
    const lab = await ready();
    const large = file();
    Object.defineProperty(large, 'size', { value: 1e9 });
    await lab.open(large);
    expect(lab.refusal.value).toBe('native.json is larger than any report.');
    const gone = file();
    gone.text = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    await lab.open(gone);
    expect(lab.refusal.value).toBe('native.json could not be read.');
    expect(sent('labRead')).toEqual([]);
  });

  it('of two the last one counts', async () => {
    const lab = await ready();
    const both = [lab.open(file('{"1":1}', 'one.json')), lab.open(file('{"2":2}', 'two.json'))];
    await settle(0);
    const [one, two] = sent('labRead');
    main.emit({ type: 'labReported', id: two?.id ?? 0, report: labReport() });
    main.emit({ type: 'labRefused', id: one?.id ?? 0, message: 'No.' });
    await Promise.all(both);
    expect(lab.other.value?.name).toBe('two.json');
    expect(lab.refusal.value).toBeNull();
  });
});
