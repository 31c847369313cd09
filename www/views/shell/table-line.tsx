import { Exact } from '../../components/exact';
import { NOTHING_RUNNING } from '../../format/messages';
import { timeText } from '../../format/units';
import type { ProgressReport } from '../../model/generated';
import { rangeName, type ShapeRange } from '../../model/shape';
import type { TableRun } from '../../store/table';

/** What the table counts, or has come to, for the line at the foot. */
export function TableLine({ run }: { run: TableRun }) {
  switch (run.state) {
    case 'idle':
      return <>{NOTHING_RUNNING}</>;
    case 'cancelled':
      return <>Cancelled.</>;
    case 'failed':
      return <>Stopped.</>;
    case 'done':
      return <>Done in {timeText(run.seconds)}.</>;
    case 'running':
      return run.stopping ? <>Stopping…</> : <Running run={run} />;
  }
}

function Running({ run }: { run: Extract<TableRun, { state: 'running' }> }) {
  const { progress, questions, answered } = run;
  const question = questions[answered];
  return question ? <ClassesLine question={question} progress={progress} /> : null;
}

/** What is counted by classes, and how far it is. */
export function ClassesLine({
  question,
  progress,
}: {
  question: ShapeRange;
  progress: ProgressReport | null;
}) {
  return (
    <>
      Counting <Exact>{rangeName(question)}</Exact> by classes
      {progress?.phase && (
        <span class="wide">
          : {progress.phase.name}, {progress.phase.done} of {progress.phase.units}
        </span>
      )}
    </>
  );
}

/** Spoken on start and end only. */
export function tableAnnouncement(run: TableRun): string {
  switch (run.state) {
    case 'idle':
      return '';
    case 'running':
      return 'Counting by classes.';
    case 'done':
      return 'Counted by classes.';
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped. Finished cells stay.';
  }
}
