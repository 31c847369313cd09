import type { RefusedRequest, Written } from '../model/refused-address';
import { commandColumns, commandRows, MAX_COLUMNS, READABLE_COLUMNS } from '../model/shape';

const UNREADABLE =
  'Nothing is counted: the address has to give rows and columns as whole numbers, as in ?r=5&n=6.';

const AT_LEAST_ONE = 'rows and columns are counted from 1.';

/** Why it cannot be counted, in one sentence. */
export function refusedReason(requested: RefusedRequest): string {
  switch (requested.kind) {
    case 'unreadable':
      return UNREADABLE;
    case 'shape':
      return shapeReason(requested);
    case 'all':
      return allReason(requested.columns);
    case 'range':
      return rangeReason(requested.from, requested.to);
  }
}

function shapeReason({ rows, columns, view, engine }: Extract<RefusedRequest, { kind: 'shape' }>): string {
  const name = `${rows.text} × ${columns.text}`;
  const [r, n] = [rows.value, columns.value];
  if (r === 0 || n === 0) return `${name} cannot be counted: ${AT_LEAST_ONE}`;
  if (r > n)
    return `${name} cannot be counted: no symbol may stand twice in a column, so there are at most as many rows as columns.`;
  if (n > commandColumns(r)) return `${name} ${tooLarge(r, n)}`;
  if (n > READABLE_COLUMNS)
    return `${name} has too many digits for this page, which goes up to ${READABLE_COLUMNS} columns. The command counts it: latin-rectangles count ${r} ${n}`;
  if (view === 'table') return `${name} is not in the table, which goes up to ${MAX_COLUMNS} columns.`;
  if (view === 'lab')
    return `${name} is not for the lab, which measures enumeration, up to ${MAX_COLUMNS} columns.`;
  if (engine === 'enumerate')
    return `${name} cannot be counted by enumeration, which goes up to ${MAX_COLUMNS} columns; by classes it can.`;
  return `${name} ${tooLarge(r, n)}`;
}

function allReason(columns: Written): string {
  const name = `All r for n = ${columns.text}`;
  if (columns.value === 0) return `${name} cannot be counted: ${AT_LEAST_ONE}`;
  const rows = commandRows(columns.value);
  const some = rows > 0 ? `, and with ${columns.text} columns at most ${rows} rows` : '';
  return `${name} is more than can be counted: every number of rows only up to ${MAX_COLUMNS} columns${some}.`;
}

function rangeReason(from: Written, to: Written): string {
  const name = `n from ${from.text} to ${to.text}`;
  if (from.value > to.value) return `${name} is empty: the first number is the larger one.`;
  if (from.value === 0) return `${name} cannot be counted: ${AT_LEAST_ONE}`;
  return `${name} is more than can be counted: every number of rows only up to ${MAX_COLUMNS} columns.`;
}

function tooLarge(r: number, n: number): string {
  const limits = [
    commandRows(n) > 0 ? `with ${n} columns at most ${commandRows(n)} rows` : '',
    commandColumns(r) > 0 ? `with ${r} ${r === 1 ? 'row' : 'rows'} at most ${commandColumns(r)} columns` : '',
  ].filter(Boolean);
  const most = limits.length > 0 ? limits.join(', ') : `at most ${MAX_COLUMNS} rows`;
  return `is more than this page or the command can count: ${most}.`;
}
