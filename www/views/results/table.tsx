import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useInTurn } from '../../components/staggered';
import { keyOf, type SavedResult } from '../../model/saved-result';
import { useApp } from '../app-context';
import { COLUMNS, HeadWord } from './columns';
import { type Column, type Order, pressed } from './listing';
import { ROLE } from './roles';
import { ResultRow } from './row';

/** More are listed when asked for, so that a large import does not hold up the page. */
const FIRST = 200;
/** So many rows are drawn at a time. */
const AT_ONCE = 20;

type Props = { listed: SavedResult[]; order: Signal<Order>; chosen: Signal<ReadonlySet<string>> };

/** One row a result; every column can be sorted by. */
export function ResultsTable({ listed, order, chosen }: Props) {
  const { results } = useApp();
  const everything = useSignal(false);
  const drawn = everything.value ? listed : listed.slice(0, FIRST);
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
              <Head key={column} column={column} right={right} order={order} />
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
            class="lnk"
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
          <button class="btn" type="button" onClick={() => remove(selected)}>
            Delete {selected.length} selected
          </button>
        )}
        <button class="btn" type="button" onClick={() => remove(results.list.value)}>
          Delete all {results.list.value.length}
        </button>
      </p>
    </>
  );
}

/** Some rows, drawn when their turn has come. */
function Rows({ turn, children }: { turn: number; children: ComponentChildren }): ComponentChildren {
  const come = useInTurn(true, turn);
  return turn === 0 || come ? children : null;
}

function Head({ column, right, order }: { column: Column; right: boolean; order: Signal<Order> }) {
  const { by, descending } = order.value;
  const own = by === column;
  const way = descending ? 'descending' : 'ascending';
  return (
    <th scope="col" {...ROLE.head} class={right ? 'align-right' : ''} aria-sort={own ? way : 'none'}>
      <button
        class="sort"
        type="button"
        onClick={() => {
          order.value = pressed(order.value, column);
        }}
      >
        <HeadWord column={column} />
        <span class="way" aria-hidden="true">
          {own ? (descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}
