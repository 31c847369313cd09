import { useMemo, useState } from 'preact/hooks';
import { Sized } from '../../components/chart';
import { useInTurn } from '../../components/staggered';
import { workerClass } from '../../components/worker';
import { plural } from '../../format/units';
import type { LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { Figure, FigureTable } from './figure';
import { durationText } from './format';
import { whyNot } from './question';
import { hasStart, pieceName, type Timeline, timelineOf } from './timeline-data';
import { TimelineDrawing, WITH_MARGIN } from './timeline-drawing';
import { moved, type Part, type Selection, selectionText, showing, zoomed } from './timeline-navigation';

/** One and several workers on one clock. */
export function TimelineSection({ report }: { report: LabReport }) {
  const { size } = useApp();
  const timeline = useMemo(() => timelineOf(report), [report]);
  const { timer_seconds } = report.machine;
  if (!timeline) return <p class="text">{whyNot(report.machine)}</p>;
  const shape = shapeName(report.question.timed);
  return (
    <Figure
      name="timeline"
      of="the timeline"
      table={<PieceTable timeline={timeline} timer={timer_seconds} />}
    >
      {/* Another report starts at the whole run. */}
      <TimelinePicture
        key={timeline}
        timeline={timeline}
        timerSeconds={timer_seconds}
        projector={size.value === 'projector'}
        label={`Timeline of one count of ${shape} by ${timeline.runs.map(({ workers }) => plural(workers, 'worker')).join(' and by ')}, in milliseconds since the request`}
      />
      <Legend
        workers={Math.max(...timeline.runs.map(({ workers }) => workers))}
        started={hasStart(timeline)}
      />
    </Figure>
  );
}

function Legend({ workers, started }: { workers: number; started: boolean }) {
  return (
    <p class="key">
      {started && (
        <>
          <span>
            <i class="load" />
            load
          </span>
          <span>
            <i class="spawn" />
            start a worker
          </span>
        </>
      )}
      <span>
        <i class="tables" />
        build the tables
      </span>
      <span>
        {Array.from({ length: Math.min(workers, 2) }, (_, worker) => (
          <i key={worker} class={`unit ${workerClass(worker)}`} />
        ))}
        one first column each
      </span>
      <span>
        <i class="merge" />
        put together
      </span>
      <span>
        <i class="wait" />
        idle
      </span>
    </p>
  );
}

function PieceTable({ timeline, timer }: { timeline: Timeline; timer: number }) {
  const drawn = useInTurn(timeline, timeline.runs.length + 1);
  if (!drawn) return null;
  const text = (seconds: number) => (seconds === 0 ? '0' : durationText(seconds, timer));
  return (
    <FigureTable
      caption="Every piece of the timeline, since the request"
      heads={['Row', 'What', 'From', 'To', 'Length']}
      rows={drawn.runs.flatMap(({ workers, rows }) =>
        rows.flatMap(({ worker, pieces }) =>
          pieces.map((piece) => [
            `${plural(workers, 'worker')}, worker ${worker + 1}`,
            pieceName(piece),
            text(piece.from),
            text(piece.to),
            text(piece.to - piece.from),
          ]),
        ),
      )}
    />
  );
}

type PictureProps = { timeline: Timeline; timerSeconds: number; projector: boolean; label: string };

/** One and several workers on one scale, with the start drawn again larger, and the zoom buttons. */
function TimelinePicture({ timeline, timerSeconds, projector, label }: PictureProps) {
  const whole = timeline.end * WITH_MARGIN;
  const [part, setPart] = useState<Part>({ from: 0, to: whole });
  const [selected, setSelected] = useState<Selection | null>(null);
  const middle = (part.from + part.to) / 2;
  const around = selected ? (selected.piece.from + selected.piece.to) / 2 : middle;
  const zoom = (factor: number) => setPart(zoomed(part, factor, around, whole));

  function onKey(event: KeyboardEvent) {
    const actions: Record<string, () => void> = {
      '+': () => zoom(0.5),
      '=': () => zoom(0.5),
      '-': () => zoom(2),
      '0': () => setPart({ from: 0, to: whole }),
      Home: () => setPart({ from: 0, to: whole }),
    };
    const act = actions[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  const all = part.from === 0 && part.to === whole;
  return (
    <div class="timeline">
      <Sized
        draw={(size) => (
          <TimelineDrawing
            timeline={timeline}
            size={size}
            part={part}
            selected={selected}
            timerSeconds={timerSeconds}
            projector={projector}
            label={label}
            onKey={onKey}
            onSelect={(next, pan) => {
              setSelected(next);
              if (pan && next) setPart(showing(part, (next.piece.from + next.piece.to) / 2, whole));
            }}
          />
        )}
      />
      <div class="readout">
        <p class="note">
          {selected ? selectionText(selected, timerSeconds) : 'Hover or focus a bar for details.'}
        </p>
        <fieldset class="zoom">
          <legend class="visually-hidden">Zoom</legend>
          <button class="link" type="button" onClick={() => zoom(0.5)}>
            Larger
          </button>
          <button class="link" type="button" disabled={all} onClick={() => zoom(2)}>
            Smaller
          </button>
          <button class="link" type="button" disabled={all} onClick={() => setPart(moved(part, -0.5, whole))}>
            Earlier
          </button>
          <button class="link" type="button" disabled={all} onClick={() => setPart(moved(part, 0.5, whole))}>
            Later
          </button>
          <button class="link" type="button" disabled={all} onClick={() => setPart({ from: 0, to: whole })}>
            Whole run
          </button>
        </fieldset>
      </div>
    </div>
  );
}
