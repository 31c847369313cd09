import { scaleLinear } from 'd3-scale';
import type { OverheadAnswer } from '../../model/generated';
import { durationText } from './figures';
import { type Box, Boxed } from './sized';

type Props = { answer: OverheadAnswer; asked: number; timer: number };

/** Measured points, the fitted line, and what it misses of each. */
export function Fit(props: Props) {
  return <Boxed draw={(box) => <Plot {...props} box={box} />} />;
}

function Plot({ answer, asked, timer, box: { width: room, rem } }: Props & { box: Box }) {
  const width = Math.min(room, 28 * rem);
  const height = 13 * rem;
  const { starts, fit } = answer;
  const largest = Math.max(1, ...starts.map(({ workers }) => workers));
  const at = (workers: number) => fit.a + fit.b * workers;
  const most = Math.max(at(largest), fit.a, ...starts.map(({ before }) => before.upper)) * 1.08;
  const [left, top, bottom] = [4 * rem, rem, height - 2 * rem];
  const x = scaleLinear([0, largest + 0.5], [left, width]);
  const y = scaleLinear([0, most * 1000], [bottom, top]);
  const ms = (seconds: number) => y(seconds * 1000);
  const format = y.tickFormat(3);
  const growth = `${fit.b < 0 ? '−' : '+'} ${durationText(Math.abs(fit.b), timer)} per worker`;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`Overhead against number of workers: measured points, and the line ${durationText(Math.max(0, fit.a), timer)} ${growth}`}
    >
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <path class="grid" d={`M${left} ${Math.round(y(tick)) + 0.5}H${width}`} />
          <text class="t-axis" x={left - 0.5 * rem} y={y(tick)} text-anchor="end" dominant-baseline="central">
            {format(tick)}
          </text>
        </g>
      ))}
      <text class="t-axis" x={left - 0.5 * rem} y={bottom + 1.25 * rem} text-anchor="end">
        ms
      </text>
      <path class="fit-fixed" d={`M${x(0)} ${ms(fit.a)}H${width}`} />
      <path class="fit-line" d={`M${x(0)} ${ms(fit.a)}L${width} ${ms(at(largest + 0.5))}`} />
      {starts.map(({ workers, before }) => (
        <g key={workers}>
          <path class="fit-miss" d={`M${x(workers)} ${ms(before.median)}V${ms(at(workers))}`} />
          <path class="quartiles" d={`M${x(workers)} ${ms(before.lower)}V${ms(before.upper)}`} />
          <circle
            class={workers === asked ? 'mark-on' : 'mark'}
            cx={x(workers)}
            cy={ms(before.median)}
            r={workers === asked ? 5 : 3.5}
          />
          <text class="t-axis" x={x(workers)} y={bottom + 1.25 * rem} text-anchor="middle">
            {workers}
          </text>
        </g>
      ))}
      <text class="t-note strong" x={width} y={ms(fit.a) + 1.2 * rem} text-anchor="end">
        {durationText(Math.max(0, fit.a), timer)} fixed
      </text>
      <text class="t-note strong" x={left + 0.5 * rem} y={top + 0.25 * rem}>
        {growth}
      </text>
    </svg>
  );
}
