import { tabular } from '../../format/latex';
import type { SheetCell } from '../../format/spreadsheet';
import type { SavedColumns, SavedResult } from '../../model/saved-result';
import { shapeKey, sorted } from './listing';

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
] as const satisfies readonly (keyof SavedColumns)[];

/** A head, and one row for each result; counts are strings, empty where they are not known. */
export function rowsOf(results: SavedResult[]): SheetCell[][] {
  const head = [...COLUMNS, 'popcount', 'popcount_words'];
  const lines = results.map((result) => {
    const by = 'per_column' in result ? result : null;
    const own = { ...result, schedule: by?.schedule ?? '' };
    return [
      ...COLUMNS.map((name) => own[name] ?? ''),
      by?.popcount?.short ?? '',
      by?.popcount?.short_words ?? '',
    ];
  });
  return [head, ...lines];
}

/** One line for each result. Every cell is a number or a checked name, so none needs quotes. */
export function csvOf(results: SavedResult[]): string {
  return rowsOf(results)
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}

/** A tabular of the figures, one line a shape. */
export function latexOf(results: SavedResult[]): string {
  const shapes = new Map(results.map((one) => [shapeKey(one), one]));
  return tabular(sorted([...shapes.values()], { by: 'shape', descending: false }));
}
