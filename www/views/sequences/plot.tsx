import './plot.css';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { Chart, Grid, type Size, Sized } from '../../components/chart';
import type { Law } from '../../model/laws';
import type { PlotData, Point } from './plot-data';

type Props = { data: PlotData; index: 'n' | 'r'; from: number; to: number; label: string; chosen: number };

/** How a sequence grows, or how D/K falls: powers of ten upwards, n to the right. */
export function Plot(props: Props) {
  return <Sized class="sequence-plot" draw={(size) => <Drawn {...props} size={size} />} />;
}

const HEIGHT = 20;

function Drawn({ data, index, from, to, label, chosen, size }: Props & { size: Size }) {
  const { points, law, signed } = data;
  const { width, rem } = size;
  const height = HEIGHT * rem;
  const left = 3.75 * rem;
  const sizes = points.flatMap(({ log10 }) => log10 ?? []);
  const lawAt = law ? lawPoints(law, from, to) : [];
  const all = [...sizes, ...lawAt.map(([, y]) => y)];
  const x = scaleLinear()
    .domain([from, Math.max(to, from + 1)])
    .range([left + 0.5 * rem, width - 2.75 * rem]);
  const y = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(1, ...all)])
    .nice()
    .range([height - 2 * rem, 0.75 * rem]);
  return (
    <Chart width={width} height={height} label={label}>
      <Grid y={y} left={left} size={size} text={(tick) => (Number.isInteger(tick) ? powerText(tick) : '')} />
      {x
        .ticks(Math.max(2, Math.floor(width / (6 * rem))))
        .filter(Number.isInteger)
        .map((tick) => (
          <text key={tick} class="t-axis" x={x(tick)} y={height - 0.6 * rem} text-anchor="middle">
            {tick}
          </text>
        ))}
      <text class="t-axis" x={width - 0.25 * rem} y={height - 0.6 * rem} text-anchor="end">
        {index}
      </text>
      {lawAt.length > 1 && law && (
        <path class={`law ${law.kind}`} d={line(lawAt.map(([n, value]) => [x(n), y(value)]))} />
      )}
      <Marks points={points} signed={signed} x={x} y={y} floor={height - 2 * rem} r={0.2 * rem} />
      {chosen >= from && chosen <= to && (
        <path class="chosen-at" d={`M${x(chosen)} ${0.5 * rem}V${height - 2 * rem}`} />
      )}
    </Chart>
  );
}

/** Where the law is drawn: at most so many places. */
const LAW_POINTS = 100;

function lawPoints(law: Law, from: number, to: number): [number, number][] {
  const step = Math.max(1, (to - from) / LAW_POINTS);
  const places: [number, number][] = [];
  for (let n = from; n <= to; n += step) places.push([n, law.log10(n)]);
  return places.filter(([, value]) => Number.isFinite(value));
}

const line = (places: number[][]) => `M${places.map(([a, b]) => `${round(a)} ${round(b)}`).join('L')}`;
const round = (value = 0) => value.toFixed(1);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁶, and 1 for 10⁰. */
function powerText(power: number): string {
  if (power === 0) return '1';
  const raised = [...String(power)].map((digit) => (digit === '-' ? '⁻' : SUPERSCRIPTS[Number(digit)]));
  return `10${raised.join('')}`;
}

type MarksProps = {
  points: Point[];
  signed: boolean;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  /** where a term that is 0 is drawn */
  floor: number;
  /** half the size of a mark */
  r: number;
};

/** One path for each sign: + is a cross, − a dash, 0 a ring at the foot, and without signs a dot. */
function Marks({ points, signed, x, y, floor, r }: MarksProps) {
  const drawn = (sign: Point['sign'] | null, mark: (cx: string, cy: string) => string) =>
    points
      .filter((point) => sign === null || point.sign === sign)
      .map(({ at, log10 }) => mark(round(x(at)), round(log10 === null ? floor : y(log10))))
      .join('');
  const dot = (cx: string, cy: string) => `M${cx} ${cy}h0`;
  if (!signed) return <path class="mark plain" stroke-width={r * 1.5} d={drawn(null, dot)} />;
  return (
    <>
      <path
        class="mark plus"
        d={drawn('+', (cx, cy) => `M${cx} ${cy}m${-r} 0h${2 * r}m${-r} ${-r}v${2 * r}`)}
      />
      <path class="mark minus" d={drawn('−', (cx, cy) => `M${cx} ${cy}m${-r} 0h${2 * r}`)} />
      <path
        class="mark zero"
        d={drawn(
          '0',
          (cx, cy) => `M${cx} ${cy}m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
        )}
      />
    </>
  );
}
