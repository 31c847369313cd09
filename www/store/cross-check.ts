import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ChosenEngine, rangesOf } from '../model/engine-selection';
import { type Finished, isByClasses } from '../model/result';
import { type ShapeRange, sameShape } from '../model/shape';
import { byClasses, type Counts } from './counts';

/** A check by classes that takes no longer starts by itself after an enumeration. */
const CHECK_SECONDS = 5;
/** Checks results of enumeration by classes. */
export type CrossCheck = {
  running: ReadonlySignal<boolean>;
  /** why the last check failed, in one sentence */
  trouble: Signal<string | null>;
  /** Checks those results that are quick to count by classes, and marks them. */
  begin(results: Finished[], classesSeconds: (shape: Finished) => number): Promise<void>;
  /** Checks one result, however long it takes. */
  run(result: Finished): Promise<void>;
  cancel(): void;
};

export function createCrossCheck(
  counts: Counts,
  /** called with a result and the count by classes to compare with */
  settle: (result: Finished, other: Finished) => void,
): CrossCheck {
  const jobs = signal(0);
  const trouble = signal<string | null>(null);

  function compare(results: Finished[]) {
    for (const one of results) {
      const other = counts.of(one);
      if (other) settle(one, other);
    }
  }

  async function count(results: Finished[], ranges: ShapeRange[]) {
    if (ranges.length === 0) return;
    trouble.value = null;
    jobs.value++;
    const ended = await counts.count({
      requests: ranges.map((range) => byClasses(range, false)),
      onUpdate(update) {
        if (update.type !== 'done') return;
        compare(results.filter((one) => update.results.some((other) => sameShape(one, other))));
      },
    });
    jobs.value--;
    if (ended.state === 'failed') trouble.value = ended.message;
  }

  return {
    running: computed(() => jobs.value > 0),
    trouble,
    begin(results, classesSeconds) {
      const byColumns = results.filter((one) => !isByClasses(one));
      compare(byColumns);
      const open = byColumns.filter((one) => counts.of(one) === null);
      const quick = open.filter((one) => classesSeconds(one) <= CHECK_SECONDS);
      const shapes = quick.map(
        ({ rows, columns }): ChosenEngine => ({ rows, columns, engine: 'classes', seconds: 0 }),
      );
      return count(quick, rangesOf(shapes));
    },
    run: (result) => {
      const { rows, columns } = result;
      return count([result], [{ columns, from: rows, to: rows }]);
    },
    cancel() {
      if (jobs.value > 0) counts.end('cancel');
    },
  };
}
