import type { OptimisationsAnswer } from '../../engine/generated';
import { grouped } from '../../lib/numbers';
import { WorkerSquare } from '../../parts/worker';
import { Bars } from './bars';
import { Dots } from './dots';
import { Figure } from './figure';
import { duration, times } from './figures';
import { Question } from './question';
import { FigureTable } from './table';
import { LEFT_OUT } from './words';

type Props = { answer: OptimisationsAnswer; timed: string; columns: number; timer: number };

/** 3. What each optimisation does, in each worker and left out. */
export function OptimisationsSection({ answer, timed, columns, timer }: Props) {
  const { derangements, candidates, workers, ablations } = answer;
  return (
    <Question number={3} said={answer.said}>
      <Figure
        name="first-value-lists"
        of="the picture of the derangements"
        table={
          <FigureTable
            caption="Derangements by first value"
            heads={['First value', 'Derangements']}
            rows={Array.from({ length: columns - 1 }, (_, i) => [i + 2, grouped(String(candidates))])}
          />
        }
      >
        <Dots derangements={derangements} candidates={candidates} columns={columns} />
        <p class="note">
          One block of {grouped(String(candidates))} for each first value, 2 to {columns}.
        </p>
      </Figure>
      <FigureTable
        caption="What the optimisations did in each worker"
        heads={['Worker', 'Rows looked through', 'Instead of', 'Even first', 'Code']}
        rows={workers.map((one) => [
          <WorkerSquare key="w" worker={one.worker} />,
          grouped(String(one.candidates)),
          grouped(String(one.derangements)),
          grouped(String(one.even)),
          one.kernel,
        ])}
      />
      <Bars
        name="left-out"
        of="the picture of what each optimisation is worth"
        caption={`One first column of ${timed}, with one optimisation left out`}
        wide
        rows={ablations.map(({ without, seconds, slowdown }) => ({
          name: without === null ? 'all in' : LEFT_OUT[without],
          value: seconds.median,
          ...duration(seconds.median, timer),
          spread: seconds,
          now: without === null,
          extra: times(slowdown),
        }))}
      />
    </Question>
  );
}
