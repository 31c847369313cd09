import { neighbour, type Spot, spotId, spotWords } from './selection';
import type { Lane, TimedRun, Timeline } from './timeline';
import { type Layout, PieceShape } from './timeline-rows';

/** pan: bring it into sight */
export type OnSpot = (spot: Spot | null, pan: boolean) => void;

/** The bars of a run; of all that can be focused one is reached by Tab, the others by arrows. */
export function RunBars(props: Props) {
  const { layout, run, own, height, words, timeline, spot, timerSeconds, onSpot } = props;
  const first = timeline.runs[0]?.lanes[0]?.pieces[0];

  function arrow(event: KeyboardEvent, here: Spot) {
    const next = neighbour(timeline, here, event.key);
    if (!next) return;
    event.preventDefault();
    onSpot(next, true);
    const { ownerSVGElement } = event.currentTarget as SVGGElement;
    // Drawn first, focused then: it may lie outside of what is seen now.
    setTimeout(() => ownerSVGElement?.querySelector<SVGGElement>(`[data-spot="${spotId(next)}"]`)?.focus());
  }

  return (
    <>
      {own.map(({ lane, top }) =>
        lane.pieces.map((piece) => {
          const here: Spot = { run, lane, piece };
          return (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a bar is a picture that can be looked at with keys
            <g
              key={piece.from}
              class="piece"
              role="img"
              aria-label={spotWords(here, timerSeconds)}
              data-spot={spotId(here)}
              tabindex={piece === (spot?.piece ?? first) ? 0 : -1}
              onKeyDown={(event) => arrow(event, here)}
              onFocus={() => onSpot(here, true)}
              onPointerEnter={() => onSpot(here, false)}
            >
              <PieceShape layout={layout} piece={piece} lane={lane} y={top} height={height} words={words} />
            </g>
          );
        }),
      )}
    </>
  );
}

type Props = {
  timeline: Timeline;
  spot: Spot | null;
  timerSeconds: number;
  onSpot: OnSpot;
  layout: Layout;
  run: TimedRun;
  own: { lane: Lane; top: number }[];
  height: number;
  /** name load, start and tables where there is room */
  words: boolean;
};
