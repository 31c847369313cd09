import { describe, expect, it } from 'vitest';
import { differenceAlone } from '../testing/formula';
import { resultFor } from '../testing/results';
import { savedFor } from '../testing/saved';
import { comparable, leadingFigure, sameFigures } from './figures';
import { splitOf } from './published-split';
import { readResult } from './read-result';
import { checkedBy, recordOf } from './saved-result';
import { comparePublished, verdict } from './soundness';

const shape = { rows: 5, columns: 6 };
const alone = { ...differenceAlone(shape), difference: '23040' };
const whole = resultFor(shape);

describe('an answer of D alone', () => {
  it('is compared by D, and led by it', () => {
    expect(sameFigures(alone, whole)).toBe(true);
    expect(sameFigures({ ...alone, difference: '-23040' }, whole)).toBe(false);
    expect(leadingFigure(alone)).toEqual({ name: 'difference', value: '23040' });
    expect(leadingFigure(whole)).toEqual({ name: 'total', value: '1128960' });
    const total = { total: '1128960', positive: null, negative: null, difference: null };
    expect(comparable(alone, total)).toBe(false);
  });

  it('is saved and read as it was written, with nothing in the place of K', () => {
    const record = recordOf(alone);
    expect(record).toMatchObject({ engine: 'formula', total: null, all: null, difference: '23040' });
    expect(readResult(JSON.parse(JSON.stringify(record)))).toEqual({ result: record, problem: null });
    expect(readResult({ ...record, difference: null }).problem).toBe('it has no figure');
    expect(readResult({ ...record, difference: '23041' }).problem).toContain('do not give its figures');
    const thousands = recordOf(differenceAlone({ rows: 6, columns: 1000 }, 10n ** 2000n));
    expect(readResult(thousands).problem).toBeNull();
    expect(readResult({ ...record, columns: 4001 }).problem).toContain('"rows" is not a whole number');
    expect(readResult({ ...record, columns: 10_001 }).problem).toContain('"columns" is not a whole number');
  });

  it('is checked by a count that knows D, and contradicted by another D', () => {
    expect(verdict(alone)).toEqual({ kind: 'sound' });
    expect(verdict({ ...alone, difference: '1' }).kind).toBe('sum');
    expect(verdict(alone, [{ ...whole, difference: '-120' }]).kind).toBe('count');
    expect(checkedBy(savedFor(shape), alone).check).toBe('checked');
    expect(checkedBy(savedFor(shape), { ...alone, difference: '0' }).check).toBe('contradicted');
  });

  it('says nothing of a published K, from which a split follows', () => {
    const { published } = whole;
    if (!published) throw new Error('it is published');
    expect(comparePublished(alone, { ...published, signed: null })).toEqual({
      total: 'unknown',
      signs: 'unknown',
    });
    expect(comparePublished(alone, published)).toEqual({ total: 'unknown', signs: 'agrees' });
    expect(splitOf(alone, published)).toEqual({ positive: '576000', negative: '552960' });
    expect(splitOf(whole, published)).toBeNull();
    expect(splitOf(alone, null)).toBeNull();
  });
});
