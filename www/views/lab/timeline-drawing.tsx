import type { Size } from '../../components/chart';
import { useInTurn } from '../../components/staggered';
import { duration, durationText } from './format';
import { hasStart, type Row, type TimedRun, type Timeline } from './timeline-data';
import { neighbour, type Part, type Selection, selectionId, selectionText } from './timeline-navigation';
import {
  Axis,
  Hatching,
  hidden,
  isNarrow,
  type Layout,
  layoutOf,
  PieceShape,
  RowName,
  rowHeight,
} from './timeline-rows';

/** The width over the longest run, which leaves room for its time at the right. */
export const WITH_MARGIN = 1.24;

/** The start is drawn again only where it becomes larger by this factor. */
const LEAST_FACTOR = 1.5;

function placed({ runs }: Timeline, height: number, rem: number, between: number) {
  let y = 0;
  return runs.map((run, i) => {
    if (i > 0) y += between * rem;
    const rows = run.rows.map((row) => {
      const top = y;
      y += height + 2;
      return { row, top };
    });
    return { run, rows };
  });
}

/** `pan`: move the part shown to the selection */
type OnSelect = (selection: Selection | null, pan: boolean) => void;

type DrawingProps = {
  timeline: Timeline;
  size: Size;
  part: Part;
  selected: Selection | null;
  timerSeconds: number;
  projector: boolean;
  label: string;
  onKey(event: KeyboardEvent): void;
  onSelect: OnSelect;
};

export function TimelineDrawing(props: DrawingProps) {
  const { timeline, size, part, timerSeconds, projector, label } = props;
  const { rem, width } = size;
  const rows = timeline.runs.reduce((sum, run) => sum + run.rows.length, 0);
  const between = projector ? 0.5 : 1.5;
  const high = rowHeight(rows, rem, projector);
  const low = Math.min(high, rowHeight(rows, rem, true));
  const main = placed(timeline, high, rem, between);
  const axis = rows * (high + 2) + (timeline.runs.length - 1) * between * rem + 0.25 * rem;
  const second = axis + (projector ? 3 : 4) * rem;
  const larger = placed(timeline, low, rem, 0.5);
  const secondAxis = rows * (low + 2) + (timeline.runs.length - 1) * 0.5 * rem + 0.25 * rem;
  const factor = (timeline.end * WITH_MARGIN) / timeline.beginning;
  const enlarged = factor >= LEAST_FACTOR;
  const height = (enlarged ? second + secondAxis : axis) + 1.5 * rem;
  const layout = layoutOf(size, part);
  return (
    // biome-ignore lint/a11y/useSemanticElements: an image whose bars can be reached one by one
    <svg
      class="lanes"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
      onKeyDown={props.onKey}
      onPointerLeave={() => props.onSelect(null, false)}
    >
      <Hatching />
      {main.map(({ run, rows: own }, turn) => (
        <Run
          key={run.workers}
          {...props}
          turn={turn}
          layout={layout}
          run={run}
          own={own}
          height={high}
          named={!enlarged}
        />
      ))}
      <Axis layout={layout} y={axis} />
      {enlarged && (
        <Beginning
          timeline={timeline}
          size={size}
          placed={larger}
          y={second}
          axis={secondAxis}
          height={low}
          factor={factor}
          timerSeconds={timerSeconds}
        />
      )}
    </svg>
  );
}

/** The rows of one run; runs are drawn one after another. */
function Run({ turn, ...props }: RunProps) {
  const { timeline, layout, run, own, height, timerSeconds } = props;
  if (useInTurn(timeline, turn) !== timeline) return null;
  return (
    <g>
      {own.map(({ row, top }) => (
        <g key={row.worker}>
          <RowName layout={layout} workers={run.workers} row={row} y={top} height={height} />
          <path class="track" d={`M${layout.names} ${top + height / 2}H${layout.width}`} />
        </g>
      ))}
      <RunBars {...props} />
      <End layout={layout} run={run} y={own[0]?.top ?? 0} height={height} timerSeconds={timerSeconds} />
    </g>
  );
}

type RunProps = BarsProps & { turn: number };

