import { expect, it } from 'vitest';
import { noPublishedValue } from './no-published-value';

it.each([
  [3, 254, 'R(3, n) is published up to n = 254 (OEIS A001623), but its digits are not at hand here.'],
  [4, 80, 'K(4, n) is published up to n = 80 (OEIS A003170), but its digits are not at hand here.'],
  [4, 150, 'R(4, n) is published up to n = 150 (OEIS A000573), but its digits are not at hand here.'],
  [6, 20, 'R(6, n) is published up to n = 20 (OEIS A275922), but its digits are not at hand here.'],
  [6, 21, 'No published value known.'],
  [7, 10, 'No published value known.'],
])('%i × %i', (rows, columns, sentence) => {
  expect(noPublishedValue({ rows, columns })).toBe(sentence);
});
