import './lab.css';
import './timeline.css';
import './pictures.css';
import './print.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { LabReport } from '../../model/generated';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { ANSWERS } from './answers';
import { BreakEvenTable } from './break-even';
import { Beside } from './comparison';
import { Exports } from './exports';
import { GuessAgain, GuessBox } from './guess';
import { LabHead } from './head';
import { MachineLine, MeasuredLine } from './machine';
import { useOpenOnPaper } from './printing';
import { NotMeasured } from './question';
import { QUESTIONS } from './questions';
import { InTurn } from './staggered';
import { Sum } from './summary';
import { TimelineSection } from './timeline-section';

/** Seven questions on parallel counting, answered by measuring this machine. */
export function LabView() {
  const { lab } = useApp();
  useOpenOnPaper();
  useEffect(() => {
    // The view is drawn later than the browser looks for the part of the address after the hash.
    const { hash } = location;
    if (/^#q[1-7]$/.test(hash)) document.querySelector(hash)?.scrollIntoView();
  }, []);
  const report = lab.report.value;
  return (
    <Room>
      <AddressNotes />
      <LabHead />
      {report ? <Report report={report} /> : <NothingYet />}
      <Beside />
      {report && <MachineLine report={report} />}
      <Exports />
    </Room>
  );
}

/** Says how far the lab is, apart, so that a step of it does not draw all answers again. */
function Room({ children }: { children: ComponentChildren }) {
  const { lab } = useApp();
  const { state } = lab.run.value;
  const done = state === 'idle' && lab.report.value !== null;
  return (
    <div class="lab" data-lab-state={done ? 'done' : state}>
      {children}
    </div>
  );
}

function NothingYet() {
  return (
    <>
      <GuessBox />
      <h2 class="visually-hidden">The seven questions</h2>
      <div class="questions">
        {QUESTIONS.map((question, i) => (
          <NotMeasured key={question} number={i + 1} />
        ))}
      </div>
    </>
  );
}

function Report({ report }: { report: LabReport }) {
  return (
    <>
      <section class="timeline-section" aria-labelledby="tl-h">
        <h2 class="visually-hidden" id="tl-h">
          The sum, and the timeline
        </h2>
        <Sum report={report} />
        <div class="timeline-main">
          <InTurn
            report={report}
            turn={0}
            before={null}
            draw={(drawn) => <TimelineSection report={drawn} />}
          />
          <MeasuredLine report={report} />
          {report.answers.gain && (
            <details>
              <summary>Break-even</summary>
              <BreakEvenTable gain={report.answers.gain} timer={report.machine.timer_seconds} />
            </details>
          )}
          <GuessAgain />
        </div>
      </section>
      <h2 class="visually-hidden">The seven questions</h2>
      <div class="questions">
        {ANSWERS.map((draw, i) => (
          <InTurn
            key={QUESTIONS[i]}
            report={report}
            turn={i + 1}
            before={<NotMeasured number={i + 1} />}
            draw={draw}
          />
        ))}
      </div>
    </>
  );
}
