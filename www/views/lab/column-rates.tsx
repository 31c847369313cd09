import { scaleLinear } from 'd3-scale';
import { rate } from '../../format/units';
import type { ColumnRate, Spread } from '../../model/generated';
import { drawn } from './figures';
import { type Box, Boxed } from './sized';

/** From zero, so that a difference is seen as large as it is. */
export function ColumnRates({ columns }: { columns: ColumnRate[] }) {
  return <Boxed draw={(box) => <Plot columns={columns} box={box} />} />;
}

function Plot({ columns, box: { width, rem } }: { columns: ColumnRate[]; box: Box }) {
  const height = 11 * rem;
  const [left, top, bottom] = [5 * rem, 0.75 * rem, height - 2 * rem];
  const spreads = columns.flatMap(({ sequential, parallel }) => [
    sequential,
    ...(parallel ? [parallel] : []),
  ]);
  const most = Math.max(...spreads.flatMap(({ upper, median }) => [drawn(upper), drawn(median)]), 1);
  const y = scaleLinear([0, most], [bottom, top]).nice(3);
  const x = scaleLinear([0, Math.max(1, columns.length)], [left, width]);
  const every = Math.ceil((columns.length * 1.75 * rem) / Math.max(1, width - left));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label="Rate of each first column, alone and in the pool"
    >
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <path class="grid" d={`M${left} ${Math.round(y(tick)) + 0.5}H${width}`} />
          <text class="t-axis" x={left - 0.5 * rem} y={y(tick)} text-anchor="end" dominant-baseline="central">
            {tick === 0 ? '0' : rateText(tick)}
          </text>
        </g>
      ))}
      {columns.map(({ first_column, sequential, parallel }, i) => (
        <g key={first_column.join()}>
          <Dot spread={sequential} x={x(i + 0.5) - (parallel ? 3 : 0)} y={y} kind="alone" />
          {parallel && <Dot spread={parallel} x={x(i + 0.5) + 3} y={y} kind="pool" />}
          {i % every === 0 && (
            <text class="t-axis" x={x(i + 0.5)} y={height - 0.5 * rem} text-anchor="middle">
              {i + 1}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function rateText(perSecond: number): string {
  const { figure, unit } = rate(perSecond);
  return `${Number(figure)} ${unit}`;
}

type DotProps = { spread: Spread; x: number; y: (value: number) => number; kind: 'alone' | 'pool' };

function Dot({ spread, x, y, kind }: DotProps) {
  if (drawn(spread.median) === 0) return null;
  return (
    <>
      <path class="quartiles" d={`M${x} ${y(drawn(spread.lower))}V${y(drawn(spread.upper))}`} />
      <circle class={kind === 'pool' ? 'mark-on' : 'mark'} cx={x} cy={y(spread.median)} r="2.5" />
    </>
  );
}
