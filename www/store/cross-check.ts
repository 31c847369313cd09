import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ChosenEngine, rangesOf } from '../model/engine-selection';
import type { CountRequest, EngineName } from '../model/generated';
import type { Finished } from '../model/result';
import type { SavedResult } from '../model/saved-result';
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

/** A result to check, counted now or saved before. */
export type Checkable = Finished | SavedResult;

/** Checks results by another method. */
export type CrossCheck = {
  /** those that are being checked; one that is done stays until all are */
  now: ReadonlySignal<readonly Checkable[]>;
  running: ReadonlySignal<boolean>;
  /** why the last check failed, in one sentence */
  trouble: Signal<string | null>;
  /** Checks those results that are quick to count by the other method, and marks them. */
  begin(results: Checkable[], seconds: (shape: Checkable, engine: EngineName) => number): Promise<void>;
  /** Checks one result, however long it takes. */
  run(result: Checkable): Promise<void>;
  cancel(): void;
};

export function createCrossCheck(
  counts: Counts,
  /** called with a result and the count by another method to compare with */
  settle: (result: Checkable, other: Finished) => void,
): CrossCheck {
  const now = signal<readonly Checkable[]>([]);
  const trouble = signal<string | null>(null);

  function compare(results: Checkable[]) {
    for (const one of results) {
      const other = otherOf(one);
      if (other) settle(one, other);
    }
  }

  const otherOf = (result: Checkable): Finished | null =>
    CHECKED_BY[result.engine] === 'classes' ? counts.of(result) : counts.formulaOf(result);

  async function count(results: Checkable[]) {
    const requests = requestsFor(results);
    if (requests.length === 0) return;
    trouble.value = null;
    now.value = results;
    const ended = await counts.count({
      requests,
      onUpdate(update) {
        if (update.type !== 'done') return;
        compare(results.filter((one) => update.results.some((other) => sameShape(one, other))));
      },
    });
    if (now.value === results) now.value = [];
    if (ended.state === 'failed') trouble.value = ended.message;
  }

  return {
    now,
    running: computed(() => now.value.length > 0),
    trouble,
    begin(results, seconds) {
      compare(results);
      const open = results.filter((one) => otherOf(one) === null);
      return count(open.filter((one) => seconds(one, CHECKED_BY[one.engine]) <= CHECK_SECONDS));
    },
    run: (result) => count([result]),
    cancel() {
      if (now.value.length > 0) counts.end('cancel');
    },
  };
}

/** By classes in as few ranges as possible, by formula one by one. */
function requestsFor(results: Checkable[]): CountRequest[] {
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
