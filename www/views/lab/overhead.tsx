import type { OverheadAnswer, Spread } from '../../engine/generated';
import { Figure } from './figure';
import { durationText } from './figures';
import { Fit } from './fit';
import { Question } from './question';
import { FigureTable } from './table';

type Props = { answer: OverheadAnswer; workers: number; timer: number };

/** 6. What starting, keeping and ending a pool costs, by its size. */
export function OverheadSection({ answer, workers, timer }: Props) {
  return (
    <Question number={6} said={answer.said}>
      <Figure
        name="overhead"
        of="the picture of the overhead by number of workers"
        table={<Starts answer={answer} timer={timer} />}
      >
        <Fit answer={answer} asked={workers} timer={timer} />
        <p class="note">
          Time from the request until counting starts, against the number of workers. The line is the
          least-squares fit; a short line from a point shows what it misses.
        </p>
      </Figure>
    </Question>
  );
}

function Starts({ answer, timer }: { answer: OverheadAnswer; timer: number }) {
  const text = ({ median }: Spread) => durationText(median, timer);
  const signed = (seconds: number) => `${seconds < 0 ? '−' : '+'}${durationText(Math.abs(seconds), timer)}`;
  return (
    <FigureTable
      caption="The life of a pool by its size, medians"
      heads={[
        'Workers',
        'Load',
        'Start',
        'Tables',
        'Before the first count',
        'Residual',
        'End',
        'A job, when ready',
      ]}
      rows={answer.starts.map((one, i) => {
        const dispatch = answer.dispatches.find(({ workers }) => workers === one.workers);
        return [
          one.workers,
          text(one.load),
          text(one.spawn),
          text(one.tables),
          text(one.before),
          signed(answer.fit.residuals[i] ?? 0),
          text(one.end),
          dispatch ? text(dispatch.seconds) : '',
        ];
      })}
    />
  );
}
