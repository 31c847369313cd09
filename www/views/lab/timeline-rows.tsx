import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import type { Size } from '../../components/chart';
import { workerClass } from '../../components/worker';
import { numberWord } from '../../model/shape';
import type { Piece, Row } from './timeline-data';
import type { Part } from './timeline-navigation';

/** For what the labels of the bars already say. It is spread, because the linter takes a group to be focusable. */
export const hidden = { 'aria-hidden': 'true' } as const;

/** The geometry of a timeline, in pixels. */
export type Layout = {
  x: ScaleLinear<number, number>;
  part: Part;
  /** width of the names of rows */
  names: number;
  width: number;
  rem: number;
};

export function isNarrow({ width, rem }: Size): boolean {
  return width < 36 * rem;
}

export function layoutOf({ width, rem }: Size, part: Part): Layout {
  const names = (isNarrow({ width, rem }) ? 4.25 : 5.5) * rem;
  return {
    x: scaleLinear([part.from, part.to], [names, width - 1]),
    part,
    names,
    width,
    rem,
  };
}

/** The more rows, the thinner; at projector size all of them must fit the screen. */
export function rowHeight(rows: number, rem: number, projector: boolean): number {
  const height = projector ? Math.min(2, 6.5 / rows) : Math.min(3, 10 / rows);
  return Math.max(0.875, height) * rem;
}

/** 'One [1]': the number of workers, at their first row, and the number of this worker. */
export function RowName({ layout, workers, row, y, height }: NameProps) {
  const { rem, names } = layout;
  const side = Math.min(1.375 * rem, height);
  const middle = y + height / 2;
  const left = names - side - 0.5 * rem;
  return (
    <g class={workerClass(row.worker)} {...hidden}>
      {row.worker === 0 && (
        <text class="t-ui" x={left - 0.4 * rem} y={middle} text-anchor="end" dominant-baseline="central">
          {capitalised(numberWord(workers))}
        </text>
      )}
      <rect class="unit" x={left} y={middle - side / 2} width={side} height={side} />
      <text
        class="t-num on"
        x={left + side / 2}
        y={middle}
        text-anchor="middle"
        dominant-baseline="central"
        font-size={Math.min(rem, side)}
      >
        {row.worker + 1}
      </text>
    </g>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

type NameProps = { layout: Layout; workers: number; row: Row; y: number; height: number };

const PIECE_TEXT: Partial<Record<Piece['kind'], string>> = { load: 'load', spawn: 'start', tables: 'tables' };

/** The visible section of a piece; null where it lies outside of the part shown. */
export function PieceShape({ layout, piece, row, y, height, named }: PieceProps) {
  const { x, part, rem } = layout;
  const [left, right] = [x(Math.max(piece.from, part.from)), x(Math.min(piece.to, part.to))];
  if (piece.to <= part.from || piece.from >= part.to) return null;
  const width = Math.max(0.5, right - left);
  if (piece.kind === 'wait') {
    const middle = y + height / 2;
    return (
      <>
        {/* as high as a bar, so that it is easy to point at */}
        <rect class="room" x={left} y={y} width={width} height={height} />
        <path class="wait" d={`M${left} ${middle}H${right}`} />
      </>
    );
  }
  // One pixel between two units.
  const gap = piece.kind === 'unit' && width > 3 ? 1 : 0;
  const { label, size, room } = labelOf(piece, width, height, rem, named);
  return (
    <g class={piece.kind === 'unit' ? workerClass(row.worker) : ''}>
      <rect
        class={piece.kind}
        fill={piece.kind === 'spawn' ? 'url(#ruled)' : undefined}
        x={left}
        y={y}
        width={width - gap}
        height={height}
      />
      {label && (
        <>
          {piece.kind !== 'unit' && piece.kind !== 'tables' && (
            <rect
              class="label-paper"
              x={(left + right - room) / 2}
              y={y + height / 2 - size * 0.8}
              width={room}
              height={size * 1.6}
            />
          )}
          <text
            class={piece.kind === 'unit' ? 't-num on' : `t-note of-${piece.kind}`}
            x={(left + right) / 2}
            y={y + height / 2}
            text-anchor="middle"
            dominant-baseline="central"
            font-size={size}
          >
            {label}
          </text>
        </>
      )}
    </g>
  );
}

/** The label of a piece, as large as it fits; none where it would be too small to read. */
function labelOf({ kind, column }: Piece, width: number, height: number, rem: number, named: boolean) {
  const unit = kind === 'unit';
  const text = unit ? String((column ?? 0) + 1) : named ? (PIECE_TEXT[kind] ?? '') : '';
  const wanted = unit ? Math.min(rem, height * 0.75) : 0.8125 * rem;
  const size = unit ? Math.min(wanted, (width - 3) / (text.length * 0.5)) : wanted;
  const room = text.length * wanted * 0.55 + 6;
  const fits = unit ? size >= 0.6 * rem : width >= room;
  return { label: fits ? text : '', size, room };
}

type PieceProps = {
  layout: Layout;
  piece: Piece;
  row: Row;
  y: number;
  height: number;
  /** label load, start and tables where there is room */
  named: boolean;
};

/** Milliseconds since the request. */
export function Axis({ layout, y }: { layout: Layout; y: number }) {
  const { x, part, names, width, rem } = layout;
  const inMilliseconds = scaleLinear([part.from * 1000, part.to * 1000], [names, width - 1]);
  const ticks = inMilliseconds
    .ticks(Math.max(2, Math.floor((width - names) / (6 * rem))))
    // The label of a tick at the very end would not fit.
    .filter((tick) => inMilliseconds(tick) < width - 1.75 * rem);
  const format = inMilliseconds.tickFormat(ticks.length);
  return (
    <g {...hidden}>
      <path class="axis" d={`M${x(part.from)} ${y + 0.5}H${width}`} />
      {ticks.map((tick) => (
        <g key={tick}>
          <path class="axis" d={`M${Math.round(inMilliseconds(tick)) + 0.5} ${y}v${1.25 * rem}`} />
          <text class="t-axis" x={inMilliseconds(tick) + 0.3 * rem} y={y + 1.1 * rem}>
            {tick === 0 ? '0 ms' : format(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The hatching of pieces that start a worker. */
export function Hatching(): ComponentChildren {
  return (
    <defs>
      <pattern id="ruled" width="4" height="4" patternUnits="userSpaceOnUse">
        <path class="ruled" d="M.5 0v4" />
      </pattern>
    </defs>
  );
}
