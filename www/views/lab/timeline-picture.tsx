import { useState } from 'preact/hooks';
import { type Spot, spotWords } from './selection';
import { Boxed } from './sized';
import type { Timeline } from './timeline';
import { ROOM, TimelineDrawing } from './timeline-drawing';
import { moved, type Part, showing, zoomed } from './zoom';

type Props = { timeline: Timeline; timerSeconds: number; projector: boolean; label: string };

/** Lanes of one and of several workers on one scale, and the beginning of it drawn larger. */
export function TimelinePicture({ timeline, timerSeconds, projector, label }: Props) {
  const whole = timeline.end * ROOM;
  const [part, setPart] = useState<Part>({ from: 0, to: whole });
  const [spot, setSpot] = useState<Spot | null>(null);
  const middle = (part.from + part.to) / 2;
  const around = spot ? (spot.piece.from + spot.piece.to) / 2 : middle;
  const zoom = (factor: number) => setPart(zoomed(part, factor, around, whole));

  function key(event: KeyboardEvent) {
    const does: Record<string, () => void> = {
      '+': () => zoom(0.5),
      '=': () => zoom(0.5),
      '-': () => zoom(2),
      '0': () => setPart({ from: 0, to: whole }),
      Home: () => setPart({ from: 0, to: whole }),
    };
    const act = does[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  const all = part.from === 0 && part.to === whole;
  return (
    <div class="timeline">
      <Boxed
        draw={(box) => (
          <TimelineDrawing
            timeline={timeline}
            box={box}
            part={part}
            spot={spot}
            timerSeconds={timerSeconds}
            projector={projector}
            label={label}
            onKey={key}
            onSpot={(next, pan) => {
              setSpot(next);
              if (pan && next) setPart(showing(part, (next.piece.from + next.piece.to) / 2, whole));
            }}
          />
        )}
      />
      <div class="readout">
        <p class="note">{spot ? spotWords(spot, timerSeconds) : 'Hover or focus a bar for details.'}</p>
        <fieldset class="zoom">
          <legend class="visually-hidden">Zoom</legend>
          <button class="lnk" type="button" onClick={() => zoom(0.5)}>
            Larger
          </button>
          <button class="lnk" type="button" disabled={all} onClick={() => zoom(2)}>
            Smaller
          </button>
          <button class="lnk" type="button" disabled={all} onClick={() => setPart(moved(part, -0.5, whole))}>
            Earlier
          </button>
          <button class="lnk" type="button" disabled={all} onClick={() => setPart(moved(part, 0.5, whole))}>
            Later
          </button>
          <button class="lnk" type="button" disabled={all} onClick={() => setPart({ from: 0, to: whole })}>
            Whole run
          </button>
        </fieldset>
      </div>
    </div>
  );
}
