import { WorkerSquare } from '../../components/worker';
import { grouped } from '../../format/number';
import type { Baseline, OptimisationsAnswer } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { Bars } from './bars';
import { Dots } from './dots';
import { Figure } from './figure';
import { duration, times } from './figures';
import { LEFT_OUT } from './labels';
import { Question } from './question';
import { FigureTable } from './table';

type Props = { answer: OptimisationsAnswer; timed: string; columns: number; timer: number };

/** 3. What each optimisation does, in each worker and left out. */
export function OptimisationsSection({ answer, timed, columns, timer }: Props) {
  const { derangements, candidates, workers, ablations, baseline } = answer;
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
      {baseline && <BaselineBars baseline={baseline} timed={timed} timer={timer} />}
    </Question>
  );
}

/** On a scale of its own: beside backtracking all others would be too short to tell apart. */
function BaselineBars({ baseline, timed, timer }: { baseline: Baseline; timed: string; timer: number }) {
  const { seconds, enumeration_seconds, slowdown } = baseline;
  const shape = shapeName(baseline.shape);
  const row = (name: string, spread: typeof seconds, factor: number, now: boolean) => ({
    name,
    value: spread.median,
    ...duration(spread.median, timer),
    spread,
    now,
    extra: times(factor),
  });
  return (
    <>
      <Bars
        name="baseline"
        of="the picture of what all optimisations together are worth"
        caption={`One first column of ${shape}, with all optimisations and by plain backtracking`}
        wide
        rows={[
          row('all in', enumeration_seconds, 1, true),
          row('backtracking, cell by cell', seconds, slowdown, false),
        ]}
      />
      {shape !== timed && (
        <p class="note">
          {timed} takes too long by backtracking, so both are timed on {shape}.
        </p>
      )}
    </>
  );
}
