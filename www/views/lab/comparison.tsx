import { useSignal } from '@preact/signals';
import { rate } from '../../format/units';
import type { AnswerText, LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { durationText, perCent, times } from './figures';
import { ORIGINAL_NOTE } from './original-note';
import { QUESTIONS } from './questions';
import { WideTable } from './wide-table';

type Row = { name: string; of: (report: LabReport) => string; note?: string };

const answer = (said: AnswerText | undefined) => (said ? `${said.figure} ${said.words}` : 'not asked');
const perSecond = (value: number) => {
  const { figure, unit } = rate(value);
  return `${figure} ${unit}`;
};
const gainOf = (report: LabReport, words: (gain: NonNullable<LabReport['answers']['gain']>) => string) =>
  report.answers.gain ? words(report.answers.gain) : 'not asked';

const ROWS: Row[] = [
  { name: 'Measured on', of: ({ machine }) => machine.platform, note: 'not known' },
  {
    name: 'Shapes and workers',
    of: ({ question: { counted, timed, workers } }) =>
      `${shapeName(counted)}, timed ${shapeName(timed)}, ${workers}`,
    note: '5 × 6, 2',
  },
  {
    name: 'Speed-up, counting',
    of: (report) => gainOf(report, ({ speed_up }) => times(speed_up.median)),
    note: ORIGINAL_NOTE.speedUp,
  },
  {
    name: 'Efficiency',
    of: (report) => gainOf(report, ({ efficiency }) => perCent(efficiency)),
    note: ORIGINAL_NOTE.efficiency,
  },
  {
    name: 'Speed-up, with the start',
    of: (report) => gainOf(report, ({ speed_up_with_start }) => times(speed_up_with_start.median)),
  },
  {
    name: 'Break-even',
    of: (report) =>
      gainOf(report, ({ break_even }) => (break_even.shape ? shapeName(break_even.shape) : 'none')),
  },
  {
    name: 'Rate, sequential',
    of: ({ answers }) => perSecond(answers.rates.sequential.median),
    note: ORIGINAL_NOTE.sequential,
  },
  {
    name: 'Rate of each worker',
    of: ({ answers: { rates } }) =>
      rates.workers.length === 0
        ? 'not asked'
        : rates.workers.map(({ median }) => perSecond(median)).join(', '),
    note: ORIGINAL_NOTE.workers,
  },
  {
    name: 'Time of a job in a ready pool',
    of: ({ answers, machine }) => {
      const last = answers.overhead?.dispatches.at(-1);
      return last ? durationText(last.seconds.median, machine.timer_seconds) : 'not asked';
    },
  },
];

const NOTED = [ORIGINAL_NOTE.assignment, ORIGINAL_NOTE.tables, '', '', '', ORIGINAL_NOTE.overhead, ''];

function answersOf({ answers }: LabReport): string[] {
  const { assignment, tables, optimisations, rates, one_worker, overhead, agreement } = answers;
  return [assignment, tables, optimisations, rates, one_worker, overhead, agreement].map((one) =>
    answer(one?.said),
  );
}

/** Figures of other reports beside those of this browser. */
export function Beside() {
  const { lab } = useApp();
  const noted = useSignal(false);
  const own = lab.report.value;
  const other = lab.other.value;
  const columns = [
    ...(own ? [{ name: 'Here', report: own }] : []),
    ...(other ? [{ name: other.name, report: other.report }] : []),
  ];
  if (columns.length === 0) return null;
  return (
    <section class="beside" aria-labelledby="beside-h">
      <div class="beside-head">
        <h2 id="beside-h">{other ? `Compared with ${other.name}` : 'Compared with the original note'}</h2>
        <label class="opt">
          <input
            type="checkbox"
            checked={noted.value}
            onChange={(event) => {
              noted.value = event.currentTarget.checked;
            }}
          />
          Show the original note’s figures
        </label>
        {other && (
          <button class="lnk" type="button" onClick={() => lab.close()}>
            Close {other.name}
          </button>
        )}
      </div>
      {(other || noted.value) && (
        <WideTable label="Key figures side by side">
          <table class="tab">
            <caption class="vh">Key figures side by side</caption>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                {noted.value && <th scope="col">{ORIGINAL_NOTE.name}</th>}
              </tr>
            </thead>
            <tbody>
              {ROWS.map(({ name, of, note = '' }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {columns.map((column) => (
                    <td key={column.name}>{of(column.report)}</td>
                  ))}
                  {noted.value && <td>{note}</td>}
                </tr>
              ))}
              {QUESTIONS.map((question, i) => (
                <tr key={question}>
                  <th scope="row">
                    {i + 1}. {question}
                  </th>
                  {columns.map((column) => (
                    <td key={column.name}>{answersOf(column.report)[i]}</td>
                  ))}
                  {noted.value && <td>{NOTED[i]}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {noted.value && <p class="note">{ORIGINAL_NOTE.about}</p>}
    </section>
  );
}
