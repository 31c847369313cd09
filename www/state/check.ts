import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ClassesRange } from '../engine/protocol';
import { type Finished, isByClasses } from '../lib/finished';
import { type Planned, rangesOf } from './choice';
import type { Classes } from './classes';

/** A count by classes that takes no longer is made by itself after one by the first columns. */
const CHECK_SECONDS = 5;
/** What takes no longer is checked without a pool. */
const ALONE_SECONDS = 0.5;

/** The other engine's word on what was counted first column by first column. */
export type Check = {
  running: ReadonlySignal<boolean>;
  /** why the last one came to nothing, in one sentence */
  trouble: Signal<string | null>;
  /** Counts by classes what has not been so counted and takes little. */
  begin(results: Finished[], classesSeconds: (shape: Finished) => number): Promise<void>;
  /** Counts one result by classes, whatever it takes. */
  ask(result: Finished): Promise<void>;
  cancel(): void;
};

export function createCheck(classes: Classes, workers: ReadonlySignal<number>): Check {
  const jobs = signal(0);
  const trouble = signal<string | null>(null);

  async function count(questions: ClassesRange[], seconds: number) {
    if (questions.length === 0) return;
    trouble.value = null;
    jobs.value++;
    const ended = await classes.count({
      questions,
      workers: seconds <= ALONE_SECONDS ? null : workers.value,
      keep: false,
      tell: () => {},
      take: () => {},
    });
    jobs.value--;
    if (ended.state === 'failed') trouble.value = ended.message;
  }

  return {
    running: computed(() => jobs.value > 0),
    trouble,
    begin(results, classesSeconds) {
      const open = results.filter((one) => !isByClasses(one) && classes.of(one) === null);
      const quick = open.filter((one) => classesSeconds(one) <= CHECK_SECONDS);
      const shapes = quick.map(
        ({ rows, columns }): Planned => ({ rows, columns, engine: 'classes', seconds: 0 }),
      );
      return count(
        rangesOf(shapes),
        quick.reduce((sum, one) => sum + classesSeconds(one), 0),
      );
    },
    ask: ({ rows, columns }) => count([{ columns, from: rows, to: rows }], Number.POSITIVE_INFINITY),
    cancel() {
      if (jobs.value > 0) classes.cancel();
    },
  };
}
