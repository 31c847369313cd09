import { describe, expect, it } from 'vitest';
import { classesResult } from '../testing/classes';
import { savedFor } from '../testing/saved';
import { readResult } from './read-result';
import { checkedBy, contradictedBy, recordOf } from './saved-result';

const shape = { rows: 5, columns: 6 };
const through = (value: unknown) => readResult(JSON.parse(JSON.stringify(value)));
const but = (changes: Record<string, unknown>) => through({ ...savedFor(shape), ...changes });

describe('a record', () => {
  it.each([
    [{ rows: 1, columns: 1 }],
    [{ rows: 1, columns: 6 }],
    [{ rows: 2, columns: 4 }],
    [{ rows: 6, columns: 6 }],
    [{ rows: 5, columns: 8 }],
  ])('of %o is read as it was written', (known) => {
    expect(through(savedFor(known))).toEqual({ result: savedFor(known), problem: null });
  });

  it('drops unknown fields', () => {
    expect(through({ ...savedFor(shape), extra: 1, ['__proto__']: { rows: 9 } }).result).toEqual(
      savedFor(shape),
    );
    expect(readResult(Object.create(savedFor(shape))).result).toBeNull();
  });

  it('may have a popcount', () => {
    const popcount = { short: 'bytes', short_words: 6 };
    expect(but({ popcount }).result).toMatchObject({ popcount });
    expect(but({ popcount: { short: 'scalar', short_words: null } }).problem).toBeNull();
    expect(but({ popcount: { short: 'fast', short_words: 1 } }).problem).toContain('"short" is not one of');
  });
});

describe('the mark of a check', () => {
  const { check: _, contradicted_by: __, ...unmarked } = savedFor(shape);
  const other = {
    ...shape,
    engine: 'classes' as const,
    total: '1',
    positive: '1',
    negative: '0',
    difference: '1',
    elapsed_seconds: 1,
  };

  it('that a record lacks is "not checked"', () => {
    expect(through(unmarked).result).toMatchObject({ check: 'not checked', contradicted_by: null });
  });

  it.each([savedFor(shape, { check: 'checked' }), contradictedBy(savedFor(shape), other)])(
    '$check is read as it was written',
    (record) => {
      expect(through(record)).toEqual({ result: record, problem: null });
    },
  );

  it('is none without the figures that contradict', () => {
    expect(but({ check: 'contradicted' }).problem).toBe('"contradicted_by" is not an object');
    expect(but({ check: 'sure' }).problem).toContain('"check" is not one of not checked');
  });
});

it('a count by naive is read as it was written, and is no check of one by enumeration', () => {
  const naive = { ...savedFor(shape), engine: 'naive' as const };
  expect(through(naive)).toEqual({ result: naive, problem: null });
  expect(checkedBy(savedFor(shape), naive).check).toBe('not checked');
});

describe('a count by classes', () => {
  const range = { columns: 6, from: 4, to: 6 };
  const records = classesResult(range).map((one) => recordOf(one));

  it('is read as it was written', () => {
    expect(records).toHaveLength(3);
    for (const result of records) expect(through(result)).toEqual({ result, problem: null });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['rows that were not counted with it', { from: 5 }, '"from" is not a whole number from 1 to 4'],
    ['levels that are no list', { levels: {} }, '"levels" is not a list'],
    ['a level of half a class', { levels: [{ degree: 3, classes: 0.5, graphs: '1' }] }, '"classes" is no'],
    ['a total', { total: '393121' }, 'even plus odd is 393120, but the total is 393121'],
    ['reduced', { reduced: '6553' }, 'its reduced rectangles do not give its figures'],
    ['number of first columns', { first_columns: 9 }, 'not list each of the 10 first columns exactly once'],
  ])('that is invalid is refused: %s', (_, changes, words) =>
    expect(readResult({ ...records[0], ...changes }).problem).toContain(words),
  );
});

describe('what is invalid is refused', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a total that is a number', { total: 1128960 }, '"total" is not a decimal string'],
    ['a total in powers of ten', { total: '1e6' }, '"total" is not a decimal string'],
    ['a total with zeros before it', { total: '01128960' }, '"total" is not a decimal string'],
    ['a total without end', { total: '9'.repeat(61) }, '"total" is not a decimal string'],
    ['minus nothing', { difference: '-0' }, '"difference" is not a decimal string'],
    ['a missing figure', { all: undefined }, '"all" is not a decimal string'],
    ['more rows than columns', { rows: 7 }, '"rows" is not a whole number from 1 to 6'],
    ['too many columns', { columns: 11 }, '"columns" is not a whole number from 1 to 10'],
    ['half a worker', { workers: 1.5 }, '"workers" is not a whole number'],
    ['another engine', { engine: 'magic' }, '"engine" is not one of enumerate'],
    ['an engine that all objects have', { engine: 'constructor' }, '"engine" is not one of enumerate'],
    ['HTML for a kernel', { kernel: '<img src=x onerror=alert(1)>' }, '"kernel" is not a short name'],
    ['a formula for a version', { version: '=1+1' }, '"version" is not a short name'],
    ['a date that is none', { date: '2026-02-30T00:00:00.000Z' }, '"date" is not a date'],
    ['a negative time', { elapsed_seconds: -1 }, '"elapsed_seconds" is not a time'],
    ['columns that are no list', { per_column: {} }, '"per_column" is not a list'],
    ['a column that is null', { per_column: [null] }, 'a first column is not an object'],
  ])('%s', (_, changes, words) => expect(but(changes).problem).toContain(words));

  it.each<[string, Record<string, unknown>, string]>([
    ['total', { total: '1128961' }, 'even plus odd is 1128960, but the total is 1128961'],
    ['difference', { difference: '23041' }, 'even less odd is 23040, but the difference is 23041'],
    ['all', { all: '812851201' }, 'is 812851200, but all is 812851201'],
    ['reduced', { reduced: '9409' }, 'its first columns do not give its figures'],
    [
      'first columns',
      { per_column: savedFor(shape).per_column.slice(1) },
      'not list each of the 5 first columns exactly once',
    ],
    ['number of first columns', { first_columns: 4 }, 'not list each of the 5 first columns exactly once'],
  ])('a sum: %s', (_, changes, words) => expect(but(changes).problem).toContain(words));

  it('first columns that are not, or do not agree', () => {
    const { per_column } = savedFor(shape);
    const first = (changes: object) =>
      but({ per_column: per_column.map((one, i) => (i ? one : { ...one, ...changes })) });
    expect(first({ column: [2, 3, 4, 5, 6] }).problem).toContain('does not rise from 1');
    expect(first({ column: [1, 3, 2, 5, 6] }).problem).toContain('does not rise from 1');
    expect(first({ column: [1, 2, 3, 4, 7] }).problem).toContain('does not rise from 1');
    expect(first({ column: [1, 2, 3, 4] }).problem).toContain('does not rise from 1');
    expect(first({ column: [1, 2, 3, 4, 6] }).problem).toContain(
      'not list each of the 5 first columns exactly once',
    );
    expect(first({ positive: '4801' }).problem).toBe('its first columns do not agree');
  });

  it.each([[null], [7], ['text'], [[]], [[[]]]])('%j', (value) => {
    expect(readResult(value).problem).toBe('it is not an object');
  });
});
