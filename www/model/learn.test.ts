import { expect, it } from 'vitest';
import { parseAddress } from './address';
import { learnParts, learnShape, NO_CHOICES } from './learn';

const parse = (search: string) => {
  const { learn, ignored, refused, run } = parseAddress(`?view=learn${search}`, 4);
  return { learn, ignored, refused, run };
};
const first = { step: 1, page: null, shape: { rows: 4, columns: 5 }, larger: null, choices: NO_CHOICES };

it('opens at the first step with 4 × 5, and counts nothing', () => {
  expect(parse('')).toEqual({ learn: first, ignored: [], refused: undefined, run: false });
});

it.each<[string, string[]]>([
  ['&step=9', ['step=9']],
  ['&step=0', ['step=0']],
  ['&step=two', ['step=two']],
  ['&step=2&step=3', ['step=2', 'step=3']],
  ['&page=cellar', ['page=cellar']],
  ['&r=6&n=5', ['r=6', 'n=5']],
  ['&r=0&n=5', ['r=0', 'n=5']],
  ['&n=5', ['n=5']],
  ['&r=all&n=5', ['r=all', 'n=5']],
  ['&n=4-6', ['n=4-6']],
  ['&cells=12345', ['cells=12345']],
  ['&cells=12345-12345-12345-12346', ['cells=12345-12345-12345-12…']],
  ['&free=yes', ['free=yes']],
  ['&column=1', ['column=1']],
  ['&value=2', ['value=2']],
  ['&pane=spoilt', ['pane=spoilt']],
  ['&second=2', ['second=2']],
  ['&colour=red', ['colour=red']],
])('%s gives the first step, and is named', (search, ignored) => {
  const parsed = parse(search);
  expect(parsed.learn).toEqual(first);
  expect(parsed.ignored).toEqual(ignored);
  expect(parsed.refused).toBeUndefined();
});

it.each<[string, string[]]>([
  ['&step=3&column=5&to=0', ['column=5', 'to=0']],
  ['&step=4&value=1', ['value=1']],
  ['&step=4&value=6', ['value=6']],
  ['&page=notes&cells=...', ['cells=...']],
  ['&step=5&second=0', ['second=0']],
  ['&step=5&second=310', ['second=310']],
  ['&step=6&pane=pair', ['pane=pair']],
])('%s costs only the choice', (search, ignored) => {
  const parsed = parse(search);
  expect(parsed.learn.choices).toEqual(NO_CHOICES);
  expect(parsed.ignored).toEqual(ignored);
});

it('a larger shape is shown as one of seven columns', () => {
  expect(parse('&step=5&r=9&n=10').learn).toMatchObject({
    step: 5,
    shape: { rows: 7, columns: 7 },
    larger: { rows: 9, columns: 10 },
  });
  expect(learnShape({ rows: 3, columns: 20 })).toMatchObject({
    shape: { rows: 3, columns: 7 },
    larger: { rows: 3, columns: 20 },
  });
  expect(learnShape({ rows: 7, columns: 7 }).larger).toBeNull();
});

it('cells are rows of symbols and dots', () => {
  expect(parse('&r=2&n=3&cells=...-3.2').learn.choices.cells).toBe('...-3.2');
});

it('what a step shows, and the candidate for row 2, are part of the address', () => {
  const place = parse('&step=5&r=3&n=4&second=all&pane=bits').learn;
  expect(place.choices).toMatchObject({ second: 'all', pane: 'bits' });
  expect(learnParts(place)).toEqual(['step=5', 'r=3', 'n=4', 'second=all', 'pane=bits']);
  expect(learnParts({ ...place, step: 6 })).toEqual(['step=6', 'r=3', 'n=4']);
});
