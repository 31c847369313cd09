import { wholeNumber } from './digits';
import { FIGURE_LETTERS, type FigureName, figureNamed } from './figures';
import { mostColumns, mostRows } from './limits';
import { MAX_COLUMNS } from './shape';

/** Which terms: of so many rows for every n from `from` to `to`, or of so many columns for every r. */
export type SequenceOf =
  | { fixed: 'rows'; rows: number; from: number; to: number }
  | { fixed: 'columns'; columns: number };

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

/** So many terms are shown at first. */
const FIRST_TERMS = 60;

/** The most columns of a figure for so many rows. */
export const mostTerms = (rows: number, figure: FigureName) =>
  mostColumns(rows, { engine: 'auto', figure: FIGURE_LETTERS[figure] });

/** The terms that a sequence begins with where the address does not say how many. */
export function firstTerms(rows: number, figure: FigureName): SequenceOf {
  return { fixed: 'rows', rows, from: rows, to: Math.min(mostTerms(rows, figure), FIRST_TERMS) };
}

export const FIRST_SEQUENCE: SequencePlace = {
  of: firstTerms(4, 'difference'),
  figure: 'difference',
  ratio: false,
  page: null,
};

/** Never throws: what cannot be used is passed to `ignore`, and its default used. */
export function parseSequence(
  one: (name: string) => string | null,
  ignore: (name: string) => void,
): SequencePlace {
  const given = (name: string) => one(name) !== null;
  const figure = figureNamed(one('figure'));
  if (given('figure') && figure === null) ignore('figure');
  const ratio = one('plot') === 'ratio';
  if (given('plot') && !ratio) ignore('plot');
  const page = one('page') === 'note' ? 'note' : null;
  if (given('page') && page === null) ignore('page');
  const columns = wholeNumber(one('columns'), mostColumns(2));
  if (columns !== null && !given('rows')) {
    for (const name of ['from', 'to']) if (given(name)) ignore(name);
    return { of: { fixed: 'columns', columns }, figure: figure ?? 'total', ratio, page };
  }
  if (given('columns')) ignore('columns');
  const rows = wholeNumber(one('rows'), MAX_COLUMNS);
  if (given('rows') && rows === null) ignore('rows');
  const known = figure ?? FIRST_SEQUENCE.figure;
  return { of: termsOf(rows ?? 4, known, one, ignore), figure: known, ratio, page };
}

function termsOf(
  rows: number,
  figure: FigureName,
  one: (name: string) => string | null,
  ignore: (name: string) => void,
): SequenceOf {
  const most = mostTerms(rows, figure);
  const number = (name: string, least: number) => {
    const value = wholeNumber(one(name), most);
    if (value !== null && value >= least) return value;
    if (one(name) !== null) ignore(name);
    return null;
  };
  const from = number('from', rows) ?? rows;
  const to = number('to', from) ?? Math.max(from, Math.min(most, FIRST_TERMS));
  return { fixed: 'rows', rows, from, to };
}

/** The parts of an address. */
export function sequenceParts({ of, figure, ratio, page }: SequencePlace): string[] {
  const parts =
    of.fixed === 'rows'
      ? [
          `rows=${of.rows}`,
          `figure=${encodeURIComponent(FIGURE_LETTERS[figure])}`,
          `from=${of.from}`,
          `to=${of.to}`,
        ]
      : [`columns=${of.columns}`, `figure=${encodeURIComponent(FIGURE_LETTERS[figure])}`];
  if (ratio) parts.push('plot=ratio');
  if (page) parts.push(`page=${page}`);
  return parts;
}

/** 'D(4, n), n from 4 to 200' or 'K(r, 9), r from 1 to 9'. */
export function sequenceName({ of, figure }: Pick<SequencePlace, 'of' | 'figure'>): string {
  const letter = FIGURE_LETTERS[figure].replace('+', '⁺').replace('-', '⁻');
  return of.fixed === 'rows'
    ? `${letter}(${of.rows}, n), n from ${of.from} to ${of.to}`
    : `${letter}(r, ${of.columns}), r from 1 to ${mostRows(of.columns)}`;
}
