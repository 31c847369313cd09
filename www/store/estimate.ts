import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { EngineRestarted } from '../engine/calls';
import { errorMessage, sentence } from '../engine/error-message';
import {
  type ChosenEngine,
  chooseEngine,
  chooseWithoutEstimate,
  ENGINE_NAMES,
  type EngineChoice,
  type Estimates,
  secondsBy,
} from '../model/engine-selection';
import type { EngineName, Figure, Shape } from '../model/generated';
import { mostColumnsBy } from '../model/limits';
import { type Question, shapesOf } from '../model/question';
import { sameShape } from '../model/shape';
import type { Engine } from './engine';
import type { Form } from './form';

/** How long typing must rest before an estimate is requested. */
const DELAY = 150;

/** How long the form's question would take. */
export type Estimator = {
  /** for each shape; null until they arrive */
  estimates: ReadonlySignal<Estimates[] | null>;
  /** the engine of each shape; null until the estimates arrive, unless quick shapes are about to be counted */
  plan: ReadonlySignal<ChosenEngine[] | null>;
  /** About how long a shape takes by an engine; infinite if unknown, or if it does not take it. */
  secondsOf(shape: Shape, engine: EngineName): number;
  /** Call when the number of workers has changed. */
  forget(): void;
};

export type EstimatorDeps = {
  engine: Pick<Engine, 'call'>;
  form: Pick<Form, 'checked' | 'engine' | 'figure'>;
  /** a count waits for the estimate */
  pending: ReadonlySignal<boolean>;
  /** Whether a shape is counted instantly on any machine. */
  isQuick(shape: Shape): boolean;
  /** Whether the engine can be called now; reads signals. */
  free(): boolean;
  /** The estimate failed, for this reason. */
  refused(message: string): void;
};

/** Whether an engine, or the automatic choice, counts every small shape. */
const takesAnyQuick = (engine: EngineChoice) => engine !== 'naive' && engine !== 'formula';

export function createEstimator({ engine, form, pending, isQuick, free, refused }: EstimatorDeps): Estimator {
  const estimated = signal<{
    question: Question;
    figure: Figure | null;
    estimates: Estimates[];
  } | null>(null);

  const estimates = computed(() => {
    const { question } = form.checked.value;
    const known = estimated.value;
    return question !== null && known?.question === question && known.figure === form.figure.value
      ? known.estimates
      : null;
  });
  const plan = computed(() => {
    if (estimates.value) return estimates.value.map((one) => chooseEngine(one, form.engine.value));
    const { question } = form.checked.value;
    const shapes = pending.value && question ? shapesOf(question) : [];
    const quick = shapes.length > 0 && takesAnyQuick(form.engine.value) && shapes.every(isQuick);
    return quick ? chooseWithoutEstimate(shapes, form.engine.value) : null;
  });

  async function estimate(question: Question, figure: Figure | null) {
    const shapes = shapesOf(question);
    const requests = shapes.flatMap(({ rows, columns }) =>
      ENGINE_NAMES.map((engine) => ({ engine, columns, from: rows, to: rows, figure })),
    );
    const answer = await engine.call({ type: 'estimate', requests });
    const all = shapes.map((shape, i) => ({
      shape,
      by: Object.fromEntries(
        ENGINE_NAMES.map((name, j) => [name, answer.estimates[i * ENGINE_NAMES.length + j] ?? '']),
      ) as Estimates['by'],
    }));
    estimated.value = { question, figure, estimates: all };
  }

  effect(() => {
    const { question } = form.checked.value;
    const figure = form.figure.value;
    if (!question || !free() || estimates.value) return;
    const timer = setTimeout(
      () =>
        void estimate(question, figure).catch((error) => {
          // The new engine is called when it is ready.
          if (!(error instanceof EngineRestarted)) refused(sentence(errorMessage(error)));
        }),
      pending.value ? 0 : DELAY,
    );
    return () => clearTimeout(timer);
  });

  return {
    estimates,
    plan,
    secondsOf(shape, engine) {
      const found = estimates.value?.find((one) => sameShape(one.shape, shape));
      if (found) return secondsBy(found, engine);
      const takes = shape.columns <= mostColumnsBy(engine, shape.rows);
      return takes && isQuick(shape) ? 0 : Number.POSITIVE_INFINITY;
    },
    forget() {
      estimated.value = null;
    },
  };
}
