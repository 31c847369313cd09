import { groups } from '../../lib/numbers';
import type { SavedResult } from '../../lib/result-record';
import { shapeKey, sorted } from './listing';

/** A tabular of the figures, one line a shape, its digits in groups with thin spaces between. */
export function latexOf(results: SavedResult[]): string {
  const shapes = new Map(results.map((one) => [shapeKey(one), one]));
  const lines = sorted([...shapes.values()], { by: 'shape', descending: false }).map(
    ({ rows, columns, total, positive, negative, difference, reduced }) =>
      [rows, columns, ...[total, positive, negative, difference, reduced].map(digits)].join(' & '),
  );
  return [
    '\\begin{tabular}{rrrrrrr}',
    '\\hline',
    '$r$ & $n$ & $K(r,n)$ & $K^{+}(r,n)$ & $K^{-}(r,n)$ & $D(r,n)$ & $R(r,n)$ \\\\',
    '\\hline',
    ...lines.map((line) => `${line} \\\\`),
    '\\hline',
    '\\end{tabular}',
    '',
  ].join('\n');
}

function digits(value: string): string {
  const exact = BigInt(value);
  const parts = groups(exact < 0n ? -exact : exact).join('\\,');
  return exact < 0n ? `$-$${parts}` : parts;
}
