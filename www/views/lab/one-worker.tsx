import { rate } from '../../format/units';
import type { OneWorkerAnswer } from '../../model/generated';
import { Bars } from './bars';
import { duration } from './figures';
import { crewName } from './labels';
import { Question } from './question';

/** 5. The same count without a pool, by a pool of one, and so on. */
export function OneWorkerSection({
  answer,
  shape,
  timer,
}: {
  answer: OneWorkerAnswer;
  shape: string;
  timer: number;
}) {
  return (
    <Question number={5} said={answer.said}>
      <Bars
        name="crews"
        of="the picture of the time by crew"
        caption={`One count of ${shape}, the workers being ready`}
        rows={answer.crews.map(({ crew, seconds }) => ({
          name: crewName(crew),
          value: seconds.median,
          ...duration(seconds.median, timer),
          spread: seconds,
          now: crew.pool,
        }))}
      />
      <Bars
        name="crew-rates"
        of="the picture of the rate by crew"
        caption="Reduced rectangles a second, each worker while it counts"
        rows={answer.crews.map(({ crew, rate: spread }) => ({
          name: crewName(crew),
          value: spread.median,
          ...rate(spread.median),
          spread,
          now: crew.pool,
        }))}
      />
    </Question>
  );
}
