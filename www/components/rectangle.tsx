import './rectangle.css';
import { useMemo } from 'preact/hooks';
import { EXACT } from './exact';
import { workerClass } from './worker';

type Props = {
  columns: number;
  /** the first column, which may be known before the rows; null where it is not known either */
  first: (number | null)[];
  /** as many rows as are chosen */
  rows: number[][];
  worker: number | null;
  small?: boolean;
};

/** A Latin rectangle in hairline cells; · stands where no symbol is chosen. */
export function LatinRectangle({ columns, first, rows, worker, small = false }: Props) {
  const colour = worker === null ? 'shared' : workerClass(worker);
  const known = rows.length === first.length ? '' : `, ${rows.length} of ${first.length} rows chosen`;
  const label = `A Latin rectangle with ${first.length} rows and ${columns} columns${known}`;
  return (
    <div
      {...EXACT}
      class={`rectangle ${colour}${small ? ' small' : ''}`}
      style={{ '--n': String(columns) }}
      role="img"
      aria-label={label}
    >
      {first.map((symbol, r) => (
        <Row key={r} columns={columns} first={symbol} row={rows[r] ?? []} />
      ))}
    </div>
  );
}

function Row({ columns, first, row }: { columns: number; first: number | null; row: number[] }) {
  // While a rectangle is in progress, its first rows change seldom.
  return useMemo(
    () => (
      <>
        {Array.from({ length: columns }, (_, c) => {
          if (c === 0 && first !== null) return <b class="first-symbol">{first}</b>;
          const value = row[c];
          return value === undefined ? <b class="unset">·</b> : <b>{value}</b>;
        })}
      </>
    ),
    [columns, first, row.join()],
  );
}
