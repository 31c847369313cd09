import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LearnChoices, LearnPlace } from '../model/learn';

/** What the walk shows; what the engine computes for it is in a module that is loaded with the view. */
export type Learn = {
  place: Signal<LearnPlace>;
  /** Changes what is chosen in a step. */
  choose(choices: Partial<LearnChoices>): void;
  /** why the engine computes nothing for the walk now, in one sentence */
  busy: ReadonlySignal<string | null>;
  /** why no times can be measured now, in one sentence */
  cannotMeasure: ReadonlySignal<string | null>;
};

type Others = {
  /** the lab is measuring */
  measuring: ReadonlySignal<boolean>;
  /** a count runs, for any view */
  counting: ReadonlySignal<boolean>;
};

export function createLearn(initial: LearnPlace, { measuring, counting }: Others): Learn {
  const place = signal(initial);
  const busy = computed(() => (measuring.value ? 'The lab is measuring. This step waits for it.' : null));
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
  };
}
