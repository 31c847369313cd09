import { clock, plural } from '../../lib/amounts';
import { rangeName, shapeName } from '../../lib/shapes';
import { ClassRates } from '../../parts/class-rates';
import { EXACT } from '../../parts/exact';
import { classesShare } from '../../state/progress';
import type { ClassesJob } from '../../state/run';
import { Kept } from './kept';
import { Progress } from './progress';
import { ReservedResult } from './reserved-result';
import { ScreenNote } from './screen-note';

/** A count by classes: it knows no figures before its end, only how far each of its phases is. */
export function ClassesRunning({ job }: { job: ClassesJob }) {
  const { shape, range, progress } = job;
  if (!progress?.phase) return <ReservedResult shape={shape} digits={7} words="by classes, starting" />;
  const { phase, done, units, blocks_done, blocks, elapsed_seconds, workers } = progress;
  return (
    <>
      <section aria-label="Under way">
        <h2 class="eq" {...EXACT}>
          {range.from === range.to ? shapeName(shape) : rangeName(range)}
        </h2>
        <p class="note">
          Step: {phase} ({done} of {plural(units, 'unit')}).
        </p>
        <Progress
          share={classesShare(progress)}
          ticks={blocks}
          done={blocks_done}
          label="Blocks of classes whose values are computed"
        >
          <span class="of">
            <span class="num t" {...EXACT}>
              {clock(elapsed_seconds)}
            </span>{' '}
            <span class="u">elapsed</span>
          </span>
          <span class="left">
            {blocks_done} of {plural(blocks, 'block')} of classes
          </span>
        </Progress>
      </section>
      <Kept />
      <ScreenNote />
      <ClassRates workers={workers} heading="h3" />
    </>
  );
}
