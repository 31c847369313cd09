// @vitest-environment node
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { CountResult, ProgressReport } from './generated';
import { Counter, initSync, kernelDifference } from './pkg/latin_rectangles.js';

beforeAll(() => {
  initSync({ module: readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)) });
});

it('every kernel in the module counts what counting bit by bit gives, at every length from 0 to 200 words', () => {
  for (let lanes = 0; lanes <= 100; lanes++) expect(kernelDifference(lanes, 2026n)).toBeUndefined();
});

it('the module counts on the calling thread too', () => {
  const counter = new Counter(false);
  counter.start(5, 6, 'enumerate', undefined);
  let report: ProgressReport;
  do {
    counter.step();
    report = JSON.parse(counter.progress());
  } while (report.state.kind === 'running');
  const result: CountResult = JSON.parse(counter.result());
  expect(result).toMatchObject({ total: '1128960', positive: '576000', negative: '552960', workers: 1 });
});

it.each([
  [0, 5, 'r goes from 1 to n'],
  [6, 5, 'r goes from 1 to n'],
  [2, 11, 'n goes up to 10'],
])('refuses %i × %i and says what is allowed', (rows, columns, allowed) => {
  const counter = new Counter(false);
  expect(() => counter.start(rows, columns, 'enumerate', undefined)).toThrow(allowed);
  expect(() => counter.estimate(rows, columns)).toThrow(allowed);
});

it('refuses an engine or a schedule that there is not', () => {
  const counter = new Counter(false);
  expect(() => counter.start(5, 6, 'fast', undefined)).toThrow('enumerate');
  expect(() => counter.start(5, 6, 'enumerate', 'fast')).toThrow('dynamic, static, split');
});
