import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { EngineInfo } from '../engine/api';
import type { Published, Shape } from '../model/generated';
import { MAX_COLUMNS, rangeName, type ShapeRange } from '../model/shape';
import { cellQuestion, lineQuestion } from '../model/table-questions';
import type { Engine } from './engine';

/** What the table gets from the engine besides counts. */
export type TableAnswers = {
  /** published values in the order of SHAPES; null until they arrive */
  published: ReadonlySignal<(Published | null)[] | null>;
  /** About how many seconds some questions take together; null until the estimates arrive. */
  seconds(questions: readonly ShapeRange[]): number | null;
  /** About how long each of some shapes takes by formula; infinite if it does not take it. */
  secondsByFormula(shapes: readonly Shape[]): Promise<(shape: Shape) => number>;
  /** Loads what is missing; returns a function that stops this. */
  load(): () => void;
  /** The same for published values alone. */
  loadPublished(): () => void;
};

export type TableAnswersDeps = {
  engine: Pick<Engine, 'state' | 'environment' | 'call'>;
  chosen: Signal<Shape>;
  /** Whether the processors are idle, so that this machine can be measured. */
  free(): boolean;
};

const ESTIMATE_DELAY = 150;

/** A failed request is repeated at the next occasion. */
const retryLater = () => {};

/** Every n with all its r. */
const LINES = Array.from({ length: MAX_COLUMNS }, (_, i) => lineQuestion(i + 1));

export function createTableAnswers({ engine, chosen, free }: TableAnswersDeps): TableAnswers {
  const published = signal<(Published | null)[] | null>(null);
  const loaded = signal<{ environment: EngineInfo | null; seconds: ReadonlyMap<string, number> }>({
    environment: null,
    seconds: new Map(),
  });
  /** Estimates are valid only for the same workers. */
  const estimates = computed(() =>
    loaded.value.environment === engine.environment.value ? loaded.value.seconds : new Map<string, number>(),
  );

  async function fetchPublished() {
    published.value = (await engine.call({ type: 'published', columns: MAX_COLUMNS })).values;
  }

  const loadPublished = () =>
    effect(() => {
      if (engine.state.value === 'ready' && published.peek() === null) fetchPublished().catch(retryLater);
    });

  async function fetchEstimates(ranges: ShapeRange[]) {
    const environment = engine.environment.value;
    const requests = ranges.map((range) => ({ engine: 'classes' as const, ...range }));
    const answer = await engine.call({ type: 'estimate', requests });
    const found = ranges.flatMap((range, i) => {
      const estimate = answer.estimates[i];
      return typeof estimate === 'object' ? [[rangeName(range), estimate.seconds] as const] : [];
    });
    loaded.value = { environment, seconds: new Map([...estimates.value, ...found]) };
  }

  function load() {
    const stopPublished = loadPublished();
    const stopEstimates = effect(() => {
      const wanted = [cellQuestion(chosen.value), ...LINES];
      const open = wanted.filter((range) => !estimates.value.has(rangeName(range)));
      if (open.length === 0 || !free()) return;
      const timer = setTimeout(() => fetchEstimates(open).catch(retryLater), ESTIMATE_DELAY);
      return () => clearTimeout(timer);
    });
    return () => {
      stopPublished();
      stopEstimates();
    };
  }

  return {
    published,
    seconds(questions) {
      const each = questions.map((range) => estimates.value.get(rangeName(range)) ?? null);
      return each.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
    },
    async secondsByFormula(shapes) {
      const requests = shapes.map((shape) => ({ engine: 'formula' as const, ...cellQuestion(shape) }));
      const { estimates } = await engine.call({ type: 'estimate', requests });
      return (shape) => {
        const estimate = estimates[shapes.indexOf(shape)];
        return typeof estimate === 'object' ? estimate.seconds : Number.POSITIVE_INFINITY;
      };
    },
    load,
    loadPublished,
  };
}
