import type { ClassesProgress } from '../../engine/generated';
import type { ClassesRange } from '../../engine/protocol';
import { timeText } from '../../lib/amounts';
import { rangeName } from '../../lib/shapes';
import { Exact } from '../../parts/exact';
import type { TableRun } from '../../state/table';

/** What the table counts, or has come to, for the line at the foot. */
export function TableLine({ run }: { run: TableRun }) {
  switch (run.state) {
    case 'idle':
      return <>Nothing running.</>;
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
  question: ClassesRange;
  progress: ClassesProgress | null;
}) {
  return (
    <>
      Counting <Exact>{rangeName(question)}</Exact> by classes
      {progress && (
        <span class="wide">
          : {progress.phase}, {progress.done} of {progress.units}
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
