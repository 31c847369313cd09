import { wholeNumber } from './digits';
import { FIGURE_LETTERS, type FigureName, figureNamed } from './figures';
import type { Fixed, SequenceRequest, Shape } from './generated';
import { mostColumns, mostRows } from './limits';
import { MAX_COLUMNS } from './shape';

/** Which terms: of so many rows for every n, or of so many columns for every r; from the first where `from` is null. */
export type SequenceOf = Fixed & {
  from: number | null;
  /** null: as far as about a second goes */
  to: number | null;
};

/** Which sequence is shown, and of its page what. */
export type SequencePlace = {
  of: SequenceOf;
  figure: FigureName;
  /** the plot shows D/K instead of the figure */
  ratio: boolean;
  /** null: the list and the plot */
  page: 'note' | null;
};

/** The names that belong to it in an address. */
export const SEQUENCE_NAMES = ['rows', 'columns', 'figure', 'from', 'to', 'plot', 'page'];

/** The most columns of a figure for so many rows. */
export const mostTerms = (rows: number, figure: FigureName) =>
  mostColumns(rows, { engine: 'auto', figure: FIGURE_LETTERS[figure] });

/** The most rows for which a figure of so many columns is counted. */
export const mostRowsOf = (columns: number, figure: FigureName) =>
  mostRows(columns, { engine: 'auto', figure: FIGURE_LETTERS[figure] });

/** The least and the greatest n or r there is. */
export function endsOf(fixed: Fixed, figure: FigureName): { least: number; most: number } {
  return 'rows' in fixed
    ? { least: fixed.rows, most: mostTerms(fixed.rows, figure) }
    : { least: 1, most: mostRowsOf(fixed.columns, figure) };
}

export const FIRST_SEQUENCE: SequencePlace = {
  of: { rows: 4, from: null, to: null },
  figure: 'difference',
  ratio: false,
  page: null,
};

/** Never throws: what cannot be used is passed to `ignore`, and its default used. */
export function parseSequence(
  one: (name: string) => string | null,
  ignore: (name: string) => void,
): SequencePlace {
  const read = <T>(name: string, value: T | null): T | null => {
    if (value === null) ignore(name);
    return value;
  };
  const figure = read('figure', figureNamed(one('figure')));
  const ratio = read('plot', one('plot') === 'ratio' || null) ?? false;
  const page = read('page', one('page') === 'note' ? ('note' as const) : null);
  const rows = read('rows', wholeNumber(one('rows'), MAX_COLUMNS));
  const columns = rows === null ? wholeNumber(one('columns'), mostColumns(2)) : null;
  if (columns === null) ignore('columns');
  const fixed = columns === null ? { rows: rows ?? 4 } : { columns };
  const named = figure ?? (columns === null ? 'difference' : 'total');
  const { least, most } = endsOf(fixed, named);
  const within = (name: string, least: number) => {
    const value = wholeNumber(one(name), most);
    return read(name, value !== null && value >= least ? value : null);
  };
  const from = within('from', least);
  return { of: { ...fixed, from, to: within('to', from ?? least) }, figure: named, ratio, page };
}

/** The parts of an address. */
export function sequenceParts({ of, figure, ratio, page }: SequencePlace): string[] {
  const parts = ['rows' in of ? `rows=${of.rows}` : `columns=${of.columns}`];
  parts.push(`figure=${encodeURIComponent(FIGURE_LETTERS[figure])}`);
  if (of.from !== null) parts.push(`from=${of.from}`);
  if (of.to !== null) parts.push(`to=${of.to}`);
  if (ratio) parts.push('plot=ratio');
  if (page) parts.push(`page=${page}`);
  return parts;
}

/** The request for the counts that give its terms. */
export const requestOf = ({ from, to, ...fixed }: SequenceOf, figure: FigureName): SequenceRequest => ({
  fixed,
  figure: FIGURE_LETTERS[figure],
  from,
  to,
});

/** The shape of a term. */
export const shapeAt = (fixed: Fixed, at: number): Shape =>
  'rows' in fixed ? { rows: fixed.rows, columns: at } : { rows: at, columns: fixed.columns };
