import { factorial } from './factorial';
import type { SavedColumns, SavedResult } from './saved-result';
import { addsUp, agreement } from './soundness';
import { ValidationError } from './validate';

/** Throws a ValidationError if figures are not the sums and multiples of others that they must be. */
export function checkSums(result: SavedResult): void {
  const { rows, columns, first_columns } = result;
  const [total, positive, negative] = [result.total, result.positive, result.negative].map(BigInt) as [
    bigint,
    bigint,
    bigint,
  ];
  expectEqual('even plus odd', positive + negative, 'the total', total);
  expectEqual('even less odd', positive - negative, 'the difference', BigInt(result.difference));
  expectEqual('the total times the orders of columns', total * factorial(columns), 'all', BigInt(result.all));
  const expected = binomial(columns - 1, rows - 1);
  if (first_columns !== expected)
    throw new ValidationError(`it does not list each of the ${expected} first columns exactly once`);
  if (result.engine !== 'classes') checkColumns(result);
  if (!addsUp(result)) throw new ValidationError('its reduced rectangles do not give its figures');
}

function checkColumns({ per_column, first_columns, ...figures }: SavedColumns): void {
  if (new Set(per_column.map(({ column }) => column.join())).size !== first_columns)
    throw new ValidationError(`it does not list each of the ${first_columns} first columns exactly once`);
  if (agreement(per_column).length > 1) throw new ValidationError('its first columns do not agree');
  if (!addsUp({ ...figures, per_column, first_columns }))
    throw new ValidationError('its first columns do not give its figures');
}

function expectEqual(what: string, is: bigint, name: string, stated: bigint): void {
  if (is !== stated) throw new ValidationError(`${what} is ${is}, but ${name} is ${stated}`);
}

function binomial(n: number, k: number): number {
  return Number(factorial(n) / (factorial(k) * factorial(n - k)));
}
