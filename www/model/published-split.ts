import type { Figures } from './figures';
import type { Published, SignedCount } from './generated';

/** K⁺ and K⁻ that follow from D as counted and K as published; null where K was counted, or is not published. */
export function splitOf(
  { total, difference }: Pick<Figures, 'total' | 'difference'>,
  published: Published | null,
): SignedCount | null {
  if (total !== null || difference === null || !published) return null;
  const [k, d] = [BigInt(published.total), BigInt(difference)];
  return { positive: String((k + d) / 2n), negative: String((k - d) / 2n) };
}
