import { tabular } from '../../lib/latex';
import { type Cell, FIGURE_NAMES, type Figures } from '../../state/table-cells';

type Known = Cell & { figures: Figures };

/** What can be exported: contradicted figures are not. */
export const known = (cells: readonly Cell[]): Known[] =>
  cells.filter((cell): cell is Known => cell.figures !== null);

/** One line for each shape. Every part is a number or a checked name, so none needs quotes. */
export function csvOf(cells: readonly Cell[]): string {
  const head = ['rows', 'columns', ...FIGURE_NAMES, 'engines', 'date', 'published_in'];
  const lines = known(cells).map(({ shape, figures, classes, saved }) => [
    shape.rows,
    shape.columns,
    ...FIGURE_NAMES.map((name) => figures[name]),
    [classes && 'classes', saved?.engine].filter(Boolean).join(' '),
    classes?.run.date ?? saved?.date,
    classes?.count.published?.sources.map(({ id }) => id).join(' '),
  ]);
  return [head, ...lines].map((parts) => `${parts.join(',')}\r\n`).join('');
}

/** Every count is a decimal string, because a JSON number would be rounded. */
export function jsonOf(cells: readonly Cell[]): string {
  const table = known(cells).map(({ shape, figures, classes, saved }) => ({
    ...shape,
    ...figures,
    classes: classes?.run ?? null,
    enumerate: saved && {
      workers: saved.workers,
      elapsed_seconds: saved.elapsed_seconds,
      date: saved.date,
      version: saved.version,
    },
    published: classes?.count.published ?? null,
  }));
  return `${JSON.stringify({ table }, null, 2)}\n`;
}

export function latexOf(cells: readonly Cell[]): string {
  return tabular(known(cells).map(({ shape, figures }) => ({ ...shape, ...figures })));
}
