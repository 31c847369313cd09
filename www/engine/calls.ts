import type { Event, JobEvent, JobRequest, Request, ResponseTypes } from './api';

export type CallRequest = Exclude<Extract<Request, { id: number }>, JobRequest>;
export type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type CallWithoutId = WithoutId<CallRequest>;
export type ResponseTo<Q extends CallWithoutId> = Extract<Event, { type: ResponseTypes[Q['type']] }>;

/** The engine was ended for another one, of which the same can be asked. */
export class EngineRestarted extends Error {
  constructor() {
    super('The workers are being started anew.');
  }
}

export type Caller = {
  /** Each question has one answer; the promise of one that has none is rejected with the reason. */
  call<Q extends CallWithoutId>(question: Q): Promise<ResponseTo<Q>>;
  /** An event may be an answer. */
  onEvent(event: Exclude<Event, JobEvent>): void;
  /** No answer is to come any more, for this reason. */
  rejectAll(reason: Error): void;
};

type PendingCall = { resolve(event: Event): void; reject(reason: Error): void };

/** Numbers questions, so that each finds its answer. */
export function createCaller(send: (question: CallRequest) => void): Caller {
  const pending = new Map<number, PendingCall>();
  let lastId = 0;
  return {
    call: <Q extends CallWithoutId>(question: Q) =>
      new Promise<ResponseTo<Q>>((resolve, reject) => {
        lastId++;
        pending.set(lastId, { resolve: (event) => resolve(event as ResponseTo<Q>), reject });
        send({ ...question, id: lastId } as unknown as CallRequest);
      }),
    onEvent(event) {
      if (!('id' in event)) return;
      const call = pending.get(event.id);
      pending.delete(event.id);
      if (event.type === 'requestFailed') call?.reject(new Error(event.message));
      else call?.resolve(event);
    },
    rejectAll(reason) {
      const unanswered = [...pending.values()];
      pending.clear();
      for (const { reject } of unanswered) reject(reason);
    },
  };
}
