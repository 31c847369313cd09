import { effect } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CALM_READING_MS } from '../model/sampling';
import { classesProgress, columnsProgress } from '../testing/classes';
import { estimatesFor } from '../testing/estimates';
import { hostOf } from '../testing/host';
import { planFor } from '../testing/results';
import { noMeter, type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import type { App } from './app';
import { createApp } from './create-app';

const SECONDS = 5;
/** There is one at the start and one at the end. */
const MOST = 4 * SECONDS + 1;

let engine: ScriptedEngine;
let reads: number;

beforeEach(() => {
  vi.useFakeTimers();
  engine = scriptedEngine();
  reads = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page on a screen that is redrawn sixty times a second. */
function open(search: string, reducedMotion = false): App {
  const read = () => {
    reads++;
    return engine.readings;
  };
  return createApp(
    hostOf(
      { ...engine, read },
      {
        search,
        reducedMotion,
        now: () => Date.now(),
        nextFrame: (callback) => void setTimeout(callback, 1000 / 60),
      },
    ),
  );
}

async function started(search: string, reducedMotion = false): Promise<App> {
  const app = open(search, reducedMotion);
  engine.ready();
  await vi.advanceTimersByTimeAsync(200);
  const request = engine.sent.findLast((one) => one.type === 'estimate');
  if (request?.type !== 'estimate') throw new Error('nothing was estimated');
  engine.emit(estimatesFor(request, () => 10));
  await vi.advanceTimersByTimeAsync(0);
  expect(app.run.value.state).toBe('running');
  return app;
}

/** How often the values that `read` reads have changed meanwhile, including the first. */
async function changesOf(read: () => unknown, meanwhile: () => Promise<void>): Promise<number> {
  let changes = 0;
  const stop = effect(() => {
    read();
    changes++;
  });
  await meanwhile();
  stop();
  return changes;
}

describe('while first columns are counted', () => {
  const plan = planFor({ rows: 5, columns: 8 });

  /** Keeps counting, and reports a hundred times a second without finished units. */
  async function countOn() {
    engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    for (let i = 1; i <= 100 * SECONDS; i++) {
      const reading = { state: 'counting' as const, unitsDone: 0, busySeconds: 1, unit: 0, rows: [] };
      engine.readings = [{ ...reading, positive: BigInt(i), negative: 0n, share: i / 1000 }];
      engine.emit({ type: 'progress', progress: columnsProgress([]), meter: null });
      await vi.advanceTimersByTimeAsync(10);
    }
  }

  it('it is read at most four times a second, and nothing else changes', async () => {
    const app = await started('?r=5&n=8&engine=enumerate&run');
    const { live, run } = app;
    const changes = await changesOf(() => [live.totals.value, live.workers.value, run.value], countOn);
    expect(reads).toBeGreaterThanOrEqual(SECONDS);
    expect(reads).toBeLessThanOrEqual(MOST);
    // The run as it was, and as it was with a plan.
    expect(changes).toBeLessThanOrEqual(reads + 2);
  });

  it('it is read once a second under reduced motion', async () => {
    await started('?r=5&n=8&engine=enumerate&run', true);
    await countOn();
    expect(reads).toBeGreaterThanOrEqual(SECONDS - 1);
    expect(reads).toBeLessThanOrEqual((SECONDS * 1000) / CALM_READING_MS);
  });

  it('it is read no oftener when it was cancelled and started again', async () => {
    const app = await started('?r=5&n=8&engine=enumerate&run');
    app.cancel();
    engine.emit({ type: 'cancelled', finished: 0, units: 35 });
    app.countAnyway();
    await vi.advanceTimersByTimeAsync(0);
    expect(app.run.value.state).toBe('running');
    await countOn();
    expect(reads).toBeGreaterThanOrEqual(SECONDS);
    expect(reads).toBeLessThanOrEqual(MOST);
  });
});

describe('while classes are counted', () => {
  async function changes(reducedMotion: boolean): Promise<number> {
    const app = await started('?r=9&n=10&engine=classes&run', reducedMotion);
    return changesOf(
      () => app.run.value,
      async () => {
        for (let i = 1; i <= 100 * SECONDS; i++) {
          engine.emit({
            type: 'progress',
            progress: { ...classesProgress, elapsed_seconds: i / 100 },
            meter: null,
          });
          await vi.advanceTimersByTimeAsync(10);
        }
      },
    );
  }

  it('what they have come to is taken over at most four times a second', async () => {
    const seen = await changes(false);
    expect(seen).toBeGreaterThanOrEqual(SECONDS);
    expect(seen).toBeLessThanOrEqual(MOST + 1);
  });

  it('what they have come to is taken over once a second under reduced motion', async () => {
    const seen = await changes(true);
    expect(seen).toBeGreaterThanOrEqual(SECONDS - 1);
    expect(seen).toBeLessThanOrEqual(SECONDS + 2);
  });
});
