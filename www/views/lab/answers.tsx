import type { JSX } from 'preact';
import type { LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { AgreementSection } from './agreement';
import { AssignmentSection } from './assignment';
import { OneWorkerSection } from './one-worker';
import { OptimisationsSection } from './optimisations';
import { OverheadSection } from './overhead';
import { NotAsked } from './question';
import { RatesSection } from './rates';
import { TablesSection } from './tables';

/** How each of the seven questions is drawn, in order. */
export const ANSWERS: ((report: LabReport) => JSX.Element)[] = [
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
