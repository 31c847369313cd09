import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { knownSigns } from '../testing/known';
import type { CountRequest, CountResult, HandedOut, Plan, ProgressReport, Shape } from './generated';
import type { HandEvent, HandRequest } from './hand-protocol';
import { Counter, initSync } from './pkg/latin_rectangles.js';

const module = new WebAssembly.Module(
  readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)),
);
const said: HandEvent[] = [];
let hear: (request: HandRequest) => void = () => {};

beforeAll(async () => {
  initSync({ module });
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('postMessage', (event: HandEvent) => said.push(event));
  await import('./hand');
  hear = (data) => self.onmessage?.(new MessageEvent('message', { data }));
});

beforeEach(() => {
  said.length = 0;
});

const shape = { rows: 4, columns: 6 };
/** Takes some tenths of a second. */
const larger = { rows: 5, columns: 7 };

function start(shape: Shape) {
  const counter = Counter.withHands(1);
  const request: CountRequest = {
    shape,
    engine: 'enumerate',
    schedule: 'split',
    options: {},
    keep: false,
    checkpoint: null,
  };
  const plan: Plan = JSON.parse(counter.start(JSON.stringify(request)));
  hear({ type: 'errand', number: 1, errand: counter.errand() });
  const give = (most: number): HandedOut[] => JSON.parse(counter.handOut(0, most));
  return { counter, plan, give };
}

const backs = () => said.flatMap((event) => (event.type === 'told' ? event.backs : []));

it('is ready when it has the module', () => {
  hear({ type: 'open', module });
  expect(said).toEqual([{ type: 'ready' }]);
});

it('counts what it is given, every unit once, and the count takes it', async () => {
  const { counter, plan, give } = start(shape);
  hear({ type: 'units', units: give(plan.units.length) });
  await vi.waitFor(() => expect(backs()).toHaveLength(plan.units.length));
  expect(said.length).toBeGreaterThan(1);
  for (const event of said) {
    if (event.type !== 'told') continue;
    counter.hear(0, event.meter);
    for (const back of event.backs) counter.takeBack(0, back);
  }
  expect(give(1)).toEqual([]);
  const report: ProgressReport = JSON.parse(counter.progress());
  expect(report.state).toEqual({ kind: 'done' });
  const result: CountResult = JSON.parse(counter.result());
  const { positive, negative } = result;
  expect({ positive: BigInt(positive), negative: BigInt(negative) }).toEqual(knownSigns(shape));
});

it('drops what it has when it is to stop, and tells what it has done', async () => {
  const { counter, plan, give } = start(larger);
  hear({ type: 'units', units: give(plan.units.length) });
  hear({ type: 'stop' });
  await vi.waitFor(() => expect(said.at(-1)).toEqual({ type: 'stopped', number: 1 }));
  const done = backs();
  expect(done.length).toBeLessThan(plan.units.length);
  for (const back of done) counter.takeBack(0, back);
  counter.cancel();
  counter.letGo(0);
  const report: ProgressReport = JSON.parse(counter.progress());
  expect(report).toMatchObject({ state: { kind: 'cancelled' }, done: done.length });
});
