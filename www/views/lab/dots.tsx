import { type Box, Boxed } from './sized';

type Props = { derangements: number; candidates: number; columns: number };

/** More dots than this are drawn as blocks. */
const MOST_DOTS = 2500;

/** All derangements, those that begin with one value filled. */
export function Dots(props: Props) {
  return <Boxed class="dots" draw={(box) => <Squares {...props} box={box} />} />;
}

function Squares({ derangements, candidates, columns, box: { width: room, rem } }: Props & { box: Box }) {
  const width = Math.min(room, 30 * rem);
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
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${derangements} derangements of ${columns} symbols, ${candidates} of them for each first value`}
    >
      {Array.from({ length: blocks }, (_, block) => (
        <path
          key={block}
          class={block === filled ? 'dot-on' : 'dot'}
          d={single ? dots(candidates, across, step, side, block * blockHeight) : bar(width, block * 10)}
        />
      ))}
    </svg>
  );
}

function bar(width: number, y: number): string {
  return square(0.5, y + 0.5, width - 1, 7);
}

function square(x: number, y: number, width: number, height: number): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;
}

function dots(count: number, across: number, step: number, side: number, top: number): string {
  return Array.from({ length: count }, (_, i) =>
    square(
      (i % across) * step + 0.5,
      top + Math.floor(i / across) * (side + 2) + 0.5,
      Math.max(1, side - 1),
      Math.max(1, side - 1),
    ),
  ).join('');
}
