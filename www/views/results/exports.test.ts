import { expect, it } from 'vitest';
import { savedFor } from '../../testing/saved';
import { csvOf, latexOf } from './exports';

const results = [
  savedFor({ rows: 5, columns: 6 }, { popcount: { short: 'bytes', short_words: 6 } }),
  savedFor({ rows: 6, columns: 6 }),
  savedFor({ rows: 6, columns: 6 }, { date: '2026-11-25T08:00:00.000Z' }),
];

it('CSV has one line a result, with exact figures', () => {
  const [head = [], first = [], second = [], ...others] = csvOf(results)
    .split('\r\n')
    .map((line) => line.split(','));
  const at = (row: string[], name: string) => row[head.indexOf(name)];
  expect(['total', 'positive', 'negative', 'all', 'popcount'].map((name) => at(first, name))).toEqual([
    '1128960',
    '576000',
    '552960',
    '812851200',
    'bytes',
  ]);
  expect(at(second, 'difference')).toBe('-276480');
  expect(at(second, 'popcount_words')).toBe('');
  expect(others.map(({ length }) => length)).toEqual([head.length, 1]);
});

it('LaTeX has one line a shape, with thin spaces between groups', () => {
  const text = latexOf(results);
  expect(text).toContain('5 & 6 & 1\\,128\\,960 & 576\\,000 & 552\\,960 & 23\\,040 & 9\\,408 \\\\');
  expect(text.match(/^6 & 6 & 1\\,128\\,960 .* & \$-\$276\\,480 & 9\\,408 \\\\$/gm)).toHaveLength(1);
  expect(text).toMatch(/^\\begin\{tabular\}\{rrrrrrr\}\n/);
  expect(text).toContain(
    '\\par{\\footnotesize The sign of a rectangle is the product of the signs of its rows. ',
  );
});
