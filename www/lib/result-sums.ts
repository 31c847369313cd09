import type { CountResult } from '../engine/generated';
import { factorial } from './numbers';
import { Misfit } from './reading';
import type { SavedColumn } from './result-record';
import { agreement, type Verifiable, verdict } from './verdict';

type Summed = Omit<Verifiable, 'published'> &
  Pick<CountResult, 'columns' | 'difference' | 'all'> & { per_column: SavedColumn[] };

/** Throws a Misfit where figures that must be sums or multiples of others are not. */
export function checkSums(result: Summed): void {
  const { rows, columns, per_column, first_columns } = result;
  const [total, positive, negative] = [result.total, result.positive, result.negative].map(BigInt) as [
    bigint,
    bigint,
    bigint,
  ];
  expectEqual('even plus odd', positive + negative, 'the total', total);
  expectEqual('even less odd', positive - negative, 'the difference', BigInt(result.difference));
  expectEqual('the total times the orders of columns', total * factorial(columns), 'all', BigInt(result.all));
  const expected = binomial(columns - 1, rows - 1);
  if (first_columns !== expected || new Set(per_column.map(({ column }) => column.join())).size !== expected)
    throw new Misfit(`it has not each of the ${expected} first columns once`);
  if (agreement(per_column).length > 1) throw new Misfit('its first columns do not agree');
  if (verdict({ ...result, published: null }).kind !== 'sound')
    throw new Misfit('its first columns do not give its figures');
}

function expectEqual(what: string, is: bigint, name: string, said: bigint): void {
  if (is !== said) throw new Misfit(`${what} is ${is}, but ${name} is ${said}`);
}

function binomial(n: number, k: number): number {
  return Number(factorial(n) / (factorial(k) * factorial(n - k)));
}
