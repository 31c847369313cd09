import { mostColumns, mostColumnsByFormula, mostRows } from '../model/limits';
import type { RefusedRequest, Written } from '../model/refused-address';
import { MAX_COLUMNS } from '../model/shape';
import { grouped } from './number';

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

function shapeReason({
  rows,
  columns,
  view,
  engine,
  figure,
}: Extract<RefusedRequest, { kind: 'shape' }>): string {
  const name = `${rows.text} × ${columns.text}`;
  const [r, n] = [rows.value, columns.value];
  if (r === 0 || n === 0) return `${name} cannot be counted: ${AT_LEAST_ONE}`;
  if (r > n)
    return `${name} cannot be counted: no symbol may stand twice in a column, so there are at most as many rows as columns.`;
  if (n > mostColumns(r)) return `${name} ${tooLarge(r, n)}`;
  if (view === 'table') return `${name} is not in the table, which goes up to ${MAX_COLUMNS} columns.`;
  if (view === 'lab')
    return `${name} is not for the lab, which measures enumeration, up to ${MAX_COLUMNS} columns.`;
  if (engine === 'formula' && mostColumnsByFormula(r) === 0)
    return `${name} cannot be counted by formula, which has from 2 to 6 rows.`;
  if (n > mostColumns(r, { engine: 'auto', figure }))
    return `${figure} of ${name} cannot be counted: with ${r} rows up to ${grouped(String(mostColumns(r, { engine: 'auto', figure })))} columns; D can, up to ${grouped(String(mostColumns(r)))}.`;
  if (engine === 'classes')
    return `${name} cannot be counted by classes, which goes up to ${grouped(String(mostColumns(r, { engine, figure })))} columns with ${r} ${r === 1 ? 'row' : 'rows'}; by formula it can.`;
  if (engine === 'formula')
    return `${figure} of ${name} cannot be counted by formula, which goes up to ${grouped(String(mostColumns(r, { engine, figure })))} columns with ${r} rows.`;
  if (engine === 'enumerate')
    return `${name} cannot be counted by enumeration, which goes up to ${MAX_COLUMNS} columns; another method can.`;
  return `${name} ${tooLarge(r, n)}`;
}

function allReason(columns: Written): string {
  const name = `All r for n = ${columns.text}`;
  if (columns.value === 0) return `${name} cannot be counted: ${AT_LEAST_ONE}`;
  const rows = mostRows(columns.value);
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
    mostRows(n) > 0 ? `with ${n} columns at most ${mostRows(n)} rows` : '',
    mostColumns(r) > 0
      ? `with ${r} ${r === 1 ? 'row' : 'rows'} at most ${grouped(String(mostColumns(r)))} columns`
      : '',
  ].filter(Boolean);
  const most = limits.length > 0 ? limits.join(', ') : `at most ${MAX_COLUMNS} rows`;
  return `is more than this page or the command can count: ${most}.`;
}
