import { factorial } from './factorial';
import { type SignedTotal, sameFigures, signsOf } from './figures';
import type { Published } from './generated';
import type { Finished } from './result';
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
  const { signed } = published;
  const total = compared([result.total], [published.total]);
  if (!signed) return { total, signs: 'unknown' };
  const { positive, negative } = signed;
  const difference = String(BigInt(positive) - BigInt(negative));
  const signs = compared(
    [result.positive, result.negative, result.difference],
    [positive, negative, difference],
  );
  return { total, signs };
}

/** Of those figures that the count has. */
function compared(counted: (string | null)[], published: string[]): Agreement {
  const known = counted.flatMap((figure, i) => (figure === null ? [] : [[figure, published[i]]]));
  if (known.length === 0) return 'unknown';
  return known.every(([one, other]) => one === other) ? 'agrees' : 'disagrees';
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
  const weight = BigInt(first_columns) * factorial(rows - 1);
  const signs = signsOf(result);
  const sound =
    mustBe(result.total, signs && signs.positive + signs.negative) &&
    mustBe(result.difference, signs && signs.positive - signs.negative) &&
    mustBe(result.total, result.reduced === null ? null : BigInt(result.reduced) * weight) &&
    // Where K is known, its signs are checked by the sums.
    (result.total !== null || mustBe(result.difference, null, weight));
  if (!per_column) return sound;
  const [only] = agreement(per_column);
  return (
    sound &&
    only?.columns.length === first_columns &&
    mustBe(result.positive, only.positive * weight) &&
    mustBe(result.negative, only.negative * weight)
  );
}

/** Whether a figure is what it must be, and a multiple of what divides it; what is open is neither. */
function mustBe(figure: string | null, expected: bigint | null, divisor = 1n): boolean {
  if (figure === null) return true;
  const exact = BigInt(figure);
  return (expected === null || exact === expected) && exact % divisor === 0n;
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
