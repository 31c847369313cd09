import { factorial } from './factorial';
import type { Published } from './generated';
import { type Finished, type SignedTotal, sameFigures } from './result';
import type { OtherCount, SavedResult } from './saved-result';
import { sameShape } from './shape';

/** A group of first columns that gave the same counts. */
export type Group = { columns: number[][]; positive: bigint; negative: bigint };

type Counted = { column: number[]; positive: string | bigint; negative: string | bigint };

/** Groups first columns by N+ and N-, largest first; there must be one group. */
export function agreement(columns: Counted[]): Group[] {
  const found = new Map<string, Group>();
  for (const { column, positive, negative } of columns) {
    const key = `${positive}/${negative}`;
    const group = found.get(key);
    if (group) group.columns.push(column);
    else found.set(key, { columns: [column], positive: BigInt(positive), negative: BigInt(negative) });
  }
  return [...found.values()].sort((a, b) => b.columns.length - a.columns.length);
}

export type Agreement = 'agrees' | 'disagrees' | 'unknown';
export type Comparison = { total: Agreement; signs: Agreement };

/** Total and signs are published apart, so they are compared apart. */
export function comparePublished(result: SignedTotal, published: Published | null): Comparison {
  if (!published) return { total: 'unknown', signs: 'unknown' };
  const same = (a: string, b: string) => BigInt(a) === BigInt(b);
  const total = same(result.total, published.total) ? 'agrees' : 'disagrees';
  const { signed } = published;
  if (!signed) return { total, signs: 'unknown' };
  const signs =
    same(result.positive, signed.positive) && same(result.negative, signed.negative) ? 'agrees' : 'disagrees';
  return { total, signs };
}

export type Verdict =
  | { kind: 'sound' }
  | { kind: 'columns'; groups: Group[] }
  | { kind: 'sum' }
  | { kind: 'published'; comparison: Comparison }
  /** another count of the same shape */
  | { kind: 'count'; other: Known };

/** A count from any source. */
export type Known = Finished | SavedResult | OtherCount;

type Sums = Pick<
  Finished,
  'rows' | 'first_columns' | 'total' | 'positive' | 'negative' | 'difference' | 'reduced'
> & { per_column?: Counted[] };

/** Whether the figures are the sums and multiples of others that they must be. */
export function addsUp(result: Sums): boolean {
  const { rows, first_columns, per_column } = result;
  const [total, positive, negative] = [
    BigInt(result.total),
    BigInt(result.positive),
    BigInt(result.negative),
  ];
  const weight = BigInt(first_columns) * factorial(rows - 1);
  const sound =
    total === positive + negative &&
    BigInt(result.difference) === positive - negative &&
    total === BigInt(result.reduced) * weight;
  if (!per_column) return sound;
  const [only] = agreement(per_column);
  return (
    sound &&
    only?.columns.length === first_columns &&
    positive === only.positive * weight &&
    negative === only.negative * weight
  );
}

/** Checks a count against itself, published values and other counts of its shape. */
export function verdict(
  result: Finished | SavedResult,
  others: readonly Known[] = [],
  published: Published | null = 'published' in result ? result.published : null,
): Verdict {
  if ('per_column' in result) {
    const groups = agreement(result.per_column);
    if (groups.length > 1) return { kind: 'columns', groups };
  }
  if (!addsUp(result)) return { kind: 'sum' };
  const comparison = comparePublished(result, published);
  if (comparison.total === 'disagrees' || comparison.signs === 'disagrees')
    return { kind: 'published', comparison };
  const other = others.find((one) => sameShape(one, result) && !sameFigures(one, result));
  return other ? { kind: 'count', other } : { kind: 'sound' };
}

export function isSound(...known: Parameters<typeof verdict>): boolean {
  return verdict(...known).kind === 'sound';
}

export const isSaved = (count: Known): count is SavedResult => 'check' in count;
