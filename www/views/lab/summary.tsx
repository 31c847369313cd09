import { plural } from '../../format/units';
import type { Gain, LabReport } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { durationText, perCent, spreadWords, times } from './figures';
import { GuessedSpeedUp } from './guess-outcome';
import { whyNot } from './question';

/** What the workers gain: the sum of the seven answers. */
export function Sum({ report }: { report: LabReport }) {
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
            of at most {ceiling(gain.ceiling)}: {plural(gain.first_columns, 'first column')} on{' '}
            {plural(workers, 'worker')}
            <span class="wide">; {spreadWords(gain.speed_up, factor)}</span>
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
            <span class="wide">; {spreadWords(gain.speed_up_with_start, factor)}</span>
          </small>
        </dd>
      </div>
      <Amdahl gain={gain} />
      <BreakEven report={report} gain={gain} />
    </dl>
  );
}

/** 1.875, 2, 1.923 */
function ceiling(value: number): string {
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
