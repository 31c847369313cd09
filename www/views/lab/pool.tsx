import { scaleLinear } from 'd3-scale';
import { Chart, Grid, type Size, Sized } from '../../components/chart';
import { rate } from '../../format/units';
import type { OneWorkerAnswer, OverheadAnswer, PoolConfig, Spread } from '../../model/generated';
import { numberWord } from '../../model/shape';
import { Bars } from './bars';
import { Figure, FigureTable } from './figure';
import { duration, durationText } from './format';
import { Question } from './question';

/** 5. The same count without a pool, by a pool of one and by larger pools. */
export function OneWorkerSection({ answer, shape, timer }: OneWorkerProps) {
  return (
    <Question number={5} said={answer.said}>
      <Bars
        name="crews"
        of="the picture of the time by crew"
        caption={`One count of ${shape}, the workers being ready`}
        rows={answer.crews.map(({ crew, seconds }) => ({
          name: poolName(crew),
          value: seconds.median,
          ...duration(seconds.median, timer),
          spread: seconds,
          now: crew.pool,
        }))}
      />
      <Bars
        name="crew-rates"
        of="the picture of the rate by crew"
        caption="Reduced rectangles a second, each worker while it counts"
        rows={answer.crews.map(({ crew, rate: spread }) => ({
          name: poolName(crew),
          value: spread.median,
          ...rate(spread.median),
          spread,
          now: crew.pool,
        }))}
      />
    </Question>
  );
}

type OneWorkerProps = { answer: OneWorkerAnswer; shape: string; timer: number };

function poolName({ workers, pool }: PoolConfig): string {
  if (!pool) return 'no pool';
  return workers === 1 ? 'pool of one' : `pool of ${numberWord(workers)}`;
}

type OverheadProps = { answer: OverheadAnswer; workers: number; timer: number };

/** 6. What starting, using and ending a pool costs, by its size. */
export function OverheadSection({ answer, workers, timer }: OverheadProps) {
  return (
    <Question number={6} said={answer.said}>
      <Figure
        name="overhead"
        of="the picture of the overhead by number of workers"
        table={<StartsTable answer={answer} timer={timer} />}
      >
        <FitChart answer={answer} workers={workers} timer={timer} />
        <p class="note">
          Time from the request until counting starts, against the number of workers. The line is the
          least-squares fit; a short line from a point shows what it misses.
        </p>
      </Figure>
    </Question>
  );
}

function StartsTable({ answer, timer }: { answer: OverheadAnswer; timer: number }) {
  const text = ({ median }: Spread) => durationText(median, timer);
  const signed = (seconds: number) => `${seconds < 0 ? '−' : '+'}${durationText(Math.abs(seconds), timer)}`;
  return (
    <FigureTable
      caption="The life of a pool by its size, medians"
      heads={[
        'Workers',
        'Load',
        'Start',
        'Tables',
        'Before the first count',
        'Residual',
        'End',
        'A job, when ready',
      ]}
      rows={answer.starts.map((one, i) => {
        const dispatch = answer.dispatches.find(({ workers }) => workers === one.workers);
        return [
          one.workers,
          text(one.load),
          text(one.spawn),
          text(one.tables),
          text(one.before),
          signed(answer.fit.residuals[i] ?? 0),
          text(one.end),
          dispatch ? text(dispatch.seconds) : '',
        ];
      })}
    />
  );
}

/** Measured points, the fitted line, and the residual of each point. */
function FitChart(props: OverheadProps) {
  return <Sized draw={(size) => <Fit {...props} size={size} />} />;
}

function Fit({ answer, workers: asked, timer, size }: OverheadProps & { size: Size }) {
  const { rem } = size;
  const width = Math.min(size.width, 28 * rem);
  const height = 13 * rem;
  const { starts, fit } = answer;
  const largest = Math.max(1, ...starts.map(({ workers }) => workers));
  const at = (workers: number) => fit.a + fit.b * workers;
  const most = Math.max(at(largest), fit.a, ...starts.map(({ before }) => before.upper)) * 1.08;
  const [left, top, bottom] = [4 * rem, rem, height - 2 * rem];
  const x = scaleLinear([0, largest + 0.5], [left, width]);
  const y = scaleLinear([0, most * 1000], [bottom, top]);
  const ms = (seconds: number) => y(seconds * 1000);
  const growth = `${fit.b < 0 ? '−' : '+'} ${durationText(Math.abs(fit.b), timer)} per worker`;
  return (
    <Chart
      width={width}
      height={height}
      label={`Overhead against number of workers: measured points, and the line ${durationText(Math.max(0, fit.a), timer)} ${growth}`}
    >
      <Grid y={y} left={left} size={{ width, rem }} text={y.tickFormat(3)} />
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
    </Chart>
  );
}
