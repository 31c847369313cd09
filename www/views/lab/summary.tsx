import { Exact } from '../../components/exact';
import { popcountText } from '../../format/popcount';
import { plural } from '../../format/units';
import type { Gain, LabReport, Machine, Spread } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { FigureTable } from './figure';
import { durationText, perCent, spreadText, timerStep, times } from './format';
import { GuessedSpeedUp } from './guess';
import { whyNot } from './question';

/** What the workers gain, taken from all seven answers. */
export function Summary({ report }: { report: LabReport }) {
  const { gain } = report.answers;
  if (!gain) return <p class="text sum-none">{whyNot(report.machine)}</p>;
  const { workers } = report.question;
  const factor = (value: number) => value.toFixed(2);
  return (
    <dl class="lab-summary">
      <div>
        <dt>Speed-up, counting</dt>
        <dd>
          {times(gain.speed_up.median)}
          <small>
            of at most {ceilingText(gain.ceiling)}: {plural(gain.first_columns, 'first column')} on{' '}
            {plural(workers, 'worker')}
            <span class="wide">; {spreadText(gain.speed_up, factor)}</span>
          </small>
          <GuessedSpeedUp measured={gain.speed_up.median} />
        </dd>
      </div>
      <div>
        <dt>Efficiency</dt>
        <dd>
          {perCent(gain.efficiency)}
          <small>
            {factor(gain.speed_up.median)} ÷ {plural(workers, 'worker')}
          </small>
        </dd>
      </div>
      <div>
        <dt>Speed-up, with the start</dt>
        <dd>
          {times(gain.speed_up_with_start.median)}
          <small>
            new pool of all workers vs new pool of one
            <span class="wide">; {spreadText(gain.speed_up_with_start, factor)}</span>
          </small>
        </dd>
      </div>
      <Amdahl gain={gain} />
      <BreakEven report={report} gain={gain} />
    </dl>
  );
}

/** '1.875×', '2×', '1.923×' */
function ceilingText(value: number): string {
  return `${Number(value.toFixed(3))}×`;
}

function Amdahl({ gain: { amdahl, serial_of_whole_columns } }: { gain: Gain }) {
  if (!amdahl) return null;
  return (
    <div class="further">
      <dt>Amdahl’s serial part</dt>
      <dd>
        {perCent(amdahl.serial)}
        <small>
          from pools of {amdahl.sizes} sizes
          {amdahl.sizes > 2 ? `, residual ${perCent(amdahl.residual)}` : ''}; whole first columns alone make{' '}
          {perCent(serial_of_whole_columns)}
        </small>
      </dd>
    </div>
  );
}

function BreakEven({ report, gain }: { report: LabReport; gain: Gain }) {
  const { shape, seconds_with_start } = gain.break_even;
  return (
    <div class="further">
      <dt>Break-even</dt>
      <dd>
        {shape ? shapeName(shape) : 'none'}
        <small>
          {shape
            ? 'from here on the ready pool is quicker'
            : 'no shape that was tried is quicker with the pool'}
          ;{' '}
          {seconds_with_start === null
            ? 'starting a pool never pays off here'
            : `starting a pool pays off above ${durationText(seconds_with_start, report.machine.timer_seconds)} of sequential work`}
        </small>
      </dd>
    </div>
  );
}

/** Every shape that was counted both with and without the pool, by size. */
export function BreakEvenTable({ gain, timer }: { gain: Gain; timer: number }) {
  const text = ({ median }: Spread) => durationText(median, timer);
  return (
    <FigureTable
      caption="Shapes by the sequential code and by the ready pool"
      heads={['Shape', 'Sequential', 'Pool', 'Speed-up']}
      rows={gain.break_even.shapes.map(({ shape, sequential, parallel }) => [
        shapeName(shape),
        text(sequential),
        text(parallel),
        times(sequential.median / parallel.median),
      ])}
    />
  );
}

/** Where and when the report was measured, and whether the machine was busy. */
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
    `timer ${timerStep(machine.timer_seconds)} µs`,
    `measured ${whenMeasured(report)} in ${durationText(report.seconds, 0)}`,
    `version ${report.version}`,
  ];
  return (
    <>
      <p class="machine">{parts.filter((part) => part !== null).join(' · ')}</p>
      {machine.busy && <p class="machine-busy">{busyText(machine)}</p>}
    </>
  );
}

/** What the timeline and the summary describe. */
export function MeasuredLine({ report }: { report: LabReport }) {
  const { timed, workers } = report.question;
  return (
    <p class="note">
      <Exact>{shapeName(timed)}</Exact> by {plural(workers, 'worker')}, measured {whenMeasured(report)} in{' '}
      {durationText(report.seconds, 0)}.
    </p>
  );
}

function busyText({ spread }: Machine): string {
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
