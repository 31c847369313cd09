import './notes.css';
import { useState } from 'preact/hooks';
import { Segmented } from '../../components/segmented';
import { EXERCISES } from './exercises';
import { LESSONS, QUESTIONS, TROUBLES } from './lesson';

const SHEETS = ['teacher', 'pupil'] as const;
type Sheet = (typeof SHEETS)[number];
const NAMES: Record<Sheet, string> = { teacher: 'Notes with answers', pupil: 'Pupil’s sheet' };

/** Notes for a lesson, and a sheet for pupils; what is shown is what is printed. */
export function TeachersNotes() {
  const [sheet, setSheet] = useState<Sheet>('teacher');
  return (
    <div class="notes">
      <h1>{sheet === 'teacher' ? 'For teachers' : 'Latin rectangles'}</h1>
      <div class="notes-choice">
        <Segmented
          legend="Which sheet"
          name="notes-sheet"
          values={SHEETS}
          chosen={sheet}
          choose={(one: Sheet) => setSheet(one)}
        >
          {(one) => NAMES[one]}
        </Segmented>
        <button class="button go" type="button" onClick={() => print()}>
          Print this sheet
        </button>
      </div>
      {sheet === 'teacher' ? <Teacher /> : <Pupil />}
    </div>
  );
}

function Teacher() {
  return (
    <>
      <p class="text">
        Pupils need permutations, and nothing else. Every figure in the walk is computed on the computer in
        front of them. Choose another shape at the top of a step; the address then leads to this step and
        shape.
      </p>
      {LESSONS.map(({ minutes, parts }) => (
        <section key={minutes}>
          <h2>A lesson of {minutes} minutes</h2>
          <ol class="notes-plan">
            {parts.map(({ time, what }) => (
              <li key={time}>
                <span class="notes-time">{time}</span> {what}
              </li>
            ))}
          </ol>
        </section>
      ))}
      <section>
        <h2>What to ask before each step</h2>
        <ol class="notes-list">
          {QUESTIONS.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2>Exercises with answers</h2>
        <ol class="notes-list">
          {EXERCISES.map(({ question, step, Answer }) => (
            <li key={question}>
              {question} <span class="note">(step {step})</span>
              <div class="notes-answer">
                <Answer />
              </div>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>What may go wrong, and what the page does then</h2>
        <dl class="notes-troubles">
          {TROUBLES.map(({ trouble, answer }) => (
            <div key={trouble}>
              <dt>{trouble}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function Pupil() {
  return (
    <>
      <p class="text">
        A Latin rectangle has the symbols 1 … n in each row, and no symbol twice in a column. A row is even if
        its arrows cross an even number of times, and odd otherwise; the sign of a rectangle is the product of
        those of its rows.
      </p>
      <p class="notes-name">
        Name <span />
      </p>
      <ol class="notes-list">
        {EXERCISES.map(({ question, step, lines }) => (
          <li key={question}>
            {question} <span class="note">(step {step})</span>
            {Array.from({ length: lines }, (_, i) => (
              <span key={i} class="notes-line" />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}
