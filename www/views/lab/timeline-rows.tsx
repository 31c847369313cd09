import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import { workerClass } from '../../components/worker';
import { capital } from './labels';
import type { Box } from './sized';
import type { Lane, Piece } from './timeline';
import type { Part } from './zoom';

/** What the names of the bars say already; a group of a picture takes no focus, whatever the linter thinks. */
export const hidden = { 'aria-hidden': 'true' } as const;

/** Where things stand in a timeline, in pixels. */
export type Layout = {
  x: ScaleLinear<number, number>;
  part: Part;
  /** room for the names of lanes */
  names: number;
  width: number;
  rem: number;
};

export function isNarrow({ width, rem }: Box): boolean {
  return width < 36 * rem;
}

export function layoutOf({ width, rem }: Box, part: Part): Layout {
  const names = (isNarrow({ width, rem }) ? 4.25 : 5.5) * rem;
  return {
    x: scaleLinear([part.from, part.to], [names, width - 1]),
    part,
    names,
    width,
    rem,
  };
}

/** Many lanes are thin ones; a projector shows all of them at once. */
export function laneHeight(lanes: number, rem: number, projector: boolean): number {
  const height = projector ? Math.min(2, 6.5 / lanes) : Math.min(3, 10 / lanes);
  return Math.max(0.875, height) * rem;
}

/** 'One [1]': how many work, at the first of their lanes, and which this is. */
export function LaneName({ layout, workers, lane, y, height }: NameProps) {
  const { rem, names } = layout;
  const side = Math.min(1.375 * rem, height);
  const middle = y + height / 2;
  const left = names - side - 0.5 * rem;
  return (
    <g class={workerClass(lane.worker)} {...hidden}>
      {lane.worker === 0 && (
        <text class="t-ui" x={left - 0.4 * rem} y={middle} text-anchor="end" dominant-baseline="central">
          {capital(workers)}
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
        {lane.worker + 1}
      </text>
    </g>
  );
}

type NameProps = { layout: Layout; workers: number; lane: Lane; y: number; height: number };

const WORDS: Partial<Record<Piece['kind'], string>> = { load: 'load', spawn: 'start', tables: 'tables' };

/** What is seen of a piece; null where all of it lies outside of the part. */
export function PieceShape({ layout, piece, lane, y, height, words }: PieceProps) {
  const { x, part, rem } = layout;
  const [left, right] = [x(Math.max(piece.from, part.from)), x(Math.min(piece.to, part.to))];
  if (piece.to <= part.from || piece.from >= part.to) return null;
  const width = Math.max(0.5, right - left);
  if (piece.kind === 'wait') {
    const middle = y + height / 2;
    return (
      <>
        {/* as high as a bar, so that it can be pointed at */}
        <rect class="room" x={left} y={y} width={width} height={height} />
        <path class="wait" d={`M${left} ${middle}H${right}`} />
      </>
    );
  }
  // A hair of paper between two units.
  const gap = piece.kind === 'unit' && width > 3 ? 1 : 0;
  const { label, size, room } = labelOf(piece, width, height, rem, words);
  return (
    <g class={piece.kind === 'unit' ? workerClass(lane.worker) : ''}>
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

/** What is written on a piece, as large as it has room for; nothing where that would be too small to read. */
function labelOf({ kind, column }: Piece, width: number, height: number, rem: number, words: boolean) {
  const unit = kind === 'unit';
  const text = unit ? String((column ?? 0) + 1) : words ? (WORDS[kind] ?? '') : '';
  const wanted = unit ? Math.min(rem, height * 0.75) : 0.8125 * rem;
  const size = unit ? Math.min(wanted, (width - 3) / (text.length * 0.5)) : wanted;
  const room = text.length * wanted * 0.55 + 6;
  const fits = unit ? size >= 0.6 * rem : width >= room;
  return { label: fits ? text : '', size, room };
}

type PieceProps = {
  layout: Layout;
  piece: Piece;
  lane: Lane;
  y: number;
  height: number;
  /** name load, start and tables where there is room */
  words: boolean;
};

/** Milliseconds, from the question on. */
export function Axis({ layout, y }: { layout: Layout; y: number }) {
  const { x, part, names, width, rem } = layout;
  const inMilliseconds = scaleLinear([part.from * 1000, part.to * 1000], [names, width - 1]);
  const ticks = inMilliseconds
    .ticks(Math.max(2, Math.floor((width - names) / (6 * rem))))
    // One at the very end has no room for its figure.
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

/** The ruling of a start. */
export function Ruled(): ComponentChildren {
  return (
    <defs>
      <pattern id="ruled" width="4" height="4" patternUnits="userSpaceOnUse">
        <path class="ruled" d="M.5 0v4" />
      </pattern>
    </defs>
  );
}
