import type { Shape } from '../model/generated';
import { NO_PUBLISHED_VALUE } from './messages';

/** Lists of R or K for a number of rows that go further than the digits that are here. */
const LISTS: Record<number, { figure: 'R' | 'K'; source: string; last: number }[]> = {
  3: [{ figure: 'R', source: 'OEIS A001623', last: 254 }],
  4: [
    { figure: 'K', source: 'OEIS A003170', last: 80 },
    { figure: 'R', source: 'OEIS A000573', last: 150 },
  ],
  5: [{ figure: 'R', source: 'OEIS A275921', last: 40 }],
  6: [{ figure: 'R', source: 'OEIS A275922', last: 20 }],
};

/** Why a figure of a shape has no published value beside it. */
export function noPublishedValue({ rows, columns }: Shape): string {
  const list = LISTS[rows]?.find(({ last }) => rows <= columns && columns <= last);
  if (!list) return NO_PUBLISHED_VALUE;
  const { figure, source, last } = list;
  return `${figure}(${rows}, n) is published up to n = ${last} (${source}), but its digits are not at hand here.`;
}
