import type { Lab, LabRun } from '../../store/lab';
import { PURPOSES } from '../lab/purposes';

type Measuring = Extract<LabRun, { state: 'measuring' }>;

/** What the lab measures, for the line at the foot. */
export function LabLine({ run }: { run: Measuring }) {
  if (run.stopping) return <>Stopping…</>;
  const what = run.step === null ? 'starting the workers' : PURPOSES[run.step.purpose];
  return (
    <>
      Measuring<span class="wide">: {what}</span>, {Math.floor(run.share * 100)} %
    </>
  );
}

/** What the lab has come to, when nothing runs. */
export function LabRest({ lab }: { lab: Lab }) {
  switch (lab.run.value.state) {
    case 'cancelled':
      return <>Cancelled.</>;
    case 'failed':
      return <>Stopped.</>;
    default:
      return lab.report.value ? (
        <>
          Measured.<span class="wide"> Nothing running.</span>
        </>
      ) : (
        <>Nothing running.</>
      );
  }
}

/** Spoken on start, every tenth, and end only. */
export function labAnnouncement(lab: Lab): string {
  const run = lab.run.value;
  switch (run.state) {
    case 'measuring': {
      const tenth = Math.min(9, Math.floor(run.share * 10));
      return tenth === 0 ? 'Measuring.' : `${tenth * 10} per cent measured.`;
    }
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return 'Stopped. No report.';
    case 'idle':
      return lab.report.value ? 'Measured: seven questions are answered.' : '';
  }
}
