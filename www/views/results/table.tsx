import { batch, type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { EXACT, Exact } from '../../components/exact';
import { Measure } from '../../components/facts';
import { FigureNum } from '../../components/figure-num';
import { SignedK } from '../../components/mathematics';
import { useInTurn } from '../../components/staggered';
import { momentText } from '../../format/date';
import { time } from '../../format/units';
import { keyOf, type SavedResult } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { isPlainClick } from '../view-link';
import { type Column, nextOrder, type Order } from './listing';

/** Set explicitly, because some browsers drop the roles of a table whose style makes it a grid. */
const ROLE = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  rowHead: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** More rows are listed on request, so that a large import does not block the page. */
const FIRST_LISTED = 200;
/** The number of rows drawn at a time. */
const AT_ONCE = 20;

type TableProps = { listed: SavedResult[]; order: Signal<Order>; chosen: Signal<ReadonlySet<string>> };

/** One row for each result, sorted by any column. */
export function ResultsTable({ listed, order, chosen }: TableProps) {
  const { results } = useApp();
  const everything = useSignal(false);
  const drawn = everything.value ? listed : listed.slice(0, FIRST_LISTED);
  const selected = listed.filter((one) => chosen.value.has(keyOf(one)));
  const all = selected.length === listed.length && listed.length > 0;

  function choose(some: SavedResult[], yes: boolean) {
    const next = new Set(chosen.value);
    for (const key of some.map(keyOf)) yes ? next.add(key) : next.delete(key);
    chosen.value = next;
  }

  function remove(some: SavedResult[]) {
    choose(some, false);
    void results.remove(some);
  }

  return (
    <>
      <table class="measures-table results-table" {...ROLE.table} aria-label="Saved results">
        <thead {...ROLE.group}>
          <tr {...ROLE.row}>
            <th scope="col" {...ROLE.head} class="pick">
              <label class="radio-option">
                <input
                  type="checkbox"
                  checked={all}
                  onChange={(event) => choose(listed, event.currentTarget.checked)}
                />
                <span class="visually-hidden">Select all that are listed</span>
              </label>
            </th>
            {COLUMNS.map(({ column, right }) => (
              <SortHead key={column} column={column} right={right} order={order} />
            ))}
            <th scope="col" {...ROLE.head} class="act">
              <span class="visually-hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody {...ROLE.group}>
          {Array.from({ length: Math.ceil(drawn.length / AT_ONCE) }, (_, turn) => (
            <Rows key={turn} turn={turn}>
              {drawn.slice(turn * AT_ONCE, (turn + 1) * AT_ONCE).map((one) => (
                <ResultRow
                  key={keyOf(one)}
                  result={one}
                  chosen={chosen.value.has(keyOf(one))}
                  choose={(yes) => choose([one], yes)}
                  remove={() => remove([one])}
                />
              ))}
            </Rows>
          ))}
        </tbody>
      </table>
      {drawn.length < listed.length && (
        <p>
          The first {drawn.length} of {listed.length}.{' '}
          <button
            class="link"
            type="button"
            onClick={() => {
              everything.value = true;
            }}
          >
            Show all
          </button>
        </p>
      )}
      {listed.length === 0 && <p class="text">No results match.</p>}
      <p class="results-foot">
        {selected.length > 0 && (
          <button class="button" type="button" onClick={() => remove(selected)}>
            Delete {selected.length} selected
          </button>
        )}
        <button class="button" type="button" onClick={() => remove(results.list.value)}>
          Delete all {results.list.value.length}
        </button>
      </p>
    </>
  );
}

/** A group of rows; groups are drawn one after another. */
function Rows({ turn, children }: { turn: number; children: ComponentChildren }): ComponentChildren {
  const come = useInTurn(true, turn);
  return turn === 0 || come ? children : null;
}

function SortHead({ column, right, order }: { column: Column; right: boolean; order: Signal<Order> }) {
  const { by, descending } = order.value;
  const own = by === column;
  const direction = descending ? 'descending' : 'ascending';
  return (
    <th scope="col" {...ROLE.head} class={right ? 'align-right' : ''} aria-sort={own ? direction : 'none'}>
      <button
        class="sort"
        type="button"
        onClick={() => {
          order.value = nextOrder(order.value, column);
        }}
      >
        <ColumnText column={column} />
        <span class="way" aria-hidden="true">
          {own ? (descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

type RowProps = { result: SavedResult; chosen: boolean; choose(yes: boolean): void; remove(): void };

/** A result; on a phone each figure stands next to its name. */
function ResultRow({ result, chosen, choose, remove }: RowProps) {
  const name = `${shapeName(result)}, ${momentText(result.date)}`;
  return (
    <tr {...ROLE.row} data-shape={`${result.rows}x${result.columns}`}>
      <td {...ROLE.cell} class="pick">
        <label class="radio-option">
          <input type="checkbox" checked={chosen} onChange={(event) => choose(event.currentTarget.checked)} />
          <span class="visually-hidden">Select {name}</span>
        </label>
      </td>
      <th scope="row" {...ROLE.rowHead}>
        <ShapeLink result={result} />
      </th>
      <FigureCell result={result} name="total" />
      <FigureCell result={result} name="positive" />
      <FigureCell result={result} name="negative" />
      <FigureCell result={result} name="difference" />
      <FigureCell result={result} name="reduced" />
      <td {...ROLE.cell} class="engine">
        {result.engine}
      </td>
      <td {...ROLE.cell} class="align-right workers-cell">
        <span class="num" {...EXACT}>
          {result.workers}
        </span>
        <span class="name"> {result.workers === 1 ? 'worker' : 'workers'}</span>
      </td>
      <td {...ROLE.cell} class="align-right time-cell">
        <Measure {...time(result.elapsed_seconds)} />
      </td>
      <td {...ROLE.cell} class="align-right date-cell">
        <time dateTime={result.date}>{momentText(result.date)}</time>
      </td>
      <td {...ROLE.cell} class="align-right act">
        <button class="link" type="button" aria-label={`Delete ${name}`} onClick={remove}>
          Delete
        </button>
      </td>
    </tr>
  );
}

/** A plain click shows this saved result. There is no link while a count runs, since it would hide that count. */
function ShapeLink({ result }: { result: SavedResult }) {
  const app = useApp();
  const { rows, columns } = result;
  const href = app.link({ scope: 'shape', rows, columns }, false);

  function open(event: MouseEvent) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    app.go(href);
    batch(() => {
      app.show(result);
      app.view.value = 'count';
    });
    scrollTo(0, 0);
  }

  if (app.run.value.state === 'running') return <Exact>{shapeName(result)}</Exact>;
  return (
    <a href={href} onClick={open}>
      <Exact>{shapeName(result)}</Exact>
    </a>
  );
}

type FigureCellProps = {
  result: SavedResult;
  name: 'total' | 'positive' | 'negative' | 'difference' | 'reduced';
};

function FigureCell({ result, name }: FigureCellProps) {
  return (
    <td {...ROLE.cell} class={`align-right fig ${name}`}>
      <span class="name">
        <ColumnText column={name} />
      </span>
      <FigureNum figures={result} name={name} final />
    </td>
  );
}

/** In the order in which they are shown. */
const COLUMNS: { column: Column; right: boolean }[] = [
  { column: 'shape', right: false },
  { column: 'total', right: true },
  { column: 'positive', right: true },
  { column: 'negative', right: true },
  { column: 'difference', right: true },
  { column: 'reduced', right: true },
  { column: 'engine', right: false },
  { column: 'workers', right: true },
  { column: 'time', right: true },
  { column: 'date', right: true },
];

const letter = (name: string) => (
  <i class="math-name" {...EXACT}>
    {name}
  </i>
);

const COLUMN_TEXT: Record<Column, ComponentChildren> = {
  shape: 'Shape',
  total: letter('K'),
  positive: (
    <>
      <SignedK sign="+" /> even
    </>
  ),
  negative: (
    <>
      <SignedK sign="−" /> odd
    </>
  ),
  difference: <>{letter('D')} difference</>,
  reduced: <>{letter('R')} reduced</>,
  all: <>{letter('L')} all</>,
  engine: 'Engine',
  workers: 'Workers',
  time: 'Time',
  date: 'Date',
};

export function ColumnText({ column }: { column: Column }) {
  return <>{COLUMN_TEXT[column]}</>;
}
