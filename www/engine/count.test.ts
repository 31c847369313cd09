import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { knownSigns } from '../testing/known';
import { startCount } from './count';
import { aloneExecutor } from './executors';
import type { Engine } from './open';
import * as counting from './pkg/counting/counting.js';
import type { Event } from './protocol';

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const shape = { rows: 5, columns: 6 };

let memory: WebAssembly.Memory;

beforeAll(() => {
  const module = readFileSync(new URL('./pkg/counting/counting_bg.wasm', import.meta.url));
  memory = counting.initSync({ module }).memory;
});
afterEach(() => void vi.unstubAllGlobals());

/** Everything that is said of a count on this thread. */
async function count(keep = true): Promise<Event[]> {
  const counter = new counting.Counter(false);
  const environment: Engine['environment'] = {
    workers: 1,
    threads: false,
    plain: false,
    simd: true,
    reason: null,
    version: '0',
    opened: { loadedAt: 0, readyAt: 0 },
  };
  const engine: Engine = {
    module: counting as Engine['module'],
    counter,
    executor: aloneExecutor(counter),
    memory,
    environment,
  };
  const said: Event[] = [];
  const request = { shape, engine: 'enumerate', schedule: 'dynamic', options: {}, keep, checkpoint: null };
  await startCount(engine, { request } as Parameters<typeof startCount>[1], (event) => said.push(event)).over;
  return said;
}

function expectFigures(said: Event[]): void {
  const done = said.find((event) => event.type === 'done');
  if (done?.type !== 'done') throw new Error(JSON.stringify(said.map(({ type }) => type)));
  const { positive, negative } = done.result;
  expect({ positive: BigInt(positive), negative: BigInt(negative) }).toEqual(knownSigns(shape));
}

const without = (said: Event[]) => said.flatMap((event) => (event.type === 'without' ? event.message : []));

it.each([
  ['locks', { navigator: { locks: { request: async () => refuse(), query: async () => refuse() } } }],
  ['locks, at once', { navigator: { locks: { request: refuse, query: refuse } } }],
  [
    'even the question whether there are locks',
    { navigator: Object.defineProperty({}, 'locks', { get: refuse }) },
  ],
])('counts where the browser refuses %s, and says so', async (_, globals) => {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const said = await count();
  expectFigures(said);
  expect(without(said)).toEqual([expect.stringContaining('The operation is insecure.')]);
  expect(without(said)[0]).toContain('locks');
});

it('counts where the browser refuses channels, and says so', async () => {
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        refuse();
      }
    },
  );
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, __: object, action: (lock: object) => unknown) => action({}) },
  });
  const said = await count();
  expectFigures(said);
  expect(without(said)).toEqual([
    'Other tabs cannot watch this count; the browser refuses to tell them: The operation is insecure.',
  ]);
});

it('says nothing of what a count that is not kept does without', async () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const said = await count(false);
  expectFigures(said);
  expect(without(said)).toEqual([]);
});
