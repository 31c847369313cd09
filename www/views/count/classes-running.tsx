import { ClassRates } from '../../components/class-rates';
import { EXACT } from '../../components/exact';
import { clock, plural } from '../../format/units';
import { rangeName, shapeName } from '../../model/shape';
import { classesShare } from '../../store/progress';
import type { Job } from '../../store/run';
import { AutosaveNote, Progress, ScreenNote } from './progress';
import { ReservedResult } from './result-head';

/** A count by classes: it knows no figures before its end, only how far each of its phases is. */
export function ClassesRunning({ job }: { job: Job }) {
  const { shape, range, progress } = job;
  if (!progress?.phase) return <ReservedResult shape={shape} digits={7} words="by classes, starting" />;
  const { phase, done, units, elapsed_seconds, workers } = progress;
  return (
    <>
      <section aria-label="Under way">
        <h2 class="equation" {...EXACT}>
          {range.from === range.to ? shapeName(shape) : rangeName(range)}
        </h2>
        <p class="note">
          By classes: {phase.name}, {phase.done} of {plural(phase.units, 'unit')}.
        </p>
        <Progress
          share={classesShare(progress)}
          ticks={units}
          done={done}
          label="Blocks of classes whose values are computed"
        >
          <span class="of">
            <span class="num progress-time" {...EXACT}>
              {clock(elapsed_seconds)}
            </span>{' '}
            <span class="unit-text">elapsed</span>
          </span>
          <span class="left">
            {done} of {plural(units, 'block')} of classes
          </span>
        </Progress>
      </section>
      <AutosaveNote />
      <ScreenNote />
      <ClassRates workers={workers} heading="h3" />
    </>
  );
}
