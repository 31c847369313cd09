import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type {
  ClassesResult,
  CountRequest,
  CountResult,
  Plan,
  ProgressReport,
  Shape,
} from '../model/generated';
import { knownSigns } from '../testing/known';
import type { MessageEvent as Event, MessageRequest } from './message-protocol';
import { Counter, initSync } from './pkg/latin_rectangles.js';

const module = new WebAssembly.Module(
  readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)),
);
const said: Event[] = [];
let hear: (request: MessageRequest) => void = () => {};

beforeAll(async () => {
  initSync({ module });
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('postMessage', (event: Event) => said.push(event));
  await import('./message-worker');
  hear = (data) => self.onmessage?.(new MessageEvent('message', { data }));
});

beforeEach(() => {
  said.length = 0;
});

const shape = { rows: 4, columns: 6 };
/** Takes some tenths of a second. */
const larger = { rows: 5, columns: 7 };

/** A count on one worker, which has all units that it is assigned. */
function start(shape: Shape) {
  const counter = Counter.withMessageWorkers(1);
  const request: CountRequest = {
    shape,
    engine: 'enumerate',
    schedule: 'static',
    options: {},
    keep: false,
    checkpoint: null,
  };
  const plan: Plan = JSON.parse(counter.start(JSON.stringify(request)));
  hear({ type: 'open', count: 1, settled: counter.settledRequest() });
  return { counter, plan, give: () => counter.assign(0) };
}

const gave = () => said.flatMap((event) => (event.type === 'gave' ? [event] : []));
const ran = () => gave().reduce((total, { units }) => total + units, 0);

/** The count takes all that was said. */
function take(counter: Counter): void {
  for (const event of gave()) {
    counter.syncMeter(0, event.meter);
    counter.complete(0, event.completed);
    counter.takeBack(0, event.notBegun);
  }
  said.length = 0;
}

it('is ready when it has the module', () => {
  hear({ type: 'start', module });
  expect(said).toEqual([{ type: 'ready' }]);
});

it('runs what it is given, every unit once, and the count takes it', async () => {
  const { counter, plan, give } = start(shape);
  const units = give();
  expect(units).toHaveLength(plan.units.length);
  hear({ type: 'run', units });
  await vi.waitFor(() => expect(ran()).toBe(plan.units.length));
  take(counter);
  expect(give()).toHaveLength(0);
  const report: ProgressReport = JSON.parse(counter.progress());
  expect(report.state).toEqual({ kind: 'done' });
  const result: CountResult = JSON.parse(counter.result());
  const { positive, negative } = result;
  expect({ positive: BigInt(positive), negative: BigInt(negative) }).toEqual(knownSigns(shape));
});

it('returns what it has not begun after a while, once for all, and runs what it is given then', async () => {
  const { counter, plan, give } = start(larger);
  let returned = 0;
  let done = 0;
  for (let units = give(); units.length > 0; units = give()) {
    hear({ type: 'run', units });
    await vi.waitFor(() => {
      const notBegun = gave().reduce((total, event) => total + event.notBegun.length, 0);
      expect(ran() + notBegun).toBe(units.length);
    });
    returned += gave().filter(({ notBegun }) => notBegun.length > 0).length;
    done += ran();
    take(counter);
  }
  expect(returned).toBeGreaterThan(0);
  expect(done).toBe(plan.units.length);
  counter.progress();
  const { positive, negative }: CountResult = JSON.parse(counter.result());
  expect({ positive: BigInt(positive), negative: BigInt(negative) }).toEqual(knownSigns(larger));
});

it('learns what a phase gave, and runs units of the next', async () => {
  const counter = Counter.withMessageWorkers(1);
  counter.startClasses(8, 1, 8);
  hear({ type: 'open', count: 1, settled: counter.settledRequest() });
  let phases = 0;
  while (counter.step()) {
    for (let units = counter.assign(0); units.length > 0; units = counter.assign(0)) {
      hear({ type: 'run', units });
      await vi.waitFor(() => {
        const notBegun = gave().reduce((total, event) => total + event.notBegun.length, 0);
        expect(ran() + notBegun).toBe(units.length);
      });
      take(counter);
    }
    const lesson = counter.lesson(phases);
    if (!lesson) continue;
    phases++;
    hear({ type: 'learn', lesson });
    expect(said.at(-1)).toEqual({ type: 'learnt', count: 1, phases });
    said.length = 0;
  }
  const { counts }: ClassesResult = JSON.parse(counter.result());
  for (const { rows, columns, positive, negative } of counts)
    expect({ positive: BigInt(positive), negative: BigInt(negative) }).toEqual(knownSigns({ rows, columns }));
});

it('drops what it has when it is to stop, and tells what it has done', async () => {
  const { counter, plan, give } = start(larger);
  hear({ type: 'run', units: give() });
  hear({ type: 'stop' });
  await vi.waitFor(() => expect(said.at(-1)).toEqual({ type: 'stopped', count: 1 }));
  const done = ran();
  expect(done).toBeLessThan(plan.units.length);
  take(counter);
  counter.cancel();
  counter.release(0);
  const report: ProgressReport = JSON.parse(counter.progress());
  expect(report).toMatchObject({ state: { kind: 'cancelled' }, done });
});
