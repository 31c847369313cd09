import { tabular } from '../../format/latex';
import { SIGN } from '../../format/sign';
import type { SheetCell } from '../../format/spreadsheet';
import { FIGURE_NAMES } from '../../model/figures';
import type { ClassesFinished, Finished } from '../../model/result';
import type { SavedClasses, SavedColumns, SavedResult } from '../../model/saved-result';
import type { Cell, Figures } from '../../model/table-cells';

type Counted = Cell & { figures: Figures };

/** The cells that were counted here and are not contradicted; no others are exported. */
export const counted = (cells: readonly Cell[]): Counted[] =>
  cells.filter((cell): cell is Counted => cell.figures !== null);

/** A head, and one row for each shape; counts are strings, empty where they are not known. */
export function rowsOf(cells: readonly Cell[]): SheetCell[][] {
  const head = ['rows', 'columns', ...FIGURE_NAMES, 'engines', 'date', 'published_in'];
  const lines = counted(cells).map((cell) => [
    cell.shape.rows,
    cell.shape.columns,
    ...FIGURE_NAMES.map((name) => cell.figures[name] ?? ''),
    [cell.classes?.engine, cell.saved?.engine, cell.formula?.engine].filter(Boolean).join(' '),
    (cell.classes ?? cell.saved ?? cell.formula)?.date ?? '',
    cell.published?.sources.map(({ id }) => id).join(' ') ?? '',
  ]);
  return [head, ...lines];
}

/** One line for each shape. Every part is a number or a checked name, so none needs quotes. */
export function csvOf(cells: readonly Cell[]): string {
  return rowsOf(cells)
    .map((parts) => `${parts.join(',')}\r\n`)
    .join('');
}

/** Every count is a decimal string, because a JSON number would be rounded. */
export function jsonOf(cells: readonly Cell[]): string {
  const table = counted(cells).map((cell) => ({
    ...cell.shape,
    ...cell.figures,
    classes: cell.classes && { ...runOf(cell.classes), ...groupOf(cell.classes) },
    enumerate: savedBy(cell, 'enumerate'),
    naive: savedBy(cell, 'naive'),
    formula: cell.formula && runOf(cell.formula),
    published: cell.published ?? null,
  }));
  return `${JSON.stringify({ sign: SIGN, table }, null, 2)}\n`;
}

const savedBy = ({ saved }: Cell, engine: SavedColumns['engine']) =>
  saved?.engine === engine ? runOf(saved) : null;

const runOf = ({ workers, elapsed_seconds, date, version }: SavedResult | Finished) => ({
  workers,
  elapsed_seconds,
  date,
  version,
});

/** The shapes that were counted together, and the check that no class is missing. */
const groupOf = ({ kernel, levels, from, to }: SavedClasses | ClassesFinished) => ({
  kernel,
  levels,
  from,
  to,
});

export function latexOf(cells: readonly Cell[]): string {
  return tabular(counted(cells).map(({ shape, figures }) => ({ ...shape, ...figures })));
}
