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
      class={`rect ${colour}${small ? ' small' : ''}`}
      style={{ '--n': String(columns) }}
      role="img"
      aria-label={label}
    >
      {first.map((symbol, r) =>
        Array.from({ length: columns }, (_, c) => {
          if (c === 0 && symbol !== null) return <b class="c1">{symbol}</b>;
          const value = rows[r]?.[c];
          return value === undefined ? <b class="no">·</b> : <b>{value}</b>;
        }),
      )}
    </div>
  );
}
