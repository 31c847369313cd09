import { describe, expect, it } from 'vitest';
import type { SavedColumns } from '../../model/saved-result';
import { sameShape } from '../../model/shape';
import { type Cell, cellOf, SHAPES } from '../../model/table-cells';
import { classesCount, classesResult } from '../../testing/classes';
import { savedFor } from '../../testing/saved';
import { misfits } from '../../testing/schemas';
import { csvOf, jsonOf, latexOf } from './exports';
import { short, strength } from './figures';
import { numbersText, observe } from './observed';

const DATE = '2026-11-24T20:00:00.000Z';

/** All of n = 4 and n = 5 by classes, and 4 × 6 saved; of others it is known what is published. */
function someCells(others: Partial<SavedColumns> = {}): Cell[] {
  const counted = [4, 5].flatMap((columns) => {
    const range = { columns, from: 1, to: columns };
    return classesResult(range).map((one) => ({ ...one, date: DATE }));
  });
  return SHAPES.map((shape) => {
    const { rows, columns } = shape;
    const saved = rows === 4 && columns === 6 ? [savedFor(shape, others)] : [];
    const { published } = classesCount(rows, columns);
    const classes = counted.find((one) => sameShape(one, shape)) ?? null;
    return cellOf(shape, { classes, formula: null }, saved, published);
  });
}

describe('exports', () => {
  it('have a line for each known shape, with decimal strings', () => {
    const { table } = JSON.parse(jsonOf(someCells())) as { table: Record<string, unknown>[] };
    expect(table).toHaveLength(10);
    expect(table.at(-1)).toMatchObject({ rows: 4, columns: 6, total: '393120', classes: null });
    expect(table.at(-2)).toMatchObject({ difference: '-576', classes: { date: DATE }, enumerate: null });
  });

  it('fit their schema', () => {
    expect(misfits('cells', JSON.parse(jsonOf(someCells())))).toBeNull();
    const byNaive = JSON.parse(jsonOf(someCells({ engine: 'naive' })));
    expect(misfits('cells', byNaive)).toBeNull();
    expect(byNaive.table.at(-1)).toMatchObject({ enumerate: null, naive: { workers: 2 } });
    expect(misfits('cells', { sign: '', table: [{ rows: 4 }] })).not.toBeNull();
  });

  it('hold nothing that is only published, but say where a count is', () => {
    const { table } = JSON.parse(jsonOf(someCells())) as { table: Record<string, unknown>[] };
    expect(table.find(({ rows, columns }) => rows === 5 && columns === 6)).toBeUndefined();
    expect(table.at(-1)).toMatchObject({ published: { total: '393120' } });
    expect(csvOf(someCells())).toContain('\r\n4,6,393120,203040,190080,12960,6552,enumerate,');
    expect(csvOf(someCells())).toMatch(/\r\n4,6,.*,A001009\r\n$/);
  });

  it('in CSV have no quotes and say which engines counted', () => {
    const lines = csvOf(someCells()).split('\r\n');
    expect(lines[0]).toBe(
      'rows,columns,total,positive,negative,difference,reduced,engines,date,published_in',
    );
    expect(lines[3]).toBe(`3,4,24,12,12,0,4,classes,${DATE},A001009`);
    expect(lines).toHaveLength(12);
  });

  it('in LaTeX are one tabular', () => {
    expect(latexOf(someCells())).toContain('5 & 5 & 1\\,344 & 384 & 960 & $-$576 & 56 \\\\');
  });
});

it('observations are of what is there, whatever that is', () => {
  expect(observe(someCells())).toEqual({
    totals: { equal: [4, 5], different: [] },
    signs: { equal: [5], different: [4] },
    zeros: [{ rows: 3, columns: 4 }],
    cells: 10,
  });
  const cells = someCells();
  const last = cells.find(({ shape }) => shape.rows === 5 && shape.columns === 5);
  if (last?.figures) last.figures = { ...last.figures, total: '1345', positive: '385' };
  expect(observe(cells)).toMatchObject({
    totals: { equal: [4], different: [5] },
    signs: { equal: [], different: [4, 5] },
  });
});

it.each([
  [[], ''],
  [[4], '4'],
  [[2, 3], '2 and 3'],
  [[2, 3, 4, 7], '2 to 4 and 7'],
  [[3, 5, 7, 9], '3, 5, 7 and 9'],
])('%j is %j in words', (numbers, words) => {
  expect(numbersText(numbers)).toBe(words);
});

it.each([
  ['0', '0', null],
  ['24', '+24', null],
  ['-276480', '−276,480', null],
  ['-265420800', '−2.65', 8],
  ['999999', '+999,999', null],
  ['9995000', '+1.00', 7],
  ['9994999', '+9.99', 6],
  ['1000000', '+1.00', 6],
])('%s fits a cell as %s and a power of %s', (value, words, power) => {
  const { sign, digits, power: found } = short(value, true);
  expect([`${sign}${digits}`, found]).toEqual([words, power]);
});

it.each([
  ['1', '1', 8],
  ['11', '100', 8],
  ['-10', '100', 7],
  ['1', '10000000', 1],
  ['1', '100000000000', 1],
  ['0', '24', 0],
])('the strength of D = %s of K = %s is %i', (difference, total, level) => {
  const figures = { total, difference, positive: '0', negative: '0', reduced: '0' };
  expect(strength(figures)).toBe(level);
});
