import type { FigureName } from './figures';

/** How sure a law is: proved for this project, published elsewhere, or a conjecture whose constant the values decide. */
export type LawKind = 'proved' | 'published' | 'conjecture';

/** How a figure of so many rows grows with n; all as decimal logarithms, for drawings only. */
export type Law = { kind: LawKind; log10(n: number): number };

/** c of |D(r, n)| ~ e^(−c) / Π (2j)! · n^(⌊r/2⌋²) · n!^⌊(r−1)/2⌋, proved for r = 3 to 6. */
const EXPONENTS: Record<number, number> = { 3: 2, 4: 6, 5: 10, 6: 18 };

const LOG10_E = Math.LOG10E;

/** log₁₀ n!, by Stirling's series beyond a table. */
export function log10Factorial(n: number): number {
  if (n < 20) return sumOfLogs(n);
  const series = n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  return series * LOG10_E;
}

function sumOfLogs(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k++) sum += Math.log10(k);
  return sum;
}

/** Π (2j)! for j below ⌊r/2⌋. */
function log10Product(rows: number): number {
  let sum = 0;
  for (let j = 0; j < Math.floor(rows / 2); j++) sum += log10Factorial(2 * j);
  return sum;
}

/** Of |D|, up to its constant. */
const growthOfD = (rows: number, n: number) =>
  Math.floor(rows / 2) ** 2 * Math.log10(n) + Math.floor((rows - 1) / 2) * log10Factorial(n);

/** Of K, by Godsil and McKay 1990. */
const logOfK = (rows: number, n: number) =>
  (rows - 1) * log10Factorial(n) - ((rows * (rows - 1)) / 2) * LOG10_E;

/** log₁₀ of (n−1)!/(n−r)!, by which K is divided to give R. */
function logOfWeight(rows: number, n: number): number {
  let sum = 0;
  for (let k = n - rows + 1; k < n; k++) sum += Math.log10(k);
  return sum;
}

/** The last term that is known: n, and the decimal logarithm of its size. */
type Known = { n: number; log10: number };

/** The law of a figure for r rows; null where none is known, or a constant of it cannot be fitted. */
export function lawOf(rows: number, figure: FigureName, last: Known | null): Law | null {
  if (rows < 2) return null;
  switch (figure) {
    case 'difference':
      return lawOfD(rows, last);
    case 'total':
      return { kind: 'published', log10: (n) => logOfK(rows, n) };
    case 'positive':
    case 'negative':
      return { kind: 'published', log10: (n) => logOfK(rows, n) - Math.log10(2) };
    case 'reduced':
      return { kind: 'published', log10: (n) => logOfK(rows, n) - logOfWeight(rows, n) };
  }
}

function lawOfD(rows: number, last: Known | null): Law | null {
  if (rows === 2) return { kind: 'proved', log10: (n) => Math.log10(n - 1) };
  const exponent = EXPONENTS[rows];
  if (exponent !== undefined) {
    const constant = -exponent * LOG10_E - log10Product(rows);
    return { kind: 'proved', log10: (n) => constant + growthOfD(rows, n) };
  }
  if (!last) return null;
  const constant = last.log10 - growthOfD(rows, last.n);
  return { kind: 'conjecture', log10: (n) => constant + growthOfD(rows, n) };
}

/** The law of |D|/K for r rows; `last` is of the quotient. */
export function lawOfRatio(rows: number, last: Known | null): Law | null {
  const ofD = lawOfD(rows, last && { n: last.n, log10: last.log10 + logOfK(rows, last.n) });
  return ofD && { kind: ofD.kind, log10: (n) => ofD.log10(n) - logOfK(rows, n) };
}
