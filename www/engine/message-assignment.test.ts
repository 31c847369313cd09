import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CountResult } from '../model/generated';
import { byClasses } from '../store/counts';
import { startMessagePool } from './message-pool';
import type { MessageEvent as Event, MessageRequest } from './message-protocol';
import { Counter, initSync, MessageWorker } from './pkg/latin_rectangles.js';

// What the workers run is real; how long it takes, the test says.

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

vi.mock('./scheduling', () => ({ yieldToEvents: () => new Promise((resolve) => setTimeout(resolve, 0)) }));

/** Milliseconds that a worker takes for its unit number `at` of a phase. */
type Script = (at: number) => number;

/** It returns what it has not begun after so long. */
const RETURN_MS = 20;

class ClockedWorker {
  onmessage: (event: { data: Event }) => void = () => {};
  onerror = () => {};
  /** units that it has run of each phase */
  ran: number[] = [];
  /** how often it has returned some */
  returned = 0;
  #remote = new MessageWorker();
  #waiting: number[] = [];
  #count = 0;
  #phases = 0;
  #givenAt = 0;
  #unreported = 0;
  #working = false;

  constructor(readonly script: Script) {}

  postMessage = (request: MessageRequest) => {
    switch (request.type) {
      case 'start':
        return void sleep(0).then(() => this.#emit({ type: 'ready' }));
      case 'open':
        this.#remote.open(request.settled);
        [this.#count, this.#phases, this.ran] = [request.count, 0, [0]];
        return;
      case 'learn':
        this.#remote.learn(request.lesson, () => {});
        this.#phases++;
        this.ran.push(0);
        return void sleep(0).then(() =>
          this.#emit({ type: 'learnt', count: this.#count, phases: this.#phases }),
        );
      case 'run':
        this.#waiting.push(...request.units);
        this.#givenAt = performance.now();
        return void this.#work();
    }
  };

  terminate = () => {};

  #emit = (data: Event) => this.onmessage({ data });

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let unit = this.#waiting.shift(); unit !== undefined; unit = this.#waiting.shift()) {
      const ends = performance.now() + this.script(this.ran[this.#phases] ?? 0);
      while (performance.now() < ends) {
        await sleep(Math.min(RETURN_MS, ends - performance.now()));
        if (this.#waiting.length > 0 && performance.now() - this.#givenAt >= RETURN_MS)
          this.#postResults(this.#waiting.splice(0));
      }
      this.#remote.run(unit, () => {});
      this.ran[this.#phases] = (this.ran[this.#phases] ?? 0) + 1;
      this.#unreported++;
      if (this.#waiting.length === 0) this.#postResults([]);
    }
    this.#working = false;
  }

  #postResults(notBegun: number[]): void {
    if (notBegun.length > 0) this.returned++;
    const units = this.#unreported;
    this.#unreported = 0;
    const [completed, meter] = [this.#remote.completed(), this.#remote.meter()];
    this.#emit({
      type: 'results',
      count: this.#count,
      units,
      completed,
      notBegun: Uint32Array.from(notBegun),
      meter,
    });
  }
}

beforeAll(() => {
  // Before the module looks at the clock for the first time.
  vi.useFakeTimers();
  initSync({ module: readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)) });
});
afterAll(() => void vi.useRealTimers());

/** Counts all rows of so many columns by classes on workers with these scripts. */
async function count(columns: number, ...scripts: Script[]) {
  const workers: ClockedWorker[] = [];
  const counter = Counter.withMessageWorkers(scripts.length);
  const starting = startMessagePool(counter, scripts.length, {} as WebAssembly.Module, () => {
    const worker = new ClockedWorker(scripts[workers.length] ?? (() => 1));
    workers.push(worker);
    return worker as unknown as Worker;
  });
  await vi.advanceTimersByTimeAsync(1);
  const pool = await starting;
  counter.start(JSON.stringify(byClasses({ columns, from: 1, to: columns }, false)));
  pool.begin();
  let over = false;
  void (async () => {
    while (counter.step()) await pool.advance();
    over = true;
  })();
  while (!over) await vi.advanceTimersByTimeAsync(50);
  const result: CountResult = JSON.parse(counter.result());
  return { workers, result };
}

it.each<[string, Script]>([
  ['as quick as the other', () => 1],
  ['twice as slow', () => 2],
  ['held up for a while in its first unit of each phase', (at) => (at === 0 ? 60 : 1)],
])(
  'each of two workers runs a third of every phase of eight units or more, one being %s',
  async (_, script) => {
    const { workers, result } = await count(9, () => 1, script);
    const phases = workers[0]?.ran.map((_, phase) => workers.map(({ ran }) => ran[phase] ?? 0)) ?? [];
    const larger = phases.filter((ran) => ran.reduce((sum, units) => sum + units) >= 8);
    expect(larger.length).toBeGreaterThan(5);
    for (const ran of larger) {
      const units = ran.reduce((sum, units) => sum + units);
      for (const own of ran) expect(3 * own, `${ran.join(' and ')} units`).toBeGreaterThanOrEqual(units);
    }
    for (const { total, published } of result.figures) expect(total).toBe(published?.total);
    expect(result.workers).toBe(2);
  },
  60_000,
);

it('what a worker in a very long unit has returned is run by others', async () => {
  const { workers } = await count(
    8,
    () => 1,
    (at) => (at === 0 ? 5000 : 1),
  );
  const [quick, slow] = workers;
  expect(slow?.returned).toBeGreaterThan(0);
  const units = (quick?.ran ?? []).map((ran, phase) => ran + (slow?.ran[phase] ?? 0));
  const most = Math.max(...units);
  const phase = units.indexOf(most);
  expect(slow?.ran[phase]).toBe(1);
}, 60_000);
