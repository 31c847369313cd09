/** Why a value is invalid, as the end of a sentence. */
export class ValidationError extends Error {}

export type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ValidationError(`${what} is not an object`);
  return value as Fields;
}

/** An own property only. */
export function field(of: Fields, name: string): unknown {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

export function wholeIn(of: Fields, name: string, least: number, most: number): number {
  const value = field(of, name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new ValidationError(`"${name}" is not a whole number from ${least} to ${most}`);
  return value;
}

export function secondsIn(of: Fields, name: string): number {
  const value = field(of, name);
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw new ValidationError(`"${name}" is not a time in seconds`);
  return value;
}

const DIGITS = /^(?:0|[1-9]\d*)$/;
/** More digits than any count first column by first column or by classes of up to 20 columns. */
const MOST_DIGITS = 60;

/** At most so many digits. */
export function digitsIn(of: Fields, name: string, most = MOST_DIGITS): string {
  const value = field(of, name);
  if (typeof value !== 'string' || value.length > most || !DIGITS.test(value))
    throw new ValidationError(`"${name}" is not a decimal string`);
  return value;
}

export function signedDigitsIn(of: Fields, name: string, most = MOST_DIGITS): string {
  const value = field(of, name);
  const bare = typeof value === 'string' && value.startsWith('-') ? value.slice(1) : value;
  if (typeof bare !== 'string' || bare.length > most || !DIGITS.test(bare) || value === '-0')
    throw new ValidationError(`"${name}" is not a decimal string`);
  return value as string;
}

/** What `read` reads; null where it is null. */
export const orNull = <T>(of: Fields, name: string, read: (of: Fields, name: string) => T): T | null =>
  field(of, name) === null ? null : read(of, name);

/** A short name such as 'simd128' or '0.1.0', without characters that a page or spreadsheet could interpret. */
export function nameIn(of: Fields, name: string): string {
  const value = field(of, name);
  if (typeof value !== 'string' || !/^[0-9A-Za-z][0-9A-Za-z._+-]{0,39}$/.test(value))
    throw new ValidationError(`"${name}" is not a short name`);
  return value;
}

export function oneOfIn<Name extends string>(of: Fields, name: string, known: Record<Name, unknown>): Name {
  const value = field(of, name);
  if (typeof value !== 'string' || !Object.hasOwn(known, value))
    throw new ValidationError(`"${name}" is not one of ${Object.keys(known).join(', ')}`);
  return value as Name;
}

export function listIn(of: Fields, name: string, most: number): unknown[] {
  const value = field(of, name);
  if (!Array.isArray(value) || value.length > most)
    throw new ValidationError(`"${name}" is not a list of at most ${most}`);
  return value;
}

/** Words, names and formulas on one line, which a page shows as they are. */
export function wordsIn(of: Fields, name: string, most: number): string {
  const value = field(of, name);
  if (typeof value !== 'string' || value.length > most || !/^[^\p{C}<>]+$/u.test(value))
    throw new ValidationError(`"${name}" is not words on one line`);
  return value;
}

/** As Date.toISOString writes it. */
export function dateIn(of: Fields, name: string): string {
  const value = field(of, name);
  const date = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== value)
    throw new ValidationError(`"${name}" is not a date such as 2026-11-24T17:30:00.000Z`);
  return value;
}
