import { EXACT, Exact } from '../../components/exact';
import { workerClass } from '../../components/worker';
import type { Spread } from '../../model/generated';
import { Figure } from './figure';
import { finiteOrZero } from './format';

export type BarRow = {
  name: string;
  value: number;
  figure: string;
  unit?: string;
  /** whose quartiles are drawn over the bar */
  spread?: Spread;
  /** in this worker's colour; otherwise neutral */
  worker?: number;
  /** filled: what this count does; outlined: an alternative */
  now?: boolean;
  /** to the right of the bar */
  extra?: string;
};

type Props = { name: string; of: string; caption: string; rows: BarRow[]; wide?: boolean };

function most(rows: BarRow[]): number {
  return Math.max(
    ...rows.flatMap(({ value, spread }) => [finiteOrZero(value), finiteOrZero(spread?.upper ?? 0)]),
    Number.MIN_VALUE,
  );
}

/** Bars from zero on one scale: a table on the page, a drawing in a file. */
export function Bars({ name, of, caption, rows, wide = false }: Props) {
  const full = most(rows);
  const part = (value: number) => ((finiteOrZero(value) / full) * 100).toFixed(2);
  const extras = rows.some(({ extra }) => extra !== undefined);
  return (
    <Figure name={name} of={of} drawing={<BarsDrawing caption={caption} rows={rows} />}>
      <table class={`bar-table${wide ? ' wide-names' : ''}`}>
        <caption>{caption}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td class="align-right">
                <Exact>
                  <span class="num">{row.figure}</span>
                  {row.unit && <span class="unit-text"> {row.unit}</span>}
                </Exact>
              </td>
              <td class="meter">
                <i class={barClass(row)} style={{ '--v': part(row.value) }} />
                {row.spread && (
                  <span
                    class="whisker-bar"
                    style={{ '--from': part(row.spread.lower), '--to': part(row.spread.upper) }}
                  />
                )}
              </td>
              {extras && (
                <td class="align-right num ratio" {...EXACT}>
                  {row.extra}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}

function barClass({ worker, now }: BarRow): string {
  if (worker !== undefined) return workerClass(worker);
  return now ? 'now' : 'planned';
}

const [WIDTH, FIGURES, EXTRA, LINE] = [640, 310, 70, 28];

function BarsDrawing({ caption, rows }: { caption: string; rows: BarRow[] }) {
  const barWidth = WIDTH - FIGURES - EXTRA - 12;
  const full = most(rows);
  const height = (rows.length + 1) * LINE + 8;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={caption}>
      <text class="t-note" x="0" y="18">
        {caption}
      </text>
      {rows.map((row, i) => {
        const y = (i + 1) * LINE + 18;
        const length = (value: number) => (finiteOrZero(value) / full) * barWidth;
        return (
          <g key={row.name} class={row.worker === undefined ? '' : workerClass(row.worker)}>
            <text class="t-ui" x="0" y={y}>
              {row.name}
            </text>
            <text class="t-fig" x={FIGURES - 12} y={y} text-anchor="end">
              {row.figure} {row.unit}
            </text>
            <rect
              class={`bar-${barClass(row) === 'planned' ? 'outlined' : 'filled'}`}
              x={FIGURES}
              y={y - 9}
              width={length(row.value)}
              height="8"
            />
            {row.spread && (
              <path
                class="whisker"
                d={`M${FIGURES + length(row.spread.lower)} ${y - 5}H${FIGURES + length(row.spread.upper)}`}
              />
            )}
            {row.extra && (
              <text class="t-fig" x={WIDTH} y={y} text-anchor="end">
                {row.extra}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
