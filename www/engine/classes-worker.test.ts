// @vitest-environment node
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { knownSigns } from '../testing/known';
import { type ClassCount, startClasses } from './classes-worker';
import { ClassCounter, initSync } from './pkg/classes/classes.js';
import type { ClassesEvent } from './protocol';

let counter: ClassCounter;

function start(columns: number, from: number, to: number) {
  const events: ClassesEvent[] = [];
  const count: ClassCount = startClasses(counter, { type: 'classes', id: 7, columns, from, to }, (event) =>
    events.push(event),
  );
  return { count, events };
}

async function answer(columns: number, from: number, to: number) {
  const { count, events } = start(columns, from, to);
  await count.over;
  expect(events.every(({ id }) => id === 7)).toBe(true);
  return events.at(-1);
}

beforeAll(() => {
  initSync({ module: readFileSync(new URL('./pkg/classes/classes_bg.wasm', import.meta.url)) });
  counter = new ClassCounter(false);
});

describe('counts by classes on the calling thread', () => {
  it('gives the whole table of six columns', async () => {
    const counted = await answer(6, 1, 6);
    if (counted?.type !== 'classesCounted') throw new Error(JSON.stringify(counted));
    const { columns, workers, kernel, counts, levels } = counted.result;
    expect({ columns, workers, kernel }).toEqual({ columns: 6, workers: 1, kernel: 'simd128' });
    expect(counts.map(({ rows }) => rows)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { rows, ...count } of counts) {
      const signs = knownSigns({ rows, columns });
      expect(signs).not.toBeNull();
      expect({ positive: BigInt(count.positive), negative: BigInt(count.negative) }).toEqual(signs);
      expect(BigInt(count.total)).toBe(BigInt(count.positive) + BigInt(count.negative));
      expect(BigInt(count.difference)).toBe(BigInt(count.positive) - BigInt(count.negative));
      expect(count.published).toMatchObject({ total: count.total, reduced: count.reduced });
    }
    expect(levels.map(({ degree }) => degree)).toEqual([2, 3]);
    for (const { classes, graphs } of levels) expect(BigInt(graphs)).toBeGreaterThan(BigInt(classes));
  });

  it.each([
    [11, 6, 6],
    [21, 3, 3],
    [1001, 2, 2],
  ])('refuses n = %i with %i rows and says what is allowed', async (columns, from, to) => {
    const refused = await answer(columns, from, to);
    expect(refused).toMatchObject({ type: 'classesRefused' });
    expect(refused && 'message' in refused && refused.message).toMatch(/n goes up to 10.+\.$/);
  });

  it('tells how far it is, hears a cancel between units and has no result then', async () => {
    const { count, events } = start(10, 1, 10);
    await new Promise((resolve) => setTimeout(resolve, 300));
    count.cancel();
    await count.over;
    expect(events.map(({ type }) => type)).not.toContain('classesCounted');
    expect(events.at(-1)).toEqual({ type: 'classesRefused', id: 7, message: 'Cancelled.' });
    const told = events.flatMap((event) => (event.type === 'classesProgress' ? [event.progress] : []));
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)?.phase).toMatch(/^(listing|values of) the classes of degree \d$/);
    expect(told.at(-1)?.workers[0]?.classes).toBeGreaterThan(0);
  });

  it('says why it failed when a worker broke', async () => {
    const { count, events } = start(10, 1, 10);
    count.fail('worker 2 broke: unreachable');
    await count.over;
    expect(events.at(-1)).toMatchObject({ type: 'classesRefused', message: 'Worker 2 broke: unreachable.' });
  });
});
