import { readFileSync } from 'node:fs';
import type { Figures } from './page';

const path = new URL('../../src/latin/published.tsv', import.meta.url);
const lines = readFileSync(path, 'utf8')
  .split('\n')
  .map((line) => line.split('\t'));

/** The two values on the line of a shape. */
function published(kind: 'count' | 'signed', rows: number, columns: number): [string, string] | null {
  const line = lines.find(([a, r, n]) => a === kind && r === String(rows) && n === String(columns));
  return line?.[3] && line[4] ? [line[3], line[4]] : null;
}

/** R and K. */
export function publishedCounts(rows: number, columns: number): [string, string] {
  const counts = published('count', rows, columns);
  if (!counts) throw new Error(`no published count of ${rows} × ${columns}`);
  return counts;
}

/** What the page must show of a shape, all of it published. */
export function publishedFigures(rows: number, columns: number): Figures {
  // The one rectangle of one row is even; nobody publishes that.
  const signed = rows === 1 ? ['1', '0'] : published('signed', rows, columns);
  if (!signed) throw new Error(`no published signs of ${rows} × ${columns}`);
  const [reduced, total] = publishedCounts(rows, columns);
  const [positive = '', negative = ''] = signed;
  return { total, positive, negative, difference: String(BigInt(positive) - BigInt(negative)), reduced };
}
