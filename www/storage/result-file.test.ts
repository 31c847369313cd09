import { describe, expect, it } from 'vitest';
import { ENGINES } from '../model/generated';
import { contradictedBy, recordOf } from '../model/saved-result';
import { classesResult } from '../testing/classes';
import { differenceAlone } from '../testing/formula';
import { falseFor, savedFor } from '../testing/saved';
import { misfits } from '../testing/schemas';
import { formatFile, merge, readFile } from './result-file';

const results = [savedFor({ rows: 5, columns: 6 }), savedFor({ rows: 5, columns: 8 })];

describe('a file of results', () => {
  it('is read as it was written', () => {
    expect(readFile(formatFile(results))).toEqual({ results, problem: null });
    expect(JSON.parse(formatFile(results))).toMatchObject({
      format: 1,
      sign: 'The sign of a rectangle is the product of the signs of its rows.',
    });
  });

  it.each<[string, string, string]>([
    ['no JSON', '<!doctype html>', 'It is not JSON.'],
    ['brackets without end', '['.repeat(100_000), 'It is not JSON.'],
    ['a list', '[]', 'Its content is not an object'],
    ['a lab report', '{"machine":{}}', 'It is not a results file'],
    ['a checkpoint', '{"format":7,"engine":"classes","values":[]}', 'It is a checkpoint of a count'],
    ['a report of the lab', '{"format":7,"records":[]}', 'It is a report of the lab'],
    [
      'a newer format, whatever else it has',
      '{"format":2}',
      'It has format 2, and this page reads format 1.',
    ],
    ['a newer format', '{"format":2,"results":[]}', 'It has format 2, and this page reads format 1.'],
    ['results that are no list', '{"format":1,"results":{"length":1}}', '"results" is not a list'],
    [
      'too many',
      `{"format":1,"results":[${'1,'.repeat(10_000)}1]}`,
      '"results" is not a list of at most 10000',
    ],
    [
      'a result that is none',
      '{"format":1,"results":[null]}',
      'Result 1 of 1 is invalid: it is not an object.',
    ],
  ])('%s is refused', (_, text, words) => expect(readFile(text).problem).toContain(words));

  it('fits its schema, whoever counted and whatever contradicts it', () => {
    const byClasses = classesResult({ columns: 5, from: 4, to: 5 });
    const shape = { rows: 5, columns: 6 };
    const byNaive = savedFor(shape, { engine: 'naive', schedule: 'static', popcount: null });
    const all = [
      ...results,
      ...byClasses.map(recordOf),
      byNaive,
      recordOf(differenceAlone(shape)),
      contradictedBy(falseFor(shape), savedFor(shape)),
      contradictedBy(falseFor(shape), byNaive),
      contradictedBy(falseFor(shape), recordOf(differenceAlone(shape))),
    ];
    expect(new Set(all.map(({ engine }) => engine))).toEqual(new Set(Object.keys(ENGINES)));
    expect(misfits('results', JSON.parse(formatFile(all)))).toBeNull();
    expect(readFile(formatFile([byNaive]))).toEqual({ results: [byNaive], problem: null });
    const { before_seconds: _, check: __, contradicted_by: ___, ...earlier } = savedFor(shape);
    expect(misfits('results', { format: 1, results: [earlier] })).toBeNull();
    expect(readFile(JSON.stringify({ format: 1, results: [earlier] })).problem).toBeNull();
    for (const [name, value] of [
      ['total', 1128960],
      ['rows', 0],
      ['engine', 'by hand'],
      ['more', 1],
    ] as const)
      expect(misfits('results', { format: 1, results: [{ ...earlier, [name]: value }] })).not.toBeNull();
  });

  it('with one wrong sum is refused as a whole', () => {
    const wrong = [results[0], { ...results[1], total: '1' }];
    expect(readFile(JSON.stringify({ format: 1, results: wrong })).problem).toContain(
      'Result 2 of 2 is invalid: even plus odd is',
    );
  });
});

describe('a merge', () => {
  const [first] = results;
  const later = savedFor({ rows: 5, columns: 6 }, { date: '2026-11-25T08:00:00.000Z' });

  it('takes what is new, once', () => {
    expect(merge(results, [...results, later, later])).toEqual({ added: [later], known: 3, problem: null });
  });

  it('neither heeds nor revives what is contradicted', () => {
    const wrong = falseFor({ rows: 5, columns: 6 });
    const known = contradictedBy(wrong, later);
    expect(merge([known], [later])).toEqual({ added: [later], known: 0, problem: null });
    expect(merge([known], [wrong, later])).toEqual({ added: [later], known: 1, problem: null });
    expect(merge(results, [{ ...known, date: later.date }]).added).toMatchObject([{ check: 'contradicted' }]);
  });

  it('names both numbers of a contradiction', () => {
    const wrong = falseFor({ rows: 5, columns: 6 });
    expect(merge(results, [later, wrong]).problem).toBe(
      'K(5, 6) is saved here as 1,128,960, and is 2,257,920 in the file.',
    );
    expect(merge([], first ? [first, wrong] : []).problem).toBe(
      'K(5, 6) is 1,128,960 in one place of the file and 2,257,920 in another.',
    );
  });

  it('names the signs where the totals are equal', () => {
    const { positive, negative } = savedFor({ rows: 5, columns: 6 });
    expect(merge(results, [{ ...later, positive: negative, negative: positive }]).problem).toBe(
      'K(5, 6) is saved here as 576,000 even + 552,960 odd, and is 552,960 even + 576,000 odd in the file.',
    );
  });
});
