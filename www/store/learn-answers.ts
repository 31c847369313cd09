import { EngineRestarted } from '../engine/calls';
import type { Comparison, ComparisonRequest, LearnAnswer, LearnRequest } from '../model/generated';
import type { Engine } from './engine';
import type { Learn } from './learn';

type KeysOf<T> = T extends unknown ? keyof T : never;
export type LearnName = KeysOf<LearnRequest>;
export type LearnRequestOf<Name extends LearnName> = Extract<LearnRequest, Record<Name, unknown>>;
export type LearnAnswerOf<Name extends LearnName> =
  Extract<LearnAnswer, Record<Name, unknown>> extends Record<Name, infer Answer> ? Answer : never;

/** So many of the last answers are at hand. */
const MOST_ANSWERS = 40;
/** An engine that is replaced again and again answers nothing. */
const MOST_RESTARTS = 3;

/** What the engine computes for the walk. */
export type LearnAnswers = {
  /** One of the last answers. */
  known<Name extends LearnName>(request: LearnRequestOf<Name>): LearnAnswerOf<Name> | undefined;
  /**
   * Requests are sent one after another; null if `wanted` does not hold any more when it is this one's turn. Rejects
   * with the reason if there is no answer.
   */
  answer<Name extends LearnName>(
    request: LearnRequestOf<Name>,
    wanted?: () => boolean,
  ): Promise<LearnAnswerOf<Name> | null>;
  /** Measures a spoilt way to count beside the good one. */
  compare(request: ComparisonRequest): Promise<Comparison>;
};

type Deps = { engine: Pick<Engine, 'call' | 'ready'>; learn: Pick<Learn, 'busy' | 'cannotMeasure'> };

const created = new WeakMap<Deps, LearnAnswers>();

/** Those of an app, the same at each call. */
export function answersOf(app: Deps): LearnAnswers {
  const answers = created.get(app) ?? createAnswers(app);
  created.set(app, answers);
  return answers;
}

function createAnswers({ engine, learn: { busy, cannotMeasure } }: Deps): LearnAnswers {
  const answers = new Map<string, LearnAnswer>();
  let last: Promise<unknown> = Promise.resolve();

  function known<Name extends LearnName>(request: LearnRequestOf<Name>): LearnAnswerOf<Name> | undefined {
    const answer = answers.get(JSON.stringify(request));
    return answer && inner(request, answer);
  }

  async function fetchAnswer(request: LearnRequest): Promise<LearnAnswer> {
    for (let restarts = 0; ; restarts++) {
      try {
        return (await engine.call({ type: 'learn', request })).answer;
      } catch (error) {
        if (!(error instanceof EngineRestarted) || restarts === MOST_RESTARTS) throw error;
        await engine.ready();
      }
    }
  }

  return {
    known,
    async answer(request, wanted = () => true) {
      const turn = last.then(async () => {
        if (!wanted()) return null;
        const already = known(request);
        if (already !== undefined) return already;
        if (busy.value) throw new Error(busy.value);
        const answer = await fetchAnswer(request);
        answers.set(JSON.stringify(request), answer);
        for (const oldest of answers.keys()) if (answers.size > MOST_ANSWERS) answers.delete(oldest);
        return inner(request, answer);
      });
      last = turn.catch(() => {});
      return turn;
    },
    async compare(request) {
      if (cannotMeasure.value) throw new Error(cannotMeasure.value);
      return (await engine.call({ type: 'compareWays', request })).comparison;
    },
  };
}

/** An answer has the name of its request. */
function inner<Name extends LearnName>(
  request: LearnRequestOf<Name>,
  answer: LearnAnswer,
): LearnAnswerOf<Name> {
  const [name] = Object.keys(request);
  return answer[name as keyof LearnAnswer] as LearnAnswerOf<Name>;
}
