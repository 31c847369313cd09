import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Comparison, ComparisonRequest } from '../model/generated';
import type { LearnChoices, LearnPlace } from '../model/learn';
import type { Engine } from './engine';

/** What the walk shows; what the engine computes for it is in a module that is loaded with the view. */
export type Learn = {
  place: Signal<LearnPlace>;
  /** Changes what is chosen in a step. */
  choose(choices: Partial<LearnChoices>): void;
  /** why the engine computes nothing for the walk now, in one sentence */
  busy: ReadonlySignal<string | null>;
  /** why no times can be measured now, in one sentence */
  cannotMeasure: ReadonlySignal<string | null>;
  /** Measures a spoilt way to count beside the good one. */
  compare(request: ComparisonRequest): Promise<Comparison>;
};

type Others = {
  /** the lab is measuring */
  measuring: ReadonlySignal<boolean>;
  /** a count runs, for any view */
  counting: ReadonlySignal<boolean>;
};

export function createLearn(
  engine: Pick<Engine, 'call'>,
  initial: LearnPlace,
  { measuring, counting }: Others,
): Learn {
  const place = signal(initial);
  const busy = computed(() =>
    measuring.value ? 'The lab is measuring. This step continues when it has finished.' : null,
  );
  const cannotMeasure = computed(() =>
    counting.value ? 'A count is running. Measure when it has finished.' : busy.value,
  );
  return {
    place,
    choose(choices) {
      place.value = { ...place.value, choices: { ...place.value.choices, ...choices } };
    },
    busy,
    cannotMeasure,
    async compare(request) {
      if (cannotMeasure.value) throw new Error(cannotMeasure.value);
      return (await engine.call({ type: 'compareWays', request })).comparison;
    },
  };
}
