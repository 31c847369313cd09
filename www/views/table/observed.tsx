import type { ComponentChildren } from 'preact';
import { Sentence } from '../../components/exact';
import { M, SignedK } from '../../components/mathematics';
import type { Shape } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { type Cell, SHAPES } from '../../model/table-cells';
import { useApp } from '../app-context';
import { counted } from './exports';

/** Patterns in the figures that are counted here. */
export function Observed() {
  const { table } = useApp();
  const { totals, signs, zeros, cells } = observe(table.cells.value);
  if (cells === 0) return null;
  return (
    <section class="observed" aria-labelledby="observed">
      <h2 id="observed">Observed in this table</h2>
      <ul class="text">
        <Pairs
          {...totals}
          what={
            <M>
              <i>K</i>(<i>n</i> − 1, <i>n</i>) = <i>K</i>(<i>n</i>, <i>n</i>)
            </M>
          }
        />
        <Pairs
          {...signs}
          what={
            <>
              The last two rows have the same <SignedK sign="+" /> and the same <SignedK sign="−" />
            </>
          }
        />
        {zeros.length > 0 && (
          <li>
            <M>
              <i>D</i> = 0
            </M>{' '}
            for <Sentence>{listText(zeros.map(shapeName))}</Sentence>
            {zeros.length < cells && ', and for no other shape here'}.
          </li>
        )}
      </ul>
      <p class="note">
        {cells === SHAPES.length
          ? `From all ${cells} shapes.`
          : `From the ${cells} of ${SHAPES.length} shapes that are counted here.`}
      </p>
    </section>
  );
}

function Pairs({
  equal,
  different,
  what,
}: {
  equal: number[];
  different: number[];
  what: ComponentChildren;
}) {
  if (equal.length + different.length === 0) return null;
  const n = (numbers: number[]) => (
    <M>
      <i>n</i> = {numbersText(numbers)}
    </M>
  );
  if (equal.length === 0) return null;
  return (
    <li>
      {what} for {n(equal)}
      {different.length > 0 && <>, not for {n(different)}</>}.
    </li>
  );
}

/** Patterns in the counted figures, each for those n whose cells are counted. */
type Observations = {
  /** n with K(n−1,n) = K(n,n), and those without */
  totals: { equal: number[]; different: number[] };
  /** n for which r = n − 1 and r = n have the same K⁺ and K⁻, and the others */
  signs: { equal: number[]; different: number[] };
  /** shapes with D = 0 */
  zeros: Shape[];
  /** cells that are counted */
  cells: number;
};

export function observe(cells: readonly Cell[]): Observations {
  const known = counted(cells);
  const pairs = known.flatMap((last) => {
    const { rows, columns } = last.shape;
    const before = known.find(({ shape }) => shape.columns === columns && shape.rows === rows - 1);
    return rows === columns && before ? [{ columns, a: before.figures, b: last.figures }] : [];
  });
  const split = (same: (pair: (typeof pairs)[number]) => boolean) => ({
    equal: pairs.filter(same).map(({ columns }) => columns),
    different: pairs.filter((pair) => !same(pair)).map(({ columns }) => columns),
  });
  return {
    totals: split(({ a, b }) => a.total === b.total),
    signs: split(({ a, b }) => a.positive === b.positive && a.negative === b.negative),
    zeros: known.filter(({ figures }) => figures.difference === '0').map(({ shape }) => shape),
    cells: known.length,
  };
}

/** [2, 3, 4, 7] as '2 to 4 and 7'. */
export function numbersText(numbers: number[]): string {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  const parts = runs.flatMap(([from, to]) =>
    to - from > 1 ? [`${from} to ${to}`] : from === to ? [String(from)] : [String(from), String(to)],
  );
  return listText(parts);
}

function listText(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
