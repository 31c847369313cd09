import { workerClass } from '../../components/worker';
import { plural } from '../../format/units';
import type { Assignment } from '../../model/generated';
import { columnName } from '../../model/shape';
import { type Box, Boxed } from './sized';

type Props = { assignment: Assignment; columns: number[][] };

/** First columns as stacks of digits under the worker that took them. */
export function Deal(props: Props) {
  return <Boxed draw={(box) => <Hands {...props} box={box} />} />;
}

function Hands({ assignment, columns, box: { width, rem } }: Props & { box: Box }) {
  const rows = columns[0]?.length ?? 0;
  const [cell, high, gap] = [1.75 * rem, 1.5 * rem, 0.5 * rem];
  const [head, below] = [2.25 * rem, 1.5 * rem];
  const inLine = Math.max(1, Math.floor((width + gap) / (cell + gap)));
  const parts = assignment.schedule === 'split';
  let [x, y, lineHeight] = [0, 0, 0];
  const groups = assignment.first_columns.map((taken, worker) => {
    const across = Math.max(1, Math.min(taken.length, inLine));
    const lines = Math.max(1, Math.ceil(taken.length / across));
    const wide = Math.max(across * (cell + gap) - gap, 6 * rem);
    const tall = head + lines * (rows * (high + 1) + gap);
    if (x > 0 && x + wide > width) [x, y, lineHeight] = [0, y + lineHeight + below, 0];
    const at = { worker, taken, across, x, y };
    x += wide + 3 * rem;
    lineHeight = Math.max(lineHeight, tall);
    return at;
  });
  const height = y + lineHeight;
  const words = groups.map(
    ({ worker, taken }) =>
      `worker ${worker + 1} ${taken.map((rank) => columnName(columns[rank] ?? [])).join(' ')}`,
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`First columns by worker, ${assignment.schedule} schedule: ${words.join('; ')}`}
    >
      {groups.map(({ worker, taken, across, x: left, y: top }) => (
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
            {parts ? plural(assignment.units[worker] ?? 0, 'part') : taken.length}
          </text>
          {taken.map((rank, i) => (
            <Stack
              key={rank}
              column={columns[rank] ?? []}
              x={(i % across) * (cell + gap)}
              y={head + Math.floor(i / across) * (rows * (high + 1) + gap)}
              width={cell}
              high={high}
              rem={rem}
              outlined={parts}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** Filled where the worker counted all of it, outlined where only a part. */
function Stack({ column, x, y, width, high, rem, outlined }: StackProps) {
  return (
    <>
      {column.map((symbol, i) => (
        <g key={symbol}>
          <rect
            class={outlined ? 'unit-part' : 'unit'}
            x={outlined ? x + 0.5 : x}
            y={y + i * (high + 1) + (outlined ? 0.5 : 0)}
            width={outlined ? width - 1 : width}
            height={outlined ? high - 1 : high}
          />
          <text
            class={outlined ? 't-num' : 't-num on'}
            x={x + width / 2}
            y={y + i * (high + 1) + high / 2}
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
  high: number;
  rem: number;
  outlined: boolean;
};
