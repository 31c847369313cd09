import { ClassRates } from '../../components/class-rates';
import { EXACT } from '../../components/exact';
import { METHODS } from '../../format/method';
import { clock, plural } from '../../format/units';
import { rangeName, shapeName } from '../../model/shape';
import { phasesShare } from '../../store/progress';
import type { Job } from '../../store/run';
import { AutosaveNote, Progress, ScreenNote } from './progress';
import { ReservedResult } from './result-head';

/** What the units of a count are called. */
const UNITS = {
  classes: {
    label: 'Blocks of classes whose values are computed',
    words: (units: number) => `${plural(units, 'block')} of classes`,
  },
  formula: { label: 'Parts of the sum that are done', words: (units: number) => plural(units, 'part') },
};

/** A count by classes or by formula: it knows no figures before its end, only how far each of its phases is. */
export function PhasesRunning({ job }: { job: Job }) {
  const { shape, range, progress } = job;
  const method = METHODS[shape.engine];
  if (!progress?.phase) return <ReservedResult shape={shape} digits={7} words={`by ${method}, starting`} />;
  const own = UNITS[shape.engine === 'formula' ? 'formula' : 'classes'];
  const { phase, done, units, elapsed_seconds, workers } = progress;
  return (
    <>
      <section aria-label="Under way">
        <h2 class="equation" {...EXACT}>
          {range.from === range.to ? shapeName(shape) : rangeName(range)}
        </h2>
        <p class="note">
          By {method}: {phase.name}, {phase.done} of {plural(phase.units, 'unit')}.
        </p>
        <Progress share={phasesShare(progress, shape.engine)} ticks={units} done={done} label={own.label}>
          <span class="of">
            <span class="num progress-time" {...EXACT}>
              {clock(elapsed_seconds)}
            </span>{' '}
            <span class="unit-text">elapsed</span>
          </span>
          <span class="left">
            {done} of {own.words(units)}
          </span>
        </Progress>
      </section>
      <AutosaveNote />
      <ScreenNote />
      {shape.engine === 'classes' && <ClassRates workers={workers} heading="h3" />}
    </>
  );
}
