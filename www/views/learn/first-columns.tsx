import './first-columns.css';
import { EXACT, Exact } from '../../components/exact';
import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import type { FirstColumns, RenamedRectangle, Shape, SignedRows } from '../../model/generated';
import { columnName } from '../../model/shape';
import { useApp } from '../app-context';
import { useAnswer } from './answer';
import { FIRST_COLUMNS, Formula, ROW_ORDERS } from './formulas';
import { Missing, NothingToDo, Say, SignWord } from './parts';

/** Step 3: all first columns, and the renaming from one to another. */
export function FirstColumnsStep({ shape }: { shape: Shape }) {
  const columns = useAnswer({ first_columns: { rows: shape.rows, columns: shape.columns } });
  return (
    <>
      <Say>
        Sort rows 2 to{' '}
        <M>
          <i>r</i>
        </M>{' '}
        by their first symbols. The first column is then 1 followed by increasing symbols:{' '}
        <Formula>{FIRST_COLUMNS}</Formula> columns are possible, and each stands for{' '}
        <Formula>{ROW_ORDERS}</Formula> orders of the rows.
      </Say>
      <Missing of={columns} />
      {columns.state === 'there' && <Columns shape={shape} known={columns.answer} />}
    </>
  );
}

function Columns({ shape, known: { columns, row_orders } }: { shape: Shape; known: FirstColumns }) {
  const { learn } = useApp();
  const { column, to } = learn.place.value.choices;
  const several = columns.length > 1;
  const from = column ?? 1;
  const second = to !== null && to !== from ? to : from === 1 ? 2 : 1;
  const renaming = useAnswer(
    several ? { renaming: { ...shape, from: from - 1, to: second - 1, rectangle: null } } : null,
  );
  return (
    <>
      <p class="learn-means">
        <Num value={String(columns.length)} /> first {several ? 'columns' : 'column'}, each for{' '}
        <Num value={row_orders} /> {row_orders === '1' ? 'order' : 'orders'} of the rows below row 1.
        {several && ' Choose two.'}
      </p>
      <fieldset class="learn-stacks">
        <legend class="visually-hidden">First columns: the last two pressed are compared</legend>
        {columns.map((symbols, i) => {
          const rank = i + 1;
          const part = rank === from ? 'from' : rank === second ? 'to' : '';
          return (
            <button
              key={rank}
              type="button"
              class={`learn-stack ${part && `learn-${part}`}`}
              aria-pressed={several ? part !== '' : undefined}
              disabled={!several}
              onClick={() => {
                if (rank !== second) learn.choose({ column: second, to: rank });
              }}
              {...EXACT}
            >
              {symbols.map((symbol) => (
                <b key={symbol}>{symbol}</b>
              ))}
              <span class="learn-foot">{part || '\u00a0'}</span>
            </button>
          );
        })}
      </fieldset>
      {!several && (
        <NothingToDo>
          {shape.rows === 1
            ? 'With one row there is nothing below the 1, so there is one first column and nothing to rename.'
            : 'With as many rows as columns every symbol stands in the first column, so there is only one and nothing to rename.'}
        </NothingToDo>
      )}
      {several && <Missing of={renaming} />}
      {renaming.state === 'there' && <Renaming renaming={renaming.answer} />}
    </>
  );
}

/** The first rectangle of one column, renamed and then sorted. */
function Renaming({ renaming }: { renaming: RenamedRectangle }) {
  const { from, to, symbols, symbols_are_odd, rectangle, renamed, image } = renaming;
  const moved = symbols.flatMap((symbol, i) => (symbol === i + 1 ? [] : [`${i + 1}\u00a0→\u00a0${symbol}`]));
  return (
    <>
      <div class="learn-renaming">
        <Rows column={from} rows={rectangle} />
        <span class="learn-then">
          rename <Exact>{moved.join(', ')}</Exact>
        </span>
        <Rows column={null} rows={renamed} />
        <span class="learn-then">sort the columns by row 1</span>
        <Rows column={to} rows={image} />
      </div>
      <p class="learn-means">
        <span class="learn-aside">
          Every rectangle with <Exact>{columnName(from)}</Exact> becomes one with{' '}
          <Exact>{columnName(to)}</Exact>, and back.{' '}
        </span>
        The renaming is {symbols_are_odd ? 'odd' : 'even'}; the columns move by the same permutation, so each
        row keeps its sign, and all first columns give the same count, even and odd.
      </p>
      <p class="note">
        The count still goes through every one: that they agree checks it, and they are what the workers
        divide among themselves.
      </p>
    </>
  );
}

/** A rectangle with that first column; null: one whose row 1 is out of order. */
function Rows({ column, rows }: { column: number[] | null; rows: SignedRows }) {
  return (
    <table class="learn-small" dir="ltr">
      <caption>
        {column ? (
          <>
            <span class="learn-aside">A rectangle with</span> <Exact>{columnName(column)}</Exact>
          </>
        ) : (
          'Renamed'
        )}
      </caption>
      <tbody>
        {rows.rows.map((row, r) => (
          <tr key={r}>
            {row.map((symbol, c) => (
              <td key={c} class={column && c === 0 ? 'learn-first' : ''} {...EXACT}>
                {symbol}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <td class="learn-small-sign" colSpan={rows.rows[0]?.length ?? 1}>
            <SignWord sign={rows.sign} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
