import type { ClassesRange } from '../lib/shapes';
import { classesJobName } from '../lib/unfinished-record';
import type { ClassesCheckpointReport, ClassesProgress } from './generated';
import type { Method } from './job';
import type { Engine } from './open';
import { nextTask } from './pace';
import type { JobNews } from './protocol';

/** So long is counted between two times of hearing messages. */
const SLICE_MS = 25;

/** Counts by classes, on the pool or in the dedicated worker. */
export function byClasses(
  { counter, environment }: Pick<Engine, 'counter' | 'environment'>,
  { columns, from, to }: ClassesRange,
): Method {
  let progress: ClassesProgress;
  const told = (): JobNews => ({ type: 'classesProgress', progress });

  return {
    name: classesJobName(columns),
    keptWhenLong: false,
    start: (checkpoint) => counter.startClasses(columns, from, to, checkpoint),
    started: () => ({ type: 'started', plan: null, meter: null, elapsed: 0 }),
    look() {
      progress = JSON.parse(counter.progress());
      return { state: progress.state, done: progress.blocks_done, units: progress.blocks };
    },
    news: () => ({ here: told(), elsewhere: told }),
    sofar: (elapsed) => [{ type: 'started', plan: null, meter: null, elapsed }, told()],
    async advance() {
      const until = performance.now() + SLICE_MS;
      // With a pool a step is such a slice.
      while (counter.step() && !environment.threads && performance.now() < until);
      await nextTask();
    },
    cancel: () => counter.cancel(),
    result: () => ({ type: 'classesCounted', result: JSON.parse(counter.result()) }),
    leavesMore() {
      const all: ClassesCheckpointReport = JSON.parse(counter.checkpoint());
      return all.from < from || all.to > to;
    },
  };
}
