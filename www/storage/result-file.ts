import { numberText } from '../format/number';
import { countText, SIGN } from '../format/sign';
import { sameFigures } from '../model/figures';
import { readResult } from '../model/read-result';
import type { SavedResult } from '../model/saved-result';
import { FORMAT, isContradicted, keyOf } from '../model/saved-result';
import { sameShape } from '../model/shape';
import { type Fields, field, fieldsOf, listIn, ValidationError } from '../model/validate';

export const MOST_BYTES = 16 * 1024 * 1024;
const MOST_RESULTS = 10_000;

export function formatFile(results: SavedResult[]): string {
  return `${JSON.stringify({ format: FORMAT, sign: SIGN, results }, null, 1)}\n`;
}

export type FileRead = { results: SavedResult[]; problem: null } | { results: null; problem: string };

/** All results of an untrusted file, or in one sentence why it is refused. */
export function readFile(text: string): FileRead {
  try {
    return { results: parse(text), problem: null };
  } catch (error) {
    if (error instanceof ValidationError) return { results: null, problem: error.message };
    throw error;
  }
}

function parse(text: string): SavedResult[] {
  const of = fieldsOf(json(text), 'Its content');
  refuseOthers(of);
  const format = field(of, 'format');
  if (typeof format !== 'number') throw new ValidationError('It is not a results file.');
  if (format !== FORMAT)
    throw new ValidationError(`It has format ${format}, and this page reads format ${FORMAT}.`);
  const list = listIn(of, 'results', MOST_RESULTS);
  return list.map((value, i) => {
    const { result, problem } = readResult(value);
    if (!result) throw new ValidationError(`Result ${i + 1} of ${list.length} is invalid: ${problem}.`);
    return result;
  });
}

/** Recognises other files of this project. */
function refuseOthers(of: Fields): void {
  if (field(of, 'results') !== undefined) return;
  if (field(of, 'engine') !== undefined)
    throw new ValidationError('It is a checkpoint of a count; open it in the Count view.');
  if (field(of, 'records') !== undefined)
    throw new ValidationError('It is a report of the lab; open it in the Lab view.');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ValidationError('It is not JSON.');
  }
}

export type Merge = { added: SavedResult[]; known: number; problem: null } | { added: null; problem: string };

/** The new ones of other results; none if any contradict, because then one of the two is wrong. */
export function merge(have: SavedResult[], others: SavedResult[]): Merge {
  const keys = new Set(have.map(keyOf));
  const standing = have.filter((one) => !isContradicted(one));
  const contradicted = new Set(have.filter(isContradicted).map(keyOf));
  const figures = new Map(standing.map((one) => [`${one.rows}x${one.columns}`, one]));
  const added: SavedResult[] = [];
  for (const one of others) {
    const shape = `${one.rows}x${one.columns}`;
    const first = figures.get(shape) ?? one;
    // A result that is contradicted here stays so, whatever an older file contains.
    if (contradicted.has(keyOf(one))) continue;
    if (!isContradicted(one)) {
      if (!sameFigures(first, one)) return { added: null, problem: contradiction(standing, first, one) };
      figures.set(shape, first);
    }
    if (keys.has(keyOf(one))) continue;
    keys.add(keyOf(one));
    added.push(one);
  }
  return { added, known: others.length - added.length, problem: null };
}

function contradiction(have: SavedResult[], first: SavedResult, one: SavedResult): string {
  const signs = first.total !== null && first.total === one.total;
  const number = ({ total, positive, negative, difference }: SavedResult) =>
    signs && positive !== null && negative !== null
      ? `${numberText(positive)} even + ${numberText(negative)} odd`
      : total !== null && !signs
        ? numberText(total)
        : countText({ total, positive, negative, difference });
  const name = `K(${one.rows}, ${one.columns})`;
  return have.some((known) => sameShape(known, one))
    ? `${name} is saved here as ${number(first)}, and is ${number(one)} in the file.`
    : `${name} is ${number(first)} in one place of the file and ${number(one)} in another.`;
}
