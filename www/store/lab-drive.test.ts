import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabPlan, Measurements, PoolConfig, Purpose, Step } from '../model/generated';
import {
  outcome,
  type ScriptedLabEngines,
  scriptedLabEngines,
  spawnTime,
  TIMES,
} from '../testing/scripted-lab-engines';
import { carryOut } from './lab-drive';

const ALONE: PoolConfig = { workers: 1, pool: false };
const pool = (workers: number): PoolConfig => ({ workers, pool: true });
const popcount = { short: 'bytes', short_words: 6 } as const;

function step(purpose: Purpose, round: number, crew: PoolConfig, fresh = false): Step {
  return { purpose, round, crew, fresh, task: { kind: 'dispatch', at_least_seconds: 0 } };
}

const steps = [
  step('warm_up', 0, ALONE),
  step('rate', 0, ALONE),
  step('rate', 0, pool(2)),
  step('start', 0, pool(2), true),
  step('rate', 1, pool(2)),
  step('rate', 1, ALONE),
  step('start', 0, pool(3), true),
];
const plan: LabPlan = {
  question: {
    counted: { rows: 5, columns: 6 },
    timed: { rows: 5, columns: 7 },
    workers: 2,
    most_workers: 3,
  },
  popcount,
  crews: [ALONE, pool(2)],
  steps,
  about_seconds: steps.map(() => 0.5),
};
const machine = { platform: 'Test 1 on Linux', cores: 2, no_threads: null, memory_gib: 8 };

let engines: ScriptedLabEngines;
let stop: AbortController;
let reported: [done: number, step: Step | null][];

/** Carries the plan out to its end, whatever that is. */
async function carried(of: LabPlan = plan): Promise<Measurements | Error> {
  const report = carryOut(of, {
    start: engines.start,
    epoch: () => Date.now(),
    machine,
    signal: stop.signal,
    progress: (...progress) => void reported.push(progress),
  }).then(
    (drawn) => drawn as unknown as Measurements,
    (error: Error) => error,
  );
  await vi.advanceTimersByTimeAsync(120_000);
  return report;
}

