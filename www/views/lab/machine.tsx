import { Exact } from '../../components/exact';
import { popcountText } from '../../format/popcount';
import { plural } from '../../format/units';
import type { LabReport, Machine } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { durationText, perCent, step } from './figures';

/** Where and when it was measured, and whether something else was running. */
export function MachineLine({ report }: { report: LabReport }) {
  const { machine } = report;
  const popcount = popcountText(machine.popcount, 'auto');
  const parts = [
    machine.platform,
    plural(machine.cores, 'logical processor'),
    machine.no_threads === null ? 'workers share memory' : machine.no_threads.replace(/\.$/, ''),
    machine.kernel,
    popcount === null ? null : `popcount: ${popcount}`,
    machine.memory_gib === null ? null : `${machine.memory_gib} GiB of memory or more`,
    `timer ${step(machine.timer_seconds)} µs`,
    `measured ${whenMeasured(report)} in ${durationText(report.seconds, 0)}`,
    `version ${report.version}`,
  ];
  return (
    <>
      <p class="machine">{parts.filter((part) => part !== null).join(' · ')}</p>
      {machine.busy && <p class="machine-busy">{busyWords(machine)}</p>}
    </>
  );
}

/** What the timeline and the sum are of. */
export function MeasuredLine({ report }: { report: LabReport }) {
  const { timed, workers } = report.question;
  return (
    <p class="note">
      <Exact>{shapeName(timed)}</Exact> by {plural(workers, 'worker')}, measured {whenMeasured(report)} in{' '}
      {durationText(report.seconds, 0)}.
    </p>
  );
}

function busyWords({ spread }: Machine): string {
  return `The machine was busy: half of its repetitions differ by ${perCent(spread)}. Measure again when it is at rest.`;
}

function whenMeasured({ measured_at }: LabReport): string {
  return new Date(measured_at * 1000).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}
