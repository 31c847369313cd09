import { Chart, type Size, Sized } from '../../components/chart';
import { WorkerSquare } from '../../components/worker';
import { grouped } from '../../format/number';
import type {
  Baseline,
  Optimisation,
  OptimisationsAnswer,
  Sharing,
  Spread,
  TablesAnswer,
} from '../../model/generated';
import { shapeName } from '../../model/shape';
import { Bars } from './bars';
import { Figure, FigureTable } from './figure';
import { duration, times } from './format';
import { Question } from './question';

const SHARINGS: Record<Sharing, string> = {
  all_counts: 'kept for all counts',
  one_count: 'shared',
  worker: 'per worker',
  unit: 'per first column',
};

/** 2. How often tables are built in each way of sharing them, and what that costs. */
export function TablesSection({ answer, shape, timer }: TablesProps) {
  const { ways } = answer;
  const timeRows = (timeOf: (way: TableWay) => Spread) =>
    ways.map((way) => {
      const seconds = timeOf(way);
      return {
        name: SHARINGS[way.tables],
        value: seconds.median,
        ...duration(seconds.median, timer),
        spread: seconds,
        now: way.tables === 'one_count',
      };
    });
  return (
    <Question number={2} said={answer.said}>
      <Bars
        name="tables-built"
        of="the picture of how often tables are built"
        caption={`Tables built in one count of ${shape}`}
        rows={ways.map(({ tables, built }) => ({
          name: SHARINGS[tables],
          value: built,
          figure: String(built),
          now: tables === 'one_count',
        }))}
      />
      <Bars
        name="tables-time"
        of="the picture of what tables cost"
        caption="Building them takes, all workers together"
        rows={timeRows(({ table_seconds }) => table_seconds)}
      />
      <Bars
        name="tables-count-time"
        of="the picture of the time of a count for each way"
        caption="One count then takes"
        rows={timeRows(({ seconds }) => seconds)}
      />
    </Question>
  );
}

type TablesProps = { answer: TablesAnswer; shape: string; timer: number };
type TableWay = TablesAnswer['ways'][number];

const LEFT_OUT: Record<Optimisation, string> = {
  prefilter: 'without first-value lists',
  'sign-order': 'without sign order',
  reindexing: 'without short lists',
  'last-row-counted': 'without counting the last row',
};

type OptimisationsProps = { answer: OptimisationsAnswer; timed: string; columns: number; timer: number };

/** 3. What each optimisation does in each worker, and what leaving it out costs. */
export function OptimisationsSection({ answer, timed, columns, timer }: OptimisationsProps) {
  const { derangements, candidates, workers, ablations, baseline } = answer;
  return (
    <Question number={3} said={answer.said}>
      <Figure
        name="first-value-lists"
        of="the picture of the derangements"
        table={
          <FigureTable
            caption="Derangements by first value"
            heads={['First value', 'Derangements']}
            rows={Array.from({ length: columns - 1 }, (_, i) => [i + 2, grouped(String(candidates))])}
          />
        }
      >
        <DerangementDots derangements={derangements} candidates={candidates} columns={columns} />
        <p class="note">
          One block of {grouped(String(candidates))} for each first value, 2 to {columns}.
        </p>
      </Figure>
      <FigureTable
        caption="What the optimisations did in each worker"
        heads={['Worker', 'Rows looked through', 'Instead of', 'Even first', 'Code']}
        rows={workers.map((one) => [
          <WorkerSquare key="w" worker={one.worker} />,
          grouped(String(one.candidates)),
          grouped(String(one.derangements)),
          grouped(String(one.even)),
          one.kernel,
        ])}
      />
      <Bars
        name="left-out"
        of="the picture of what each optimisation is worth"
        caption={`One first column of ${timed}, with one optimisation left out`}
        wide
        rows={ablations.map(({ without, seconds, slowdown }) => ({
          name: without === null ? 'all in' : LEFT_OUT[without],
          value: seconds.median,
          ...duration(seconds.median, timer),
          spread: seconds,
          now: without === null,
          extra: times(slowdown),
        }))}
      />
      {baseline && <BaselineBars baseline={baseline} timed={timed} timer={timer} />}
    </Question>
  );
}

/** On a scale of its own: next to backtracking all others would be too short to tell apart. */
function BaselineBars({ baseline, timed, timer }: { baseline: Baseline; timed: string; timer: number }) {
  const { seconds, enumeration_seconds, slowdown } = baseline;
  const shape = shapeName(baseline.shape);
  const row = (name: string, spread: typeof seconds, factor: number, now: boolean) => ({
    name,
    value: spread.median,
    ...duration(spread.median, timer),
    spread,
    now,
    extra: times(factor),
  });
  return (
    <>
      <Bars
        name="baseline"
        of="the picture of what all optimisations together are worth"
        caption={`One first column of ${shape}, with all optimisations and by plain backtracking`}
        wide
        rows={[
          row('all in', enumeration_seconds, 1, true),
          row('backtracking, cell by cell', seconds, slowdown, false),
        ]}
      />
      {shape !== timed && (
        <p class="note">
          {timed} takes too long by backtracking, so both are timed on {shape}.
        </p>
      )}
    </>
  );
}

type DotsProps = { derangements: number; candidates: number; columns: number };

/** More derangements than this are drawn as one bar for each first value. */
const MOST_DOTS = 2500;

/** All derangements in blocks by first value, one block filled. */
function DerangementDots(props: DotsProps) {
  return <Sized class="dots" draw={(size) => <Blocks {...props} size={size} />} />;
}

function Blocks({ derangements, candidates, columns, size }: DotsProps & { size: Size }) {
  const width = Math.min(size.width, 30 * size.rem);
  const blocks = columns - 1;
  const filled = Math.min(1, blocks - 1);
  const single = derangements <= MOST_DOTS;
  const across = Math.min(candidates, Math.floor(width / 5));
  const step = Math.min(12, width / Math.max(1, across));
  const lines = single ? Math.ceil(candidates / Math.max(1, across)) : 1;
  const side = single ? step - 2 : 8;
  const blockHeight = lines * (side + 2) + (lines > 1 ? 4 : 0);
  const height = Math.max(1, blocks * blockHeight);
  return (
    <Chart
      width={width}
      height={height}
      label={`${derangements} derangements of ${columns} symbols, ${candidates} of them for each first value`}
    >
      {Array.from({ length: blocks }, (_, block) => (
        <path
          key={block}
          class={block === filled ? 'dot-on' : 'dot'}
          d={
            single
              ? dotsPath(candidates, across, step, side, block * blockHeight)
              : barPath(width, block * 10)
          }
        />
      ))}
    </Chart>
  );
}

function barPath(width: number, y: number): string {
  return rectPath(0.5, y + 0.5, width - 1, 7);
}

function rectPath(x: number, y: number, width: number, height: number): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;
}

function dotsPath(count: number, across: number, step: number, side: number, top: number): string {
  return Array.from({ length: count }, (_, i) =>
    rectPath(
      (i % across) * step + 0.5,
      top + Math.floor(i / across) * (side + 2) + 0.5,
      Math.max(1, side - 1),
      Math.max(1, side - 1),
    ),
  ).join('');
}
