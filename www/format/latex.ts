import { groups } from './number';
import { signLatex } from './sign';

type Line = {
  rows: number;
  columns: number;
  total: string;
  positive: string;
  negative: string;
  difference: string;
  reduced: string;
};

/** A tabular of figures, one line a shape, the digits in groups with thin spaces between. */
export function tabular(lines: Line[]): string {
  return [
    '\\begin{tabular}{rrrrrrr}',
    '\\hline',
    '$r$ & $n$ & $K(r,n)$ & $K^{+}(r,n)$ & $K^{-}(r,n)$ & $D(r,n)$ & $R(r,n)$ \\\\',
    '\\hline',
    ...lines.map((line) => `${cells(line).join(' & ')} \\\\`),
    '\\hline',
    '\\end{tabular}',
    '',
    `\\par{\\footnotesize ${signLatex(lines)}\\par}`,
    '',
  ].join('\n');
}

function cells({ rows, columns, total, positive, negative, difference, reduced }: Line) {
  return [rows, columns, ...[total, positive, negative, difference, reduced].map(digits)];
}

function digits(value: string): string {
  const exact = BigInt(value);
  const parts = groups(exact < 0n ? -exact : exact).join('\\,');
  return exact < 0n ? `$-$${parts}` : parts;
}
