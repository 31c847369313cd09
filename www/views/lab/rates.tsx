import { scaleLinear } from 'd3-scale';
import { Chart, Grid, type Size, Sized } from '../../components/chart';
import { EXACT } from '../../components/exact';
import { grouped } from '../../format/number';
import { rate, rateLegend } from '../../format/units';
import type { AgreementAnswer, ColumnRate, RatesAnswer, Spread, Verdict } from '../../model/generated';
import { columnName } from '../../model/shape';
import { type BarRow, Bars } from './bars';
import { Figure, FigureTable } from './figure';
import { finiteOrZero, perCent, rateText, spreadText } from './format';
import { Question } from './question';

function barRow(name: string, spread: Spread, others: Partial<BarRow>): BarRow {
  return { name, value: spread.median, ...rate(spread.median), spread, ...others };
}

/** 4. The rate of the sequential code, of each worker of the pool, and of each first column. */
export function RatesSection({ answer, shape }: { answer: RatesAnswer; shape: string }) {
  const { sequential, workers, together, columns } = answer;
  const all = [sequential, ...workers, ...(together ? [together] : [])];
  return (
    <Question number={4} said={answer.said}>
      <Bars
        name="rates"
        of="the picture of the rates"
        caption={`${shape}, medians and quartiles of ${sequential.repetitions} repetitions`}
        rows={[
          barRow('sequential code, alone', sequential, { now: true }),
          ...workers.map((spread, worker) =>
            barRow(`worker ${worker + 1} of ${workers.length}`, spread, { worker }),
          ),
          ...(together ? [barRow('the whole pool', together, {})] : []),
        ]}
      />
      <p class="note">{rateLegend(all.map(({ median }) => median))}</p>
      <Figure
        name="column-rates"
        of="the picture of the rates of first columns"
        table={<ColumnTable columns={columns} />}
      >
        <ColumnRatesChart columns={columns} />
        <p class="note">Each first column: filled in the pool, outlined alone; the line is its quartiles.</p>
      </Figure>
    </Question>
  );
}

function ColumnTable({ columns }: { columns: ColumnRate[] }) {
  const spread = (one: Spread | null) =>
    one === null ? '' : `${rateText(one.median)} (${rateText(one.lower)} to ${rateText(one.upper)})`;
  return (
    <FigureTable
      caption="Reduced rectangles a second by first column: median and quartiles"
      heads={['First column', 'Alone', 'In the pool']}
      rows={columns.map((one) => [
        columnName(one.first_column),
        spread(one.sequential),
        spread(one.parallel),
      ])}
    />
  );
}

/** The axis starts at zero, so that differences are not exaggerated. */
function ColumnRatesChart({ columns }: { columns: ColumnRate[] }) {
  return <Sized draw={(size) => <Dots columns={columns} size={size} />} />;
}

function Dots({ columns, size }: { columns: ColumnRate[]; size: Size }) {
  const { width, rem } = size;
  const height = 11 * rem;
  const [left, top, bottom] = [5 * rem, 0.75 * rem, height - 2 * rem];
  const spreads = columns.flatMap(({ sequential, parallel }) => [
    sequential,
    ...(parallel ? [parallel] : []),
  ]);
  const most = Math.max(
    ...spreads.flatMap(({ upper, median }) => [finiteOrZero(upper), finiteOrZero(median)]),
    1,
  );
  const y = scaleLinear([0, most], [bottom, top]).nice(3);
  const x = scaleLinear([0, Math.max(1, columns.length)], [left, width]);
  const every = Math.ceil((columns.length * 1.75 * rem) / Math.max(1, width - left));
  return (
    <Chart width={width} height={height} label="Rate of each first column, alone and in the pool">
      <Grid y={y} left={left} size={size} text={tickText} />
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
    </Chart>
  );
}

function tickText(perSecond: number): string {
  if (perSecond === 0) return '0';
  const { figure, unit } = rate(perSecond);
  return `${Number(figure)} ${unit}`;
}

type DotProps = { spread: Spread; x: number; y: (value: number) => number; kind: 'alone' | 'pool' };

function Dot({ spread, x, y, kind }: DotProps) {
  if (finiteOrZero(spread.median) === 0) return null;
  return (
    <>
      <path class="quartiles" d={`M${x} ${y(finiteOrZero(spread.lower))}V${y(finiteOrZero(spread.upper))}`} />
      <circle class={kind === 'pool' ? 'mark-on' : 'mark'} cx={x} cy={y(spread.median)} r="2.5" />
    </>
  );
}

const VERDICTS: Record<Verdict, string> = {
  agree: 'the rates agree',
  slower: 'slower together',
  faster: 'faster together',
  too_short: 'too short to measure here',
};

/** 7. How much rates vary, and what the workers share. */
export function AgreementSection({ answer }: { answer: AgreementAnswer }) {
  const { change, verdict, over_columns, over_workers, over_repetitions } = answer;
  const rows: [string, string, string][] = [
    ['Together', `${change.median >= 0 ? '+' : ''}${perCent(change.median)}`, spreadText(change, perCent)],
    ['Over first columns', perCent(over_columns), 'interquartile range'],
    ['Over workers', perCent(over_workers), 'from the slowest to the fastest'],
    ['Over repetitions', perCent(over_repetitions), 'interquartile range'],
    ['Progress writes per second', grouped(String(Math.round(answer.reports_a_second))), 'per worker'],
    ['Tables read', grouped(String(answer.table_bytes)), 'bytes, by all workers, read only'],
  ];
  return (
    <Question number={7} said={answer.said}>
      <dl class="facts tight">
        <div>
          <dt>Verdict</dt>
          <dd>{VERDICTS[verdict]}</dd>
        </div>
        {rows.map(([name, figure, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span class="num" {...EXACT}>
                {figure}
              </span>{' '}
              <span class="unit-text">{text}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Question>
  );
}
