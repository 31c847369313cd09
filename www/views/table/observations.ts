import type { Shape } from '../../model/generated';
import type { Cell } from '../../model/table-cells';
import { counted } from './exports';

/** What the counted figures show, each for those n whose cells are there. */
export type Observations = {
  /** n with K(n−1,n) = K(n,n), and those without */
  totals: { equal: number[]; different: number[] };
  /** n of whose last two rows K⁺ and K⁻ are equal, and the others */
  signs: { equal: number[]; different: number[] };
  /** shapes with D = 0 */
  zeros: Shape[];
  /** cells that are counted */
  cells: number;
};

export function observe(cells: readonly Cell[]): Observations {
  const there = counted(cells);
  const pairs = there.flatMap((last) => {
    const { rows, columns } = last.shape;
    const before = there.find(({ shape }) => shape.columns === columns && shape.rows === rows - 1);
    return rows === columns && before ? [{ columns, a: before.figures, b: last.figures }] : [];
  });
  const split = (same: (pair: (typeof pairs)[number]) => boolean) => ({
    equal: pairs.filter(same).map(({ columns }) => columns),
    different: pairs.filter((pair) => !same(pair)).map(({ columns }) => columns),
  });
  return {
    totals: split(({ a, b }) => a.total === b.total),
    signs: split(({ a, b }) => a.positive === b.positive && a.negative === b.negative),
    zeros: there.filter(({ figures }) => BigInt(figures.difference) === 0n).map(({ shape }) => shape),
    cells: there.length,
  };
}

/** [2, 3, 4, 7] as '2 to 4 and 7'. */
export function numbersWords(numbers: number[]): string {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  const parts = runs.flatMap(([from, to]) =>
    to - from > 1 ? [`${from} to ${to}`] : from === to ? [String(from)] : [String(from), String(to)],
  );
  return listWords(parts);
}

export function listWords(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
