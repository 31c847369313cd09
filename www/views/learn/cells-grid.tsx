import './cells-grid.css';
import { useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import type { Conflict } from '../../model/generated';

import type { LearnCells } from './cells';

/** Row and column of a cell, from 0. */
export type Place = { row: number; column: number };

type GridProps = {
  cells: LearnCells;
  /** row 1 cannot be changed */
  firstRowGiven: boolean;
  conflicts: Conflict[];
  selected: Place;
  select(place: Place): void;
  /** Writes a symbol into the selected cell, or empties it. */
  enter(symbol: number | null): void;
};

const STEPS: Record<string, Place> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** A rectangle to be filled in: one stop of the Tab key, within which the arrow keys move. */
export function CellsGrid({ cells, firstRowGiven, conflicts, selected, select, enter }: GridProps) {
  const root = useRef<HTMLTableElement>(null);
  const columns = cells[0]?.length ?? 0;

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      const row = Math.min(Math.max(selected.row + step.row, firstRowGiven ? 1 : 0), cells.length - 1);
      const column = Math.min(Math.max(selected.column + step.column, 0), columns - 1);
      select({ row, column });
      root.current?.querySelector<HTMLElement>(`[data-place="${row},${column}"]`)?.focus();
    } else if (event.key === 'Backspace' || event.key === 'Delete') enter(null);
    else if (/^[1-9]$/.test(event.key) && Number(event.key) <= columns) enter(Number(event.key));
    else return;
    event.preventDefault();
  }

  const clashing = new Set(conflicts.flatMap(({ cells: pair }) => pair.map((cell) => cell.join())));
  return (
    <table class="learn-grid" ref={root} dir="ltr">
      <caption class="visually-hidden">The rectangle</caption>
      <tbody {...EXACT}>
        {cells.map((row, r) => (
          <tr key={r}>
            {row.map((symbol, c) => {
              const clash = clashing.has(`${r},${c}`);
              if (r === 0 && firstRowGiven)
                return (
                  <td key={c} class={`learn-cell learn-given${clash ? ' learn-clash' : ''}`}>
                    {symbol}
                  </td>
                );
              const here = selected.row === r && selected.column === c;
              return (
                <td key={c}>
                  <button
                    type="button"
                    class={`learn-cell${here ? ' learn-selected' : ''}${clash ? ' learn-clash' : ''}`}
                    data-place={`${r},${c}`}
                    tabIndex={here ? 0 : -1}
                    aria-pressed={here}
                    aria-label={`Row ${r + 1}, column ${c + 1}: ${symbol ?? 'empty'}${clash ? ', clashes' : ''}`}
                    onClick={() => select({ row: r, column: c })}
                    onKeyDown={onKeyDown}
                  >
                    {symbol ?? '·'}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The symbols, to be written into the selected cell. */
export function Palette({
  columns,
  selected,
  enter,
}: { columns: number } & Pick<GridProps, 'selected' | 'enter'>) {
  return (
    <fieldset class="learn-palette">
      <legend class="visually-hidden">
        Symbol for row {selected.row + 1}, column {selected.column + 1}
      </legend>
      {Array.from({ length: columns }, (_, i) => (
        <button key={i} type="button" class="button num" {...EXACT} onClick={() => enter(i + 1)}>
          {i + 1}
        </button>
      ))}
      <button type="button" class="button" onClick={() => enter(null)}>
        Empty
      </button>
    </fieldset>
  );
}

/** A rectangle as it stands, with what each column and row was before. */
export function OrderedRows({
  rows,
  columnOrder,
  rowOrder,
}: {
  rows: number[][];
  columnOrder: number[] | null;
  rowOrder: number[] | null;
}) {
  return (
    <table class="learn-grid" dir="ltr">
      <caption class="visually-hidden">The sorted rectangle</caption>
      {columnOrder && (
        <thead>
          <tr>
            {columnOrder.map((column) => (
              <th key={column} scope="col">
                <span class="visually-hidden">was column </span>
                {column}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {row.map((symbol, c) => (
              <td key={c} class={`learn-cell${r === 0 ? ' learn-given' : ''}`} {...EXACT}>
                {symbol}
              </td>
            ))}
            {rowOrder && (
              <th scope="row">
                <span class="visually-hidden">was row </span>
                {rowOrder[r]}
              </th>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
