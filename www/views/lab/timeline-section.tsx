import { useMemo } from 'preact/hooks';
import { useInTurn } from '../../components/staggered';
import { workerClass } from '../../components/worker';
import { plural } from '../../format/units';
import type { LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { Figure } from './figure';
import { durationText } from './figures';
import { whyNot } from './question';
import { FigureTable } from './table';
import { hasStart, pieceName, type Timeline, timelineOf } from './timeline';
import { TimelinePicture } from './timeline-picture';

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
      {/* Another report begins with all of it. */}
      <TimelinePicture
        key={timeline}
        timeline={timeline}
        timerSeconds={timer_seconds}
        projector={size.value === 'projector'}
        label={`Timeline of one count of ${shape} by ${timeline.runs.map(({ workers }) => plural(workers, 'worker')).join(' and by ')}, in milliseconds since the request`}
      />
      <Key workers={Math.max(...timeline.runs.map(({ workers }) => workers))} started={hasStart(timeline)} />
    </Figure>
  );
}

function Key({ workers, started }: { workers: number; started: boolean }) {
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
      heads={['Lane', 'What', 'From', 'To', 'Length']}
      rows={drawn.runs.flatMap(({ workers, lanes }) =>
        lanes.flatMap(({ worker, pieces }) =>
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
