import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Options, ProgressReport, Shape, UnitReport } from '../model/generated';
import { POPCOUNTS } from '../model/question';
import { type ColumnsFinished, type Finished, finishedOf } from '../model/result';
import { knownSigns } from '../testing/known';
import { columnSigns } from '../testing/results';
import { Counter, initSync, kernelDifference } from './pkg/latin_rectangles.js';

beforeAll(() => {
  initSync({ module: readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)) });
});

const OPTIMISATIONS = ['prefilter', 'sign_order', 'reindexing', 'last_row_counted'] as const;

/** A shape with leaves that each popcount counts in its own way. */
const fourBySeven = { rows: 4, columns: 7 };

/** A request with the options of a test, and otherwise as from the page. */
const request = (of: object) =>
  JSON.stringify({
    engine: 'enumerate',
    columns: 7,
    from: 4,
    to: 4,
    schedule: null,
    options: {},
    keep: false,
    ...of,
  });

function counted(counter: Counter, { rows, columns }: Shape, options: Partial<Options>): Finished {
  counter.start(request({ columns, from: rows, to: rows, options }));
  let report: ProgressReport;
  do {
    counter.step();
    report = JSON.parse(counter.progress());
  } while (report.state.kind === 'running');
  const [finished] = finishedOf(JSON.parse(counter.result()), '', '');
  if (!finished) throw new Error('nothing was counted');
  return finished;
}

it('every kernel in the module counts what counting bit by bit gives, at every length from 0 to 200 words', () => {
  for (let lanes = 0; lanes <= 100; lanes++) expect(kernelDifference(lanes, 2026n)).toBeUndefined();
});

it('the parts of a first column, run by themselves, add up to its reduced rectangles', () => {
  const counter = new Counter(false);
  const reports = [0, 1, 2].map<UnitReport>((part) =>
    JSON.parse(counter.timeUnit(4, 7, 0, part, 3, 2, '{}')),
  );
  const sum = (sign: 'positive' | 'negative') =>
    reports.reduce((total, { count }) => total + BigInt(count[sign]), 0n);
  expect({ positive: sum('positive'), negative: sum('negative') }).toEqual(columnSigns(fourBySeven));
  for (const { seconds } of reports) expect(seconds).toHaveLength(2);
});

it.each(OPTIMISATIONS)('the module counts the same without %s', (optimisation) => {
  const { positive, negative } = counted(new Counter(false), fourBySeven, { [optimisation]: false });
  expect({ positive: BigInt(positive ?? ''), negative: BigInt(negative ?? '') }).toEqual(
    knownSigns(fourBySeven),
  );
});

it.each(['{"popcount":"fast"}', '{"colour":"red"}'])('no unit is timed with the options %s', (options) => {
  const counter = new Counter(false);
  expect(() => counter.timeUnit(4, 7, 0, 0, 1, 1, options)).toThrow('`');
});

describe('the module', () => {
  const open = () => new Counter(false);

  it('counts on the calling thread too', () => {
    expect(counted(open(), { rows: 5, columns: 6 }, {})).toMatchObject({
      total: '1128960',
      positive: '576000',
      negative: '552960',
      popcount: null,
      workers: 1,
    });
  });

  it.each(POPCOUNTS)('popcount %s counts the same', (popcount) => {
    const result = counted(open(), fourBySeven, { popcount });
    const { positive, negative } = result;
    expect({ positive: BigInt(positive ?? ''), negative: BigInt(negative ?? '') }).toEqual(
      knownSigns(fourBySeven),
    );
    const chosen = {
      auto: expect.anything(),
      scalar: { short: 'scalar', short_words: null },
      bytes: { short: 'bytes', short_words: null },
      vertical: { short: 'scalar', short_words: 0 },
    };
    expect((result as ColumnsFinished).popcount).toEqual(chosen[popcount]);
  });

  it.each([
    [0, 5, 'r goes from 1 to n'],
    [6, 5, 'r goes from 1 to n'],
    [2, 11, 'n goes up to 10'],
  ])('refuses %i × %i and says what is allowed', (rows, columns, allowed) => {
    const counter = open();
    expect(() => counter.start(request({ columns, from: rows, to: rows }))).toThrow(allowed);
    expect(() => counter.estimate('enumerate', columns, rows, rows)).toThrow(allowed);
  });

  it('refuses an engine or a schedule that there is not', () => {
    const counter = open();
    expect(() => counter.start(request({ engine: 'fast' }))).toThrow('enumerate');
    expect(() => counter.start(request({ schedule: 'fast' }))).toThrow('`dynamic`, `static`, `split`');
  });

  it.each([
    ['{"popcount":"fast"}', '`auto`, `scalar`, `bytes`, `vertical`'],
    ['{"colour":"red"}', '`popcount`'],
  ])('refuses the options %s and says what is allowed', (options, allowed) => {
    const counter = open();
    expect(() => counter.start(request({ options: JSON.parse(options) }))).toThrow(allowed);
  });
});
