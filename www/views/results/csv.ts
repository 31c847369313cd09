import type { SavedResult } from '../../lib/result-record';

const COLUMNS = [
  'rows',
  'columns',
  'total',
  'positive',
  'negative',
  'difference',
  'reduced',
  'all',
  'first_columns',
  'engine',
  'schedule',
  'workers',
  'kernel',
  'elapsed_seconds',
  'date',
  'version',
] as const satisfies readonly (keyof SavedResult)[];

/** One line for each result. Every cell is a number or a checked name, so none needs quotes. */
export function csvOf(results: SavedResult[]): string {
  const head = [...COLUMNS, 'popcount', 'popcount_words'];
  const lines = results.map((result) => [
    ...COLUMNS.map((name) => result[name]),
    result.popcount?.short ?? '',
    result.popcount?.short_words ?? '',
  ]);
  return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}
