import { describe, expect, it } from 'vitest';
import { resultFor } from '../testing/results';
import type { ColumnsFinished } from './result';
import { agreement, comparePublished, verdict } from './soundness';

const shape = { rows: 5, columns: 6 };

function spoilt(change: (result: ColumnsFinished) => void): ColumnsFinished {
  const result = resultFor(shape);
  change(result);
  return result;
}

describe('the verdict on a result', () => {
  it.each([
    [{ rows: 1, columns: 6 }],
    [{ rows: 2, columns: 6 }],
    [{ rows: 5, columns: 6 }],
    [{ rows: 6, columns: 6 }],
    [{ rows: 4, columns: 4 }],
    [{ rows: 5, columns: 8 }],
  ])('%o is sound', (known) => expect(verdict(resultFor(known))).toEqual({ kind: 'sound' }));

  it('finds first columns that do not agree', () => {
    const result = spoilt(({ per_column }) => {
      if (per_column[1]) per_column[1].positive = '4799';
    });
    const finding = verdict(result);
    expect(finding.kind).toBe('columns');
    if (finding.kind !== 'columns') return;
    expect(finding.groups.map(({ columns }) => columns.length)).toEqual([4, 1]);
    expect(finding.groups[1]?.columns).toEqual([[1, 2, 3, 4, 6]]);
  });

  it.each<[string, Partial<ColumnsFinished>]>([
    ['total', { total: '1128961' }],
    ['positive', { positive: '576001' }],
    ['reduced', { reduced: '9407' }],
    ['a column that is missing', { per_column: resultFor(shape).per_column.slice(1) }],
    ['no columns', { per_column: [] }],
  ])('finds a sum that is wrong: %s', (_, change) => {
    expect(verdict({ ...resultFor(shape), ...change }).kind).toBe('sum');
  });

  it('finds a published value that differs', () => {
    const result = spoilt(({ published }) => {
      if (published?.signed) published.signed.negative = '552961';
    });
    expect(verdict(result)).toEqual({
      kind: 'published',
      comparison: { total: 'agrees', signs: 'disagrees' },
    });
  });
});

describe('published values', () => {
  const result = resultFor(shape);

  it('may be unknown, with or without signs', () => {
    expect(comparePublished(result, null)).toEqual({ total: 'unknown', signs: 'unknown' });
    const unsigned = { total: '1128960', signed: null, reduced: '9408', sources: [], signed_sources: [] };
    expect(comparePublished(result, unsigned)).toEqual({ total: 'agrees', signs: 'unknown' });
    expect(comparePublished(result, { ...unsigned, total: '1' })).toEqual({
      total: 'disagrees',
      signs: 'unknown',
    });
  });
});

it('agreement of counts that are too large for a double', () => {
  const column = { positive: '9007199254740993', negative: '0' };
  const groups = agreement([
    { column: [1], ...column },
    { column: [2], ...column, positive: '9007199254740992' },
  ]);
  expect(groups).toHaveLength(2);
});
