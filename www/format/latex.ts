import type { FigureName } from '../model/figures';
import type { Shape } from '../model/generated';
import { digitsOf, groups } from './number';
import { signLatex } from './sign';

type Line = Shape & Record<FigureName, string | null>;

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

/** Nothing for a figure that is not known. */
function digits(value: string | null): string {
  if (value === null) return '';
  const parts = groups(digitsOf(value)).join('\\,');
  return value.startsWith('-') ? `$-$${parts}` : parts;
}
