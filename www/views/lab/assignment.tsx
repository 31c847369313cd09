import { useSignal } from '@preact/signals';
import { Segmented } from '../../components/segmented';
import type { Assignment, AssignmentAnswer, Schedule } from '../../model/generated';
import { columnName } from '../../model/shape';
import { Deal } from './assignment-chart';
import { Figure } from './figure';
import { durationText, times } from './figures';
import { GuessedShare } from './guess-outcome';
import { SCHEDULE_WORDS } from './labels';
import { Question } from './question';
import { FigureTable } from './table';

const ORDER: Schedule[] = ['static', 'dynamic', 'split'];

/** 1. Who took which first columns, by the schedule that is chosen. */
export function AssignmentSection({ answer, timer }: { answer: AssignmentAnswer; timer: number }) {
  const chosen = useSignal<Schedule>('static');
  const shown = answer.schedules.find(({ schedule }) => schedule === chosen.value) ?? answer.schedules[0];
  if (!shown) return null;
  const all = answer.first_columns.length;
  return (
    <Question number={1} said={answer.said} more={<GuessedShare assignment={shown} all={all} />}>
      <Segmented
        legend="Schedule"
        name="lab-schedule"
        values={ORDER}
        chosen={shown.schedule}
        choose={(schedule) => {
          chosen.value = schedule;
        }}
      >
        {(schedule) => schedule}
      </Segmented>
      <Figure
        name={`first-columns-${shown.schedule}`}
        of="the picture of who took which first columns"
        table={<ByWorker assignment={shown} columns={answer.first_columns} timer={timer} />}
      >
        <Deal assignment={shown} columns={answer.first_columns} />
      </Figure>
      <p class="note">
        {SCHEDULE_WORDS[shown.schedule]} {balanceWords(shown)}
      </p>
    </Question>
  );
}

/** Largest over smallest share, by number and by time. */
function balanceWords({ schedule, balance, balance_by_time }: Assignment): string {
  if (balance === null || balance_by_time === null) return 'Not every worker took one.';
  const what = schedule === 'split' ? 'parts' : 'first columns';
  return `Largest over smallest share: ${times(balance)} by number of ${what}, ${times(balance_by_time)} by time.`;
}

function ByWorker({ assignment, columns, timer }: ByWorkerProps) {
  const what = assignment.schedule === 'split' ? 'Parts' : 'First columns';
  return (
    <FigureTable
      caption={`By worker, ${assignment.schedule} schedule`}
      heads={['Worker', what, 'At work', 'Which']}
      rows={assignment.first_columns.map((taken, worker) => [
        worker + 1,
        assignment.units[worker],
        durationText(assignment.busy_seconds[worker] ?? 0, timer),
        taken.map((rank) => columnName(columns[rank] ?? [])).join(' '),
      ])}
    />
  );
}

type ByWorkerProps = { assignment: Assignment; columns: number[][]; timer: number };
