import './lab.css';
import './timeline.css';
import './pictures.css';
import './print.css';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useInTurn } from '../../components/staggered';
import type { LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { AssignmentSection } from './assignment';
import { Comparison } from './comparison';
import { Exports } from './exports';
import { GuessAgain, GuessBox } from './guess';
import { LabHead } from './head';
import { OptimisationsSection, TablesSection } from './optimisations';
import { OneWorkerSection, OverheadSection } from './pool';
import { NotAsked, NotMeasured, QUESTIONS } from './question';
import { AgreementSection, RatesSection } from './rates';
import { BreakEvenTable, MachineLine, MeasuredLine, Summary } from './summary';
import { TimelineSection } from './timeline';

/** Seven questions on parallel counting, answered by measuring this machine. */
export function LabView() {
  const { lab } = useApp();
  useOpenDetailsInPrint();
  useEffect(() => {
    // The view is drawn after the browser has looked for the target of the hash.
    const { hash } = location;
    if (/^#q[1-7]$/.test(hash)) document.querySelector(hash)?.scrollIntoView();
  }, []);
  const report = lab.report.value;
  return (
    <LabFrame>
      <AddressNotes />
      <LabHead />
      {report ? <Report report={report} /> : <NothingYet />}
      <Comparison />
      {report && <MachineLine report={report} />}
      <Exports />
    </LabFrame>
  );
}

/** Only this reads the state of the lab, so that a step does not draw all answers again. */
function LabFrame({ children }: { children: ComponentChildren }) {
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
          Summary and timeline
        </h2>
        <Summary report={report} />
        <div class="timeline-main">
          <Staggered
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
          <Staggered
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

/** How each of the seven answers is drawn, in order. */
const ANSWERS: ((report: LabReport) => JSX.Element)[] = [
  ({ answers, machine }) => <AssignmentSection answer={answers.assignment} timer={machine.timer_seconds} />,
  ({ answers, machine, question }) => (
    <TablesSection
      answer={answers.tables}
      shape={shapeName(question.counted)}
      timer={machine.timer_seconds}
    />
  ),
  ({ answers, machine, question }) => (
    <OptimisationsSection
      answer={answers.optimisations}
      timed={shapeName(question.timed)}
      columns={question.counted.columns}
      timer={machine.timer_seconds}
    />
  ),
  ({ answers, question }) => <RatesSection answer={answers.rates} shape={shapeName(question.timed)} />,
  ({ answers, machine, question }) =>
    answers.one_worker ? (
      <OneWorkerSection
        answer={answers.one_worker}
        shape={shapeName(question.timed)}
        timer={machine.timer_seconds}
      />
    ) : (
      <NotAsked number={5} machine={machine} />
    ),
  ({ answers, machine, question }) =>
    answers.overhead ? (
      <OverheadSection answer={answers.overhead} workers={question.workers} timer={machine.timer_seconds} />
    ) : (
      <NotAsked number={6} machine={machine} />
    ),
  ({ answers, machine }) =>
    answers.agreement ? (
      <AgreementSection answer={answers.agreement} />
    ) : (
      <NotAsked number={7} machine={machine} />
    ),
];

type StaggeredProps = {
  report: LabReport;
  /** from 0 */
  turn: number;
  /** until it is drawn for the first time */
  before: JSX.Element | null;
  draw: (report: LabReport) => JSX.Element;
};

/** A part of a report; parts are drawn one after another, so that the page keeps responding. */
function Staggered({ report, turn, before, draw }: StaggeredProps) {
  const drawn = useInTurn(report, turn);
  return drawn ? draw(drawn) : before;
}

/** Collapsed parts are opened for printing. */
function useOpenDetailsInPrint(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>('.lab details:not([open])')];
      for (const one of opened) one.open = true;
    };
    const close = () => {
      for (const one of opened) one.open = false;
      opened = [];
    };
    addEventListener('beforeprint', open);
    addEventListener('afterprint', close);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', close);
    };
  }, []);
}
