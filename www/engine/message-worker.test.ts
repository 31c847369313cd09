import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { CountRequest, CountResult, Plan, ProgressReport, Shape } from '../model/generated';
import { byClasses } from '../store/counts';
import { knownSigns } from '../testing/known';
import type { MessageEvent as Event, MessageRequest } from './message-protocol';
import { Counter, initSync } from './pkg/latin_rectangles.js';

const module = new WebAssembly.Module(
  readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)),
);
const posted: Event[] = [];
let handle: (request: MessageRequest) => void = () => {};

beforeAll(async () => {
  initSync({ module });
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('postMessage', (event: Event) => posted.push(event));
  await import('./message-worker');
  handle = (data) => self.onmessage?.(new MessageEvent('message', { data }));
});

beforeEach(() => {
  posted.length = 0;
});

const shape = { rows: 4, columns: 6 };
/** Takes some tenths of a second. */
const larger = { rows: 5, columns: 7 };

/** A count on one worker, which has all units that it is assigned. */
function start(shape: Shape) {
  const counter = Counter.withMessageWorkers(1);
  const { rows, columns } = shape;
  const request: CountRequest = {
    engine: 'enumerate',
    columns,
    from: rows,
    to: rows,
    schedule: 'static',
    options: {},
    figure: null,
    keep: false,
  };
  const plan: Plan = JSON.parse(counter.start(JSON.stringify(request)));
  handle({ type: 'open', count: 1, settled: counter.settledRequest() });
  return { counter, total: plan.by_column?.units.length ?? 0, give: () => counter.assign(0) };
}

const results = () => posted.flatMap((event) => (event.type === 'results' ? [event] : []));
const finished = () => results().reduce((total, { units }) => total + units, 0);

/** The count takes all posted results. */
function take(counter: Counter): void {
  for (const event of results()) {
    counter.syncMeter(0, event.meter);
    counter.complete(0, event.completed);
    counter.takeBack(0, event.notBegun);
  }
  posted.length = 0;
}

it('is ready when it has loaded the module', () => {
  handle({ type: 'start', module });
  expect(posted).toEqual([{ type: 'ready' }]);
});

/** It runs all that it is assigned, and returns some where that takes long; how often it did. */
async function runAll(counter: Counter): Promise<{ units: number; returned: number }> {
  let [all, returned] = [0, 0];
  for (let units = counter.assign(0); units.length > 0; units = counter.assign(0)) {
    handle({ type: 'run', units });
    await vi.waitFor(() => {
      const notBegun = results().reduce((total, event) => total + event.notBegun.length, 0);
      expect(finished() + notBegun).toBe(units.length);
    });
    returned += results().filter(({ notBegun }) => notBegun.length > 0).length;
    all += finished();
    take(counter);
  }
  return { units: all, returned };
}

it('runs every assigned unit once, and the count accepts the results', async () => {
  const { counter, total } = start(shape);
  expect((await runAll(counter)).units).toBe(total);
  const report: ProgressReport = JSON.parse(counter.progress());
  expect(report.state).toEqual({ kind: 'done' });
  const { figures }: CountResult = JSON.parse(counter.result());
  const signs = figures.map((one) => ({
    positive: BigInt(one.positive ?? 0),
    negative: BigInt(one.negative ?? 0),
  }));
  expect(signs).toEqual([knownSigns(shape)]);
});

it('returns units not begun after a while, and runs them when they are assigned again', async () => {
  const { counter, total } = start(larger);
  const { units, returned } = await runAll(counter);
  expect(units).toBe(total);
  expect(returned).toBeGreaterThan(0);
  counter.progress();
  const { figures }: CountResult = JSON.parse(counter.result());
  expect(figures.map((one) => one.total)).toEqual([figures[0]?.published?.total]);
});

it('learns the outputs of a phase, and runs units of the next', async () => {
  const counter = Counter.withMessageWorkers(1);
  counter.start(JSON.stringify(byClasses({ columns: 8, from: 1, to: 8 }, false)));
  handle({ type: 'open', count: 1, settled: counter.settledRequest() });
  let phases = 0;
  while (counter.step()) {
    await runAll(counter);
    const lesson = counter.lesson(phases);
    if (!lesson) continue;
    phases++;
    handle({ type: 'learn', lesson });
    expect(posted.at(-1)).toEqual({ type: 'learnt', count: 1, phases });
    posted.length = 0;
  }
  expect(phases).toBeGreaterThan(5);
  const { figures }: CountResult = JSON.parse(counter.result());
  expect(figures).toHaveLength(8);
  for (const { total, published } of figures) expect(total).toBe(published?.total);
});

it('drops its units on a stop, and posts its results', async () => {
  const { counter, total, give } = start(larger);
  handle({ type: 'run', units: give() });
  handle({ type: 'stop' });
  await vi.waitFor(() => expect(posted.at(-1)).toEqual({ type: 'stopped', count: 1 }));
  const done = finished();
  expect(done).toBeLessThan(total);
  take(counter);
  counter.cancel();
  counter.release(0);
  const report: ProgressReport = JSON.parse(counter.progress());
  expect(report).toMatchObject({ state: { kind: 'cancelled' }, done });
});
