import { factorial } from './factorial';
import { signsOf } from './figures';
import type { SavedColumns, SavedResult } from './saved-result';
import { addsUp, agreement } from './soundness';
import { ValidationError } from './validate';

/** Throws a ValidationError if figures are not the sums and multiples of others that they must be. */
export function checkSums(result: SavedResult): void {
  const { rows, columns, first_columns, total, difference, all } = result;
  const signs = signsOf(result);
  if (signs) {
    const { positive, negative } = signs;
    expectEqual('even plus odd', positive + negative, 'the total', total);
    expectEqual('even less odd', positive - negative, 'the difference', difference);
  }
  if (total !== null && all !== null)
    expectEqual('the total times the orders of columns', BigInt(total) * factorial(columns), 'all', all);
  const expected = binomial(columns - 1, rows - 1);
  if (first_columns !== expected)
    throw new ValidationError(`it does not list each of the ${expected} first columns exactly once`);
  if ('per_column' in result) checkColumns(result);
  if (!addsUp(result)) throw new ValidationError('its reduced rectangles do not give its figures');
}

function checkColumns({ per_column, first_columns, ...figures }: SavedColumns): void {
  if (new Set(per_column.map(({ column }) => column.join())).size !== first_columns)
    throw new ValidationError(`it does not list each of the ${first_columns} first columns exactly once`);
  if (agreement(per_column).length > 1) throw new ValidationError('its first columns do not agree');
  if (!addsUp({ ...figures, per_column, first_columns }))
    throw new ValidationError('its first columns do not give its figures');
}

function expectEqual(what: string, is: bigint, name: string, stated: string | null): void {
  if (stated !== null && is !== BigInt(stated))
    throw new ValidationError(`${what} is ${is}, but ${name} is ${stated}`);
}

/** Exact as a double wherever a count is possible. */
function binomial(n: number, k: number): number {
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return Number(product);
}
