import type { SignedTotal } from '../model/figures';
import type { SignedCount } from '../model/generated';
import { numberText, signed } from './number';

/** What even, odd, K⁺, K⁻ and D refer to: the only place where it is stated. */
export const SIGN = 'The sign of a rectangle is the product of the signs of its rows.';

const TOGETHER = 'even by rows and columns together';
/** The same in text and where it is set as mathematics. */
export const SQUARE_DIFFERENCE = 'D(n,n) = (−1)^(n(n−1)/2) · (n−1)! · AT(n)';
const ODD_ORDER = 'while K⁺ and K⁻ need not be equal';

/** How it relates to an even Latin square elsewhere; null if there is no difference. */
export function squareSign(n: number): string | null {
  if (n < 2) return null;
  if (n % 2 === 1) return `Of all Latin squares of order ${n} exactly half are ${TOGETHER}, ${ODD_ORDER}.`;
  const sign = n % 4 === 0 ? '⁺' : '⁻';
  return `Of all Latin squares of order ${n}, ${n}! · K${sign} are ${TOGETHER}.`;
}

/** The same for every order. */
export const SQUARE_SIGNS = `Of all Latin squares of even order n, n! · K⁺ are ${TOGETHER} if 4 divides n, and n! · K⁻ otherwise (n = 2, 6, 10); of odd order n > 1 exactly half are, ${ODD_ORDER}.`;

/** The definition, with a remark for the given shapes. */
export function signText(shapes: readonly { rows: number; columns: number }[]): string {
  const squares = shapes.filter(({ rows, columns }) => rows === columns && rows > 1);
  const [only, ...others] = squares;
  if (!only) return SIGN;
  const relation = others.length > 0 ? SQUARE_SIGNS : squareSign(only.columns);
  return `${SIGN} ${relation} ${SQUARE_DIFFERENCE}.`;
}

/** The same as LaTeX. */
export function signLatex(shapes: readonly { rows: number; columns: number }[]): string {
  return signText(shapes)
    .replace(SQUARE_DIFFERENCE, '$D(n,n) = (-1)^{n(n-1)/2} \\, (n-1)! \\, \\mathrm{AT}(n)$')
    .replace(/(\d+|n)! · K([⁺⁻])/g, (_, n, sign) => `$${n}! \\, K^{${sign === '⁺' ? '+' : '-'}}$`)
    .replaceAll('K⁺', '$K^{+}$')
    .replaceAll('K⁻', '$K^{-}$')
    .replaceAll('n = 2, 6, 10', '$n = 2, 6, 10$')
    .replaceAll('n > 1', '$n > 1$')
    .replace(/(even order|divides) n\b/g, '$1 $$n$$');
}

/** '1,128,960 (576,000 even + 552,960 odd)'; the total alone where the signs are not known. */
export function totalText(total: string, signed: SignedCount | null): string {
  if (!signed) return numberText(total);
  return `${numberText(total)} (${numberText(signed.positive)} even + ${numberText(signed.negative)} odd)`;
}

/** The same for a count that may leave figures open; 'D = −576, K not counted' where K is. */
export function countText(count: SignedTotal): string {
  const { total, positive, negative, difference } = count;
  if (total !== null)
    return totalText(total, positive === null || negative === null ? null : { positive, negative });
  if (difference !== null) return `D = ${numberText(difference, signed)}, K not counted`;
  const signs = [positive && `K⁺ = ${numberText(positive)}`, negative && `K⁻ = ${numberText(negative)}`];
  return signs.filter(Boolean).join(', ') || 'K and D not counted';
}