/** The bars of a run. Of all bars one is in the tab order, the others are reached by arrow keys. */
function RunBars(props: BarsProps) {
  const { layout, run, own, height, named, timeline, selected, timerSeconds, onSelect } = props;
  const first = timeline.runs[0]?.rows[0]?.pieces[0];

  function arrow(event: KeyboardEvent, here: Selection) {
    const next = neighbour(timeline, here, event.key);
    if (!next) return;
    event.preventDefault();
    onSelect(next, true);
    const { ownerSVGElement } = event.currentTarget as SVGGElement;
    // It may lie outside of the part shown, and must be drawn before it can have the focus.
    setTimeout(() =>
      ownerSVGElement?.querySelector<SVGGElement>(`[data-spot="${selectionId(next)}"]`)?.focus(),
    );
  }

  return (
    <>
      {own.map(({ row, top }) =>
        row.pieces.map((piece) => {
          const here: Selection = { run, row, piece };
          return (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a bar is an image that can be reached with keys
            <g
              key={piece.from}
              class="piece"
              role="img"
              aria-label={selectionText(here, timerSeconds)}
              data-spot={selectionId(here)}
              tabindex={piece === (selected?.piece ?? first) ? 0 : -1}
              onKeyDown={(event) => arrow(event, here)}
              onFocus={() => onSelect(here, true)}
              onPointerEnter={() => onSelect(here, false)}
            >
              <PieceShape layout={layout} piece={piece} row={row} y={top} height={height} named={named} />
            </g>
          );
        }),
      )}
    </>
  );
}

type BarsProps = {
  timeline: Timeline;
  selected: Selection | null;
  timerSeconds: number;
  onSelect: OnSelect;
  layout: Layout;
  run: TimedRun;
  own: { row: Row; top: number }[];
  height: number;
  /** label load, start and tables where there is room */
  named: boolean;
};

/** The start again, on a larger scale, drawn after all runs. */
function Beginning({ timeline, size, placed: runs, y, axis, height, factor, timerSeconds }: BeginningProps) {
  if (useInTurn(timeline, runs.length) !== timeline) return null;
  const layout = layoutOf(size, { from: 0, to: timeline.beginning });
  const beginning = duration(timeline.beginning, timerSeconds);
  const what = hasStart(timeline) ? 'what starting costs' : 'what tables cost';
  return (
    <g transform={`translate(0 ${y})`}>
      <text class="t-note" x={layout.names} y={-0.75 * size.rem}>
        {`The first ${beginning.figure} ${beginning.unit}, ${factor < 10 ? factor.toFixed(1) : Math.round(factor)} times larger`}
        {isNarrow(size) ? '' : `: ${what}.`}
      </text>
      <g {...hidden}>
        {runs.map(({ run, rows }) =>
          rows.map(({ row, top }) => (
            <g key={`${run.workers} ${row.worker}`}>
              <RowName layout={layout} workers={run.workers} row={row} y={top} height={height} />
              {row.pieces.map((piece) => (
                <PieceShape
                  key={piece.from}
                  layout={layout}
                  piece={piece}
                  row={row}
                  y={top}
                  height={height}
                  named
                />
              ))}
            </g>
          )),
        )}
      </g>
      <Axis layout={layout} y={axis} />
    </g>
  );
}

type BeginningProps = {
  timeline: Timeline;
  size: Size;
  placed: ReturnType<typeof placed>;
  y: number;
  /** pixels below `y` */
  axis: number;
  height: number;
  factor: number;
  timerSeconds: number;
};

/** The end of a run: a line and its time. */
function End({ layout, run, y, height, timerSeconds }: EndProps) {
  const { x, part, rem } = layout;
  if (run.total > part.to || run.total < part.from) return null;
  const at = x(run.total);
  const text = durationText(run.total, timerSeconds);
  const size = Math.min(1.1875 * rem, height);
  const bottom = y + run.rows.length * (height + 2) - 2;
  return (
    <g {...hidden}>
      <rect
        class="label-paper"
        x={at}
        y={y + height / 2 - 2}
        width={text.length * size * 0.52 + rem}
        height="4"
      />
      <path class="end" d={`M${at + 1} ${y}V${bottom}`} />
      <text class="t-num" x={at + 0.5 * rem} y={y + height / 2} dominant-baseline="central" font-size={size}>
        {text}
      </text>
    </g>
  );
}

type EndProps = { layout: Layout; run: TimedRun; y: number; height: number; timerSeconds: number };