async function measured(of?: LabPlan): Promise<Measurements> {
  const measurements = await carried(of);
  if (measurements instanceof Error) throw measurements;
  return measurements;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  engines = scriptedLabEngines();
  stop = new AbortController();
  reported = [];
});
afterEach(() => {
  expect(engines.living()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a plan', () => {
  it('is done in its order, on kept crews and on fresh ones that are ended before the next step', async () => {
    const { records } = await measured();
    expect(records.map((record) => record.step)).toEqual(steps);
    expect(records.every((record) => record.outcome === outcome)).toBe(true);
    expect(engines.log).toEqual([
      'start alone',
      'start pool of 2',
      'labStep alone',
      'labStep alone',
      'labStep pool of 2',
      'start pool of 2',
      'labStep pool of 2',
      'end pool of 2',
      'labStep pool of 2',
      'labStep alone',
      'start pool of 3',
      'labStep pool of 3',
      'end pool of 3',
      'labReport alone',
      'end alone',
      'end pool of 2',
    ]);
  });

  it('has every crew count leaves in the same way, which none has to try', async () => {
    await measured();
    expect(engines.sessions.map(({ options }) => options)).toEqual(
      [ALONE, pool(2), pool(2), pool(3)].map((crew) => ({ ...crew, purpose: 'lab', popcount })),
    );
  });

  it('records the life of a fresh crew, and none of a kept one', async () => {
    const { records } = await measured();
    for (const { step, start } of records) {
      if (!step.fresh) {
        expect(start).toBeNull();
        continue;
      }
      const ready = TIMES.load + spawnTime(step.crew);
      expect(start?.loaded).toBeCloseTo(TIMES.load / 1000, 9);
      expect(start?.ready).toBeCloseTo(ready / 1000, 9);
      expect(start?.begun).toBeCloseTo((ready + TIMES.hop) / 1000, 9);
      expect(start?.ending).toBeCloseTo(TIMES.end / 1000, 9);
    }
  });

  it('tells the report where and how long it was measured', async () => {
    const { seconds, ...rest } = await measured();
    expect(rest).toMatchObject({ measured_at: 1_700_000_000, question: plan.question, ...machine });
    const shared = 2 * TIMES.load + spawnTime(pool(2));
    const fresh = 2 * (TIMES.load + TIMES.end) + spawnTime(pool(2)) + spawnTime(pool(3));
    expect(seconds).toBeCloseTo((shared + fresh + steps.length * (TIMES.hop + TIMES.step)) / 1000, 9);
  });

  it('tells each step before it is begun', async () => {
    await measured();
    expect(reported).toEqual([...steps.map((step, done) => [done, step]), [steps.length, null]]);
  });

  it('without pools, and without kept crews, has its report all the same', async () => {
    const alone = [step('rate', 0, ALONE, true)];
    const { records } = await measured({ ...plan, crews: [], steps: alone, about_seconds: [0.5] });
    expect(records.map((record) => record.start?.ready)).toEqual([TIMES.load / 1000]);
  });
});

describe('a pool that does not start at once', () => {
  it('is no measurement of starting: another one is', async () => {
    let vain = 1;
    engines.failedStarts = ({ options }) => (options.workers === 3 ? vain-- : 0);
    const { records } = await measured();
    expect(records.at(-1)?.start?.ready).toBeCloseTo((TIMES.load + spawnTime(pool(3))) / 1000, 9);
    expect(engines.log.filter((line) => line.includes('pool of 3'))).toEqual([
      'start pool of 3',
      'end pool of 3',
      'start pool of 3',
      'labStep pool of 3',
      'end pool of 3',
    ]);
  });

  it('does no harm as a kept crew', async () => {
    let vain = 1;
    engines.failedStarts = ({ options }) => (options.workers === 2 ? vain-- : 0);
    expect((await measured()).records).toHaveLength(steps.length);
  });

  it('again and again fails', async () => {
    engines.failedStarts = ({ options }) => (options.workers === 3 ? 1 : 0);
    expect(await carried()).toEqual(new Error('The worker pool failed to start several times.'));
    expect(engines.log.filter((line) => line === 'start pool of 3')).toHaveLength(8);
  });
});

describe('what fails ends every crew and says why', () => {
  it('where a crew does not start', async () => {
    engines.instead = (crew, request) => {
      if (request.type === 'labStep')
        crew.emit({
          type: 'unsupported',
          message: 'The workers did not start. Try again, or use fewer workers.',
        });
      return request.type === 'labStep';
    };
    expect(await carried()).toEqual(new Error('The workers did not start. Try again, or use fewer workers.'));
  });

  it('where a step is refused', async () => {
    engines.instead = (crew, request) => {
      if (request.type !== 'labStep' || !request.step.fresh) return false;
      crew.emit({ type: 'labRefused', id: request.id, message: 'There is no room.' });
      return true;
    };
    expect(await carried()).toEqual(new Error('There is no room.'));
    expect(reported.at(-1)).toEqual([3, steps[3]]);
  });

  it('where a crew breaks while another one works', async () => {
    engines.instead = (_, request) => {
      if (request.type === 'labStep' && request.step.purpose === 'start') {
        engines.sessions[1]?.emit({
          type: 'failed',
          id: 0,
          message: 'Worker 2 broke.',
          finished: 0,
          units: 0,
        });
      }
      return false;
    };
    expect(await carried()).toEqual(new Error('Worker 2 broke.'));
    expect(reported.at(-1)).toEqual([4, steps[4]]);
  });

  it('where a crew is silent', async () => {
    engines.instead = (_, request) => request.type === 'labStep' && request.step.fresh;
    expect(await carried()).toEqual(new Error('The engine stopped responding.'));
  });

  it('where the report is refused', async () => {
    engines.instead = (crew, request) => {
      if (request.type !== 'labReport') return false;
      crew.emit({ type: 'labRefused', id: request.id, message: 'A figure is missing.' });
      return true;
    };
    expect(await carried()).toEqual(new Error('A figure is missing.'));
  });
});

describe('an end that is asked for', () => {
  it.each([
    ['while the first crew starts', 10],
    ['while a second one starts', TIMES.load + 10],
    ['in the middle of a step', 700],
    ['while a fresh crew starts', 80 + 3 * 502 + 10],
    ['while a fresh crew works', 80 + 3 * 502 + 100],
    ['while a fresh crew ends', 80 + 3 * 502 + 50 + 502 + 2],
  ])('%s ends every crew at once, and none is started after it', async (_, at) => {
    let startedThen = 0;
    let livingThen = 0;
    setTimeout(() => {
      stop.abort();
      startedThen = engines.sessions.length;
    }, at);
    setTimeout(
      () => {
        livingThen = engines.living().length;
      },
      at + TIMES.end + 1,
    );
    expect(await carried()).toBeInstanceOf(Error);
    expect(livingThen).toBe(0);
    expect(engines.sessions).toHaveLength(startedThen);
    const ends = engines.log.filter((line) => line.startsWith('end'));
    expect(ends).toHaveLength(startedThen);
  });
});
