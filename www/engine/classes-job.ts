import { classesJobName } from '../lib/unfinished-record';
import type { ClassesCheckpointReport, ClassesProgress } from './generated';
import type { Method } from './job';
import type { Engine } from './open';
import type { ClassesRange, JobNews } from './protocol';

/** Counts by classes, with whoever is there for that. */
export function byClasses(
  { counter, executor }: Pick<Engine, 'counter' | 'executor'>,
  { columns, from, to }: ClassesRange,
): Method {
  let progress: ClassesProgress;
  const told = (): JobNews => ({ type: 'classesProgress', progress });

  return {
    name: classesJobName(columns),
    keptWhenLong: false,
    start(checkpoint) {
      counter.startClasses(columns, from, to, checkpoint);
      executor.begin();
    },
    started: () => ({ type: 'started', plan: null, meter: null, elapsed: 0 }),
    look() {
      progress = JSON.parse(counter.progress());
      return { state: progress.state, done: progress.blocks_done, units: progress.blocks };
    },
    news: () => ({ here: told(), elsewhere: told }),
    sofar: (elapsed) => [{ type: 'started', plan: null, meter: null, elapsed }, told()],
    advance: executor.advance,
    cancel: executor.cancel,
    result: () => ({ type: 'classesCounted', result: JSON.parse(counter.result()) }),
    leavesMore() {
      const all: ClassesCheckpointReport = JSON.parse(counter.checkpoint());
      return all.from < from || all.to > to;
    },
  };
}
