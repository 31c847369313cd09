import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ChosenEngine, rangesOf } from '../model/engine-selection';
import type { CountRequest, EngineName } from '../model/generated';
import type { Finished } from '../model/result';
import { sameShape } from '../model/shape';
import { byClasses, byFormula, type Counts } from './counts';

/** A check that takes no longer starts by itself. */
const CHECK_SECONDS = 5;

/** The engine that checks results of each: enumeration and formula are checked by classes, and those by formula. */
const CHECKED_BY: Record<EngineName, 'classes' | 'formula'> = {
  enumerate: 'classes',
  naive: 'classes',
  formula: 'classes',
  classes: 'formula',
};

/** Checks results by another method. */
export type CrossCheck = {
  running: ReadonlySignal<boolean>;
  /** why the last check failed, in one sentence */
  trouble: Signal<string | null>;
  /** Checks those results that are quick to count by the other method, and marks them. */
  begin(results: Finished[], seconds: (shape: Finished, engine: EngineName) => number): Promise<void>;
  /** Checks one result, however long it takes. */
  run(result: Finished): Promise<void>;
  cancel(): void;
};

export function createCrossCheck(
  counts: Counts,
  /** called with a result and the count by another method to compare with */
  settle: (result: Finished, other: Finished) => void,
): CrossCheck {
  const jobs = signal(0);
  const trouble = signal<string | null>(null);

  function compare(results: Finished[]) {
    for (const one of results) {
      const other = otherOf(one);
      if (other) settle(one, other);
    }
  }

  const otherOf = (result: Finished): Finished | null =>
    CHECKED_BY[result.engine] === 'classes' ? counts.of(result) : counts.formulaOf(result);

  async function count(results: Finished[]) {
    const requests = requestsFor(results);
    if (requests.length === 0) return;
    trouble.value = null;
    jobs.value++;
    const ended = await counts.count({
      requests,
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
    begin(results, seconds) {
      compare(results);
      const open = results.filter((one) => otherOf(one) === null);
      return count(open.filter((one) => seconds(one, CHECKED_BY[one.engine]) <= CHECK_SECONDS));
    },
    run: (result) => count([result]),
    cancel() {
      if (jobs.value > 0) counts.end('cancel');
    },
  };
}

/** By classes in as few ranges as possible, by formula one by one. */
function requestsFor(results: Finished[]): CountRequest[] {
  const shapes = results.map(
    ({ rows, columns, engine }): ChosenEngine => ({ rows, columns, engine: CHECKED_BY[engine], seconds: 0 }),
  );
  return [
    ...rangesOf(shapes.filter(({ engine }) => engine === 'classes')).map((range) => byClasses(range, false)),
    ...shapes
      .filter(({ engine }) => engine === 'formula')
      .map(({ rows, columns }) => byFormula({ columns, from: rows, to: rows })),
  ];
}
