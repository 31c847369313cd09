import { useSignal } from '@preact/signals';
import type { AnswerText, LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { WideTable } from './figure';
import { durationText, perCent, rateText, times } from './format';
import { QUESTIONS } from './question';

/** The note that asked the seven questions first, in its own figures and unit. */
const ORIGINAL_NOTE = {
  name: 'The original note',
  about:
    'The original note: 5 × 6 with a process pool of two, in Python; its machine, Python version and date are not known. It counts each of the five first columns as 56,448 rectangles, 6 times the true 9,408 reduced ones, so its rates are in a unit of its own and are not to be compared with these.',
  tables: '1 time in sequence, 5 with the pool',
  assignment: '2 + 3',
  sequential: '2.90 M/s, in its unit',
  workers: '4.45 and 4.55 M/s, in its unit',
  overhead: '0.1747 s and 0.1096 s',
  speedUp: '1.853×',
  efficiency: '92.7 %',
} as const;

type Row = { name: string; of: (report: LabReport) => string; note?: string };

const answerText = (said: AnswerText | undefined) => (said ? `${said.figure} ${said.words}` : 'not asked');
const gainOf = (report: LabReport, text: (gain: NonNullable<LabReport['answers']['gain']>) => string) =>
  report.answers.gain ? text(report.answers.gain) : 'not asked';

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
    of: ({ answers }) => rateText(answers.rates.sequential.median),
    note: ORIGINAL_NOTE.sequential,
  },
  {
    name: 'Rate of each worker',
    of: ({ answers: { rates } }) =>
      rates.workers.length === 0
        ? 'not asked'
        : rates.workers.map(({ median }) => rateText(median)).join(', '),
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

const NOTE_ANSWERS = [ORIGINAL_NOTE.assignment, ORIGINAL_NOTE.tables, '', '', '', ORIGINAL_NOTE.overhead, ''];

function answersOf({ answers }: LabReport): string[] {
  const { assignment, tables, optimisations, rates, one_worker, overhead, agreement } = answers;
  return [assignment, tables, optimisations, rates, one_worker, overhead, agreement].map((one) =>
    answerText(one?.said),
  );
}

/** The key figures of this browser next to those of another report and of the original note. */
export function Comparison() {
  const { lab } = useApp();
  const withNote = useSignal(false);
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
        <label class="radio-option">
          <input
            type="checkbox"
            checked={withNote.value}
            onChange={(event) => {
              withNote.value = event.currentTarget.checked;
            }}
          />
          Show the original note’s figures
        </label>
        {other && (
          <button class="link" type="button" onClick={() => lab.close()}>
            Close {other.name}
          </button>
        )}
      </div>
      {(other || withNote.value) && (
        <WideTable label="Key figures side by side">
          <table class="measures-table">
            <caption class="visually-hidden">Key figures side by side</caption>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                {withNote.value && <th scope="col">{ORIGINAL_NOTE.name}</th>}
              </tr>
            </thead>
            <tbody>
              {ROWS.map(({ name, of, note = '' }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {columns.map((column) => (
                    <td key={column.name}>{of(column.report)}</td>
                  ))}
                  {withNote.value && <td>{note}</td>}
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
                  {withNote.value && <td>{NOTE_ANSWERS[i]}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {withNote.value && <p class="note">{ORIGINAL_NOTE.about}</p>}
    </section>
  );
}
