import type { AnswerTypes, Event, JobEvent, JobRequest, Request } from './api';

export type Question = Exclude<Extract<Request, { id: number }>, JobRequest>;
export type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Unnumbered = WithoutId<Question>;
export type AnswerTo<Q extends Unnumbered> = Extract<Event, { type: AnswerTypes[Q['type']] }>;

/** The engine was ended for another one, of which the same can be asked. */
export class StartedAnew extends Error {
  constructor() {
    super('The workers are being started anew.');
  }
}

export type Caller = {
  /** Each question has one answer; the promise of one that has none is rejected with the reason. */
  ask<Q extends Unnumbered>(question: Q): Promise<AnswerTo<Q>>;
  /** An event may be an answer. */
  onEvent(event: Exclude<Event, JobEvent>): void;
  /** No answer is to come any more, for this reason. */
  forget(reason: Error): void;
};

type Waiting = { resolve(event: Event): void; reject(reason: Error): void };

/** Numbers questions, so that each finds its answer. */
export function createCaller(send: (question: Question) => void): Caller {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  return {
    ask: <Q extends Unnumbered>(question: Q) =>
      new Promise<AnswerTo<Q>>((resolve, reject) => {
        lastId++;
        waiting.set(lastId, { resolve: (event) => resolve(event as AnswerTo<Q>), reject });
        send({ ...question, id: lastId } as unknown as Question);
      }),
    onEvent(event) {
      if (!('id' in event)) return;
      const asked = waiting.get(event.id);
      waiting.delete(event.id);
      if (event.type === 'requestFailed') asked?.reject(new Error(event.message));
      else asked?.resolve(event);
    },
    forget(reason) {
      const open = [...waiting.values()];
      waiting.clear();
      for (const { reject } of open) reject(reason);
    },
  };
}
