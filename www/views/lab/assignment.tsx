import { useSignal } from '@preact/signals';
import { Chart, type Size, Sized } from '../../components/chart';
import { Segmented } from '../../components/segmented';
import { workerClass } from '../../components/worker';
import { plural } from '../../format/units';
import type { Assignment, AssignmentAnswer, Schedule } from '../../model/generated';
import { columnName } from '../../model/shape';
import { Figure, FigureTable } from './figure';
import { durationText, times } from './format';
import { GuessedShare } from './guess';
import { Question } from './question';

const SCHEDULES: Schedule[] = ['static', 'dynamic', 'split'];

const SCHEDULE_TEXT: Record<Schedule, string> = {
  static: 'Each worker has a block of neighbours, known beforehand.',
  dynamic: 'Each takes the next one when it is free.',
  split: 'First columns are cut into parts, so that several workers share one.',
};

/** 1. Which worker took which first columns, by schedule. */
export function AssignmentSection({ answer, timer }: { answer: AssignmentAnswer; timer: number }) {
  const chosen = useSignal<Schedule>('static');
  const shown = answer.schedules.find(({ schedule }) => schedule === chosen.value) ?? answer.schedules[0];
  if (!shown) return null;
  const all = answer.first_columns.length;
  return (
    <Question number={1} said={answer.said} more={<GuessedShare assignment={shown} all={all} />}>
      <Segmented
        legend="Schedule"
        name="lab-schedule"
        values={SCHEDULES}
        chosen={shown.schedule}
        choose={(schedule) => {
          chosen.value = schedule;
        }}
      >
        {(schedule) => schedule}
      </Segmented>
      <Figure
        name={`first-columns-${shown.schedule}`}
        of="the picture of who took which first columns"
        table={<ByWorker assignment={shown} columns={answer.first_columns} timer={timer} />}
      >
        <AssignmentChart assignment={shown} columns={answer.first_columns} />
      </Figure>
      <p class="note">
        {SCHEDULE_TEXT[shown.schedule]} {balanceText(shown)}
      </p>
    </Question>
  );
}

/** The largest share divided by the smallest, by number and by time. */
function balanceText({ schedule, balance, balance_by_time }: Assignment): string {
  if (balance === null || balance_by_time === null) return 'Not every worker took one.';
  const what = schedule === 'split' ? 'parts' : 'first columns';
  return `Largest over smallest share: ${times(balance)} by number of ${what}, ${times(balance_by_time)} by time.`;
}

function ByWorker({ assignment, columns, timer }: ByWorkerProps) {
  const what = assignment.schedule === 'split' ? 'Parts' : 'First columns';
  return (
    <FigureTable
      caption={`By worker, ${assignment.schedule} schedule`}
      heads={['Worker', what, 'At work', 'Which']}
      rows={assignment.first_columns.map((taken, worker) => [
        worker + 1,
        assignment.units[worker],
        durationText(assignment.busy_seconds[worker] ?? 0, timer),
        taken.map((rank) => columnName(columns[rank] ?? [])).join(' '),
      ])}
    />
  );
}

type ByWorkerProps = { assignment: Assignment; columns: number[][]; timer: number };

type ChartProps = { assignment: Assignment; columns: number[][] };

/** First columns as stacks of digits below the worker that took them. */
function AssignmentChart(props: ChartProps) {
  return <Sized draw={(size) => <ColumnStacks {...props} size={size} />} />;
}

function ColumnStacks({ assignment, columns, size: { width, rem } }: ChartProps & { size: Size }) {
  const rows = columns[0]?.length ?? 0;
  const [cellWidth, cellHeight, gap] = [1.75 * rem, 1.5 * rem, 0.5 * rem];
  const [head, below] = [2.25 * rem, 1.5 * rem];
  const mostAcross = Math.max(1, Math.floor((width + gap) / (cellWidth + gap)));
  const parts = assignment.schedule === 'split';
  let [x, y, lineHeight] = [0, 0, 0];
  const groups = assignment.first_columns.map((ranks, worker) => {
    const across = Math.max(1, Math.min(ranks.length, mostAcross));
    const lines = Math.max(1, Math.ceil(ranks.length / across));
    const groupWidth = Math.max(across * (cellWidth + gap) - gap, 6 * rem);
    const groupHeight = head + lines * (rows * (cellHeight + 1) + gap);
    if (x > 0 && x + groupWidth > width) [x, y, lineHeight] = [0, y + lineHeight + below, 0];
    const at = { worker, ranks, across, x, y };
    x += groupWidth + 3 * rem;
    lineHeight = Math.max(lineHeight, groupHeight);
    return at;
  });
  const height = y + lineHeight;
  const texts = groups.map(
    ({ worker, ranks }) =>
      `worker ${worker + 1} ${ranks.map((rank) => columnName(columns[rank] ?? [])).join(' ')}`,
  );
  return (
    <Chart
      width={width}
      height={height}
      label={`First columns by worker, ${assignment.schedule} schedule: ${texts.join('; ')}`}
    >
      {groups.map(({ worker, ranks, across, x: left, y: top }) => (
        <g key={worker} class={workerClass(worker)} transform={`translate(${left} ${top})`}>
          <rect class="unit" width={1.375 * rem} height={1.375 * rem} />
          <text
            class="t-num on"
            x={0.6875 * rem}
            y={0.6875 * rem}
            text-anchor="middle"
            dominant-baseline="central"
            font-size={rem}
          >
            {worker + 1}
          </text>
          <text class="t-num" x={2 * rem} y={0.6875 * rem} dominant-baseline="central" font-size={1.3 * rem}>
            {parts ? plural(assignment.units[worker] ?? 0, 'part') : ranks.length}
          </text>
          {ranks.map((rank, i) => (
            <ColumnStack
              key={rank}
              column={columns[rank] ?? []}
              x={(i % across) * (cellWidth + gap)}
              y={head + Math.floor(i / across) * (rows * (cellHeight + 1) + gap)}
              width={cellWidth}
              cellHeight={cellHeight}
              rem={rem}
              outlined={parts}
            />
          ))}
        </g>
      ))}
    </Chart>
  );
}

/** Filled where the worker counted the whole column, outlined where it counted a part. */
function ColumnStack({ column, x, y, width, cellHeight, rem, outlined }: StackProps) {
  return (
    <>
      {column.map((symbol, i) => (
        <g key={symbol}>
          <rect
            class={outlined ? 'unit-part' : 'unit'}
            x={outlined ? x + 0.5 : x}
            y={y + i * (cellHeight + 1) + (outlined ? 0.5 : 0)}
            width={outlined ? width - 1 : width}
            height={outlined ? cellHeight - 1 : cellHeight}
          />
          <text
            class={outlined ? 't-num' : 't-num on'}
            x={x + width / 2}
            y={y + i * (cellHeight + 1) + cellHeight / 2}
            text-anchor="middle"
            dominant-baseline="central"
            font-size={rem}
          >
            {symbol}
          </text>
        </g>
      ))}
    </>
  );
}

type StackProps = {
  column: number[];
  x: number;
  y: number;
  width: number;
  cellHeight: number;
  rem: number;
  outlined: boolean;
};
