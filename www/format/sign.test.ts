import { expect, it } from 'vitest';
import { factorial } from '../testing/known';
import { SIGN, signLatex, signText, squareSign } from './sign';

/** Latin squares of an order by the product of the signs of rows and columns, gone through one by one. */
function squares(n: number) {
  const permutations = permutationsOf(n);
  const identity = permutations.find((one) => one.every((symbol, c) => symbol === c)) ?? [];
  const found = { all: 0n, even: 0n, positive: 0n, negative: 0n };
  const signs = new Map(permutations.map((one) => [one.join(), signOf(one)]));
  const product = (some: number[][]) => some.reduce((sign, one) => sign * (signs.get(one.join()) ?? 0), 1);
  const grow = (rows: number[][], fitting: number[][]) => {
    if (rows.length === n) {
      const byRows = product(rows);
      const byColumns = product(identity.map((c) => rows.map((row) => row[c] ?? 0)));
      found.all++;
      if (byRows * byColumns === 1) found.even++;
      if (rows[0] === identity) found[byRows === 1 ? 'positive' : 'negative']++;
      return;
    }
    for (const row of fitting)
      grow(
        [...rows, row],
        fitting.filter((other) => other.every((symbol, c) => symbol !== row[c])),
      );
  };
  grow([], permutations);
  return found;
}

function permutationsOf(n: number): number[][] {
  if (n === 0) return [[]];
  return permutationsOf(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, i) => [...rest.slice(0, i), n - 1, ...rest.slice(i)]),
  );
}

function signOf(row: number[]): number {
  const inversions = row.flatMap((a, i) => row.slice(i + 1).filter((b) => b < a)).length;
  return inversions % 2 === 0 ? 1 : -1;
}

it('what is said of squares is so, for every order that can be gone through here', () => {
  expect(squareSign(1)).toBeNull();
  for (const n of [2, 3, 4, 5]) {
    const { all, even, positive, negative } = squares(n);
    const words = squareSign(n) ?? '';
    if (n % 2 === 1) {
      expect(words).toContain('exactly half');
      expect(even * 2n).toBe(all);
    } else {
      expect(words).toMatch(new RegExp(`, ${n}! · K[⁺⁻] are even by rows and columns together`));
      expect(even).toBe(factorial(n) * (words.includes('K⁺') ? positive : negative));
      expect(positive).not.toBe(negative);
    }
  }
});

it('K⁺ and K⁻ change places where 4 does not divide n', () => {
  expect([4, 8].map(squareSign)).toEqual([
    'Of all Latin squares of order 4, 4! · K⁺ are even by rows and columns together.',
    'Of all Latin squares of order 8, 8! · K⁺ are even by rows and columns together.',
  ]);
  expect([2, 6, 10].map((n) => squareSign(n)?.includes(`${n}! · K⁻`))).toEqual([true, true, true]);
});

it('squares are spoken of only where there are any', () => {
  expect(signText([{ rows: 4, columns: 6 }])).toBe(SIGN);
  expect(signText([{ rows: 1, columns: 1 }])).toBe(SIGN);
  expect(signText([{ rows: 6, columns: 6 }])).toContain('6! · K⁻');
  expect(signText([{ rows: 6, columns: 6 }])).toContain('D(n,n) = (−1)^(n(n−1)/2) · (n−1)! · AT(n)');
  const many = [5, 6].map((n) => ({ rows: n, columns: n }));
  expect(signText(many)).toContain('n! · K⁺ are even by rows and columns together if 4 divides n');
});

it('in LaTeX it has no letter that LaTeX does not know', () => {
  for (const shapes of [[{ rows: 6, columns: 6 }], [4, 5].map((n) => ({ rows: n, columns: n }))]) {
    const text = signLatex(shapes);
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(text.split('$').length % 2).toBe(1);
    expect(text).toContain('K^{-}$');
    expect(text).toContain('$D(n,n) = (-1)^{n(n-1)/2} \\, (n-1)! \\, \\mathrm{AT}(n)$');
  }
});
