import type { ComponentProps } from 'preact';
import { useInTurn } from '../../components/staggered';
import { duration, durationText } from './figures';
import type { Spot } from './selection';
import type { Box } from './sized';
import { hasStart, type TimedRun, type Timeline } from './timeline';
import { type OnSpot, RunBars } from './timeline-bars';
import {
  Axis,
  hidden,
  isNarrow,
  LaneName,
  type Layout,
  laneHeight,
  layoutOf,
  PieceShape,
  Ruled,
} from './timeline-rows';
import type { Part } from './zoom';

/** After the end of the longest run there is room for its time. */
export const ROOM = 1.24;

/** The start is drawn again only when it is so many times larger then. */
const WORTHWHILE = 1.5;

function placed({ runs }: Timeline, height: number, rem: number, between: number) {
  let y = 0;
  return runs.map((run, i) => {
    if (i > 0) y += between * rem;
    const lanes = run.lanes.map((lane) => {
      const top = y;
      y += height + 2;
      return { lane, top };
    });
    return { run, lanes };
  });
}

type Props = {
  timeline: Timeline;
  box: Box;
  part: Part;
  spot: Spot | null;
  timerSeconds: number;
  projector: boolean;
  label: string;
  onKey(event: KeyboardEvent): void;
  onSpot: OnSpot;
};

export function TimelineDrawing(props: Props) {
  const { timeline, box, part, timerSeconds, projector, label } = props;
  const { rem, width } = box;
  const lanes = timeline.runs.reduce((sum, run) => sum + run.lanes.length, 0);
  const between = projector ? 0.5 : 1.5;
  const high = laneHeight(lanes, rem, projector);
  const low = Math.min(high, laneHeight(lanes, rem, true));
  const main = placed(timeline, high, rem, between);
  const axis = lanes * (high + 2) + (timeline.runs.length - 1) * between * rem + 0.25 * rem;
  const second = axis + (projector ? 3 : 4) * rem;
  const larger = placed(timeline, low, rem, 0.5);
  const secondAxis = lanes * (low + 2) + (timeline.runs.length - 1) * 0.5 * rem + 0.25 * rem;
  const factor = (timeline.end * ROOM) / timeline.beginning;
  const enlarged = factor >= WORTHWHILE;
  const height = (enlarged ? second + secondAxis : axis) + 1.5 * rem;
  const layout = layoutOf(box, part);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture whose bars can be looked at one by one
    <svg
      class="lanes"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
      onKeyDown={props.onKey}
      onPointerLeave={() => props.onSpot(null, false)}
    >
      <Ruled />
      {main.map(({ run, lanes: own }, turn) => (
        <Run
          key={run.workers}
          {...props}
          turn={turn}
          layout={layout}
          run={run}
          own={own}
          height={high}
          words={!enlarged}
        />
      ))}
      <Axis layout={layout} y={axis} />
      {enlarged && (
        <Beginning
          timeline={timeline}
          box={box}
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

/** The lanes of a run, drawn in its turn. */
function Run({ turn, ...props }: RunProps) {
  const { timeline, layout, run, own, height, timerSeconds } = props;
  if (useInTurn(timeline, turn) !== timeline) return null;
  return (
    <g>
      {own.map(({ lane, top }) => (
        <g key={lane.worker}>
          <LaneName layout={layout} workers={run.workers} lane={lane} y={top} height={height} />
          <path class="track" d={`M${layout.names} ${top + height / 2}H${layout.width}`} />
        </g>
      ))}
      <RunBars {...props} />
      <End layout={layout} run={run} y={own[0]?.top ?? 0} height={height} timerSeconds={timerSeconds} />
    </g>
  );
}

type RunProps = ComponentProps<typeof RunBars> & { turn: number };

/** The start again, on a larger scale, after all runs. */
function Beginning({ timeline, box, placed: runs, y, axis, height, factor, timerSeconds }: BeginningProps) {
  if (useInTurn(timeline, runs.length) !== timeline) return null;
  const layout = layoutOf(box, { from: 0, to: timeline.beginning });
  const begun = duration(timeline.beginning, timerSeconds);
  const what = hasStart(timeline) ? 'what starting costs' : 'what tables cost';
  return (
    <g transform={`translate(0 ${y})`}>
      <text class="t-note" x={layout.names} y={-0.75 * box.rem}>
        {`The first ${begun.figure} ${begun.unit}, ${factor < 10 ? factor.toFixed(1) : Math.round(factor)} times larger`}
        {isNarrow(box) ? '' : `: ${what}.`}
      </text>
      <g {...hidden}>
        {runs.map(({ run, lanes }) =>
          lanes.map(({ lane, top }) => (
            <g key={`${run.workers} ${lane.worker}`}>
              <LaneName layout={layout} workers={run.workers} lane={lane} y={top} height={height} />
              {lane.pieces.map((piece) => (
                <PieceShape
                  key={piece.from}
                  layout={layout}
                  piece={piece}
                  lane={lane}
                  y={top}
                  height={height}
                  words
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
  box: Box;
  placed: ReturnType<typeof placed>;
  y: number;
  /** below y */
  axis: number;
  height: number;
  factor: number;
  timerSeconds: number;
};

/** The end of a run: a rule and its time. */
function End({ layout, run, y, height, timerSeconds }: EndProps) {
  const { x, part, rem } = layout;
  if (run.total > part.to || run.total < part.from) return null;
  const at = x(run.total);
  const text = durationText(run.total, timerSeconds);
  const size = Math.min(1.1875 * rem, height);
  const bottom = y + run.lanes.length * (height + 2) - 2;
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
