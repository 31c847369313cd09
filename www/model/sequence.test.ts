import { expect, it } from 'vitest';
import { formatAddress, parseAddress } from './address';
import type { SequencePlace } from './sequence';

const place = (search: string) => {
  const { sequence, ignored } = parseAddress(search, 4);
  return { sequence, ignored };
};

it.each<[string, Partial<SequencePlace>]>([
  ['?view=sequences', {}],
  ['?view=sequences&rows=4&figure=D', {}],
  ['?view=sequences&rows=6&figure=D&from=6&to=1000', { of: { rows: 6, from: 6, to: 1000 } }],
  ['?view=sequences&rows=5&figure=K%2B&to=30', { of: { rows: 5, from: null, to: 30 }, figure: 'positive' }],
  ['?view=sequences&columns=9&figure=K', { of: { columns: 9, from: null, to: null }, figure: 'total' }],
  ['?view=sequences&columns=9', { of: { columns: 9, from: null, to: null }, figure: 'total' }],
  ['?view=sequences&rows=4&figure=D&plot=ratio', { ratio: true }],
  ['?view=sequences&page=note', { page: 'note' }],
])('%s', (search, expected) => {
  expect(place(search)).toEqual({
    sequence: {
      of: { rows: 4, from: null, to: null },
      figure: 'difference',
      ratio: false,
      page: null,
      ...expected,
    },
    ignored: [],
  });
});

it.each([
  ['?view=sequences&rows=6&figure=K&to=13', ['to=13']],
  ['?view=sequences&rows=6&figure=D&to=3001', ['to=3001']],
  ['?view=sequences&rows=4&from=3', ['from=3']],
  ['?view=sequences&rows=4&columns=9', ['columns=9']],
  ['?view=sequences&rows=11', ['rows=11']],
  ['?view=sequences&figure=Q&page=x&plot=y', ['figure=Q', 'plot=y', 'page=x']],
  ['?view=sequences&r=5&n=6', []],
  ['?rows=4', ['rows=4']],
])('%s says what it cannot use', (search, ignored) => expect(place(search).ignored).toEqual(ignored));

it.each([
  '?view=sequences&rows=6&figure=D&from=6&to=1000',
  '?view=sequences&columns=9&figure=K',
  '?view=sequences&rows=4&figure=K-&to=20&plot=ratio',
  '?view=sequences&rows=4&figure=D&page=note',
])('%s is written as it was read', (search) => {
  expect(formatAddress({ ...parseAddress(search, 4), run: false })).toBe(search);
});
