import type { Published, Shape } from '../model/generated';

/** K+ and K- of a few shapes. */
const known: Record<string, [string, string]> = {
  '2x4': ['3', '6'],
  '3x4': ['12', '12'],
  '4x4': ['24', '0'],
  '2x5': ['24', '20'],
  '3x5': ['312', '240'],
  '4x5': ['384', '960'],
  '5x5': ['384', '960'],
  '2x6': ['130', '135'],
  '3x6': ['10480', '10800'],
  '4x6': ['203040', '190080'],
  '5x6': ['576000', '552960'],
  '6x6': ['426240', '702720'],
  '4x7': ['77529600', '77656320'],
  '5x8': ['11426982174720', '11426610585600'],
};

export function knownSigns({ rows, columns }: Shape): { positive: bigint; negative: bigint } | null {
  if (rows === 1) return { positive: 1n, negative: 0n };
  const found = known[`${rows}x${columns}`];
  return found ? { positive: BigInt(found[0]), negative: BigInt(found[1]) } : null;
}

export function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
}

/** Sources of a shape as the engine reports them: one of R, from which K follows, and one of the signs. */
export function sourcesOf(
  { rows, columns }: Shape,
  reduced: bigint,
): Pick<Published, 'sources' | 'signed_sources'> {
  const weight = factorial(columns - 1) / factorial(columns - rows);
  return {
    sources: [
      {
        id: 'A001009',
        text: 'OEIS A001009',
        url: 'https://oeis.org/A001009',
        lists: 'R',
        value: reduced.toLocaleString('en'),
        relation: `K = ${weight.toLocaleString('en')} · R`,
      },
    ],
    signed_sources: [
      {
        id: 'latin-rectangle-counter',
        text: 'latin-rectangle-counter on GitHub, n ≤ 8',
        url: 'https://github.com/ravivgal67-cloud/latin-rectangle-counter',
        lists: 'K⁺ and K⁻',
        value: null,
        relation: null,
      },
    ],
  };
}

/** (1, a2, ..., ar) in lexicographic order. */
export function firstColumns({ rows, columns }: Shape): number[][] {
  const extend = (column: number[]): number[][] => {
    if (column.length === rows) return [column];
    const last = column.at(-1) ?? 0;
    const rest = Array.from({ length: columns - last }, (_, i) => last + 1 + i);
    return rest.flatMap((symbol) => extend([...column, symbol]));
  };
  return extend([1]);
}
