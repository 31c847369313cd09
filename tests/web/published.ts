import { readFileSync } from 'node:fs';
import type { Figures } from './page';

type Counts = { rows: number; columns: number; reduced: string; normalised: string };
type Signed = { rows: number; columns: number; positive: string; negative: string; difference: string };

const path = new URL('../../src/latin/published.json', import.meta.url);
const data: { counts: Counts[]; signed: Signed[] } = JSON.parse(readFileSync(path, 'utf8'));

/** What the page must show of a shape, all of it published. */
export function publishedFigures(rows: number, columns: number): Figures {
  const find = <T extends { rows: number; columns: number }>(values: T[]) =>
    values.find((value) => value.rows === rows && value.columns === columns);
  const counts = find(data.counts);
  if (!counts) throw new Error(`no published count of ${rows} × ${columns}`);
  // The one rectangle of one row is even; nobody publishes that.
  const signed = rows === 1 ? { positive: '1', negative: '0', difference: '1' } : find(data.signed);
  if (!signed) throw new Error(`no published signs of ${rows} × ${columns}`);
  const { positive, negative, difference } = signed;
  return { total: counts.normalised, positive, negative, difference, reduced: counts.reduced };
}
