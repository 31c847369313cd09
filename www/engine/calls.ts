import type { Event, JobEvent, JobRequest, Request, ResponseTypes } from './api';

export type CallRequest = Exclude<Extract<Request, { id: number }>, JobRequest>;
export type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type CallWithoutId = WithoutId<CallRequest>;
export type ResponseTo<Q extends CallWithoutId> = Extract<Event, { type: ResponseTypes[Q['type']] }>;

/** The engine was replaced by a new one; the call can be repeated. */
export class EngineRestarted extends Error {
  constructor() {
    super('The workers are being started anew.');
  }
}

export type Caller = {
  /** Resolves with the response; rejects with the reason if there is none. */
  call<Q extends CallWithoutId>(question: Q): Promise<ResponseTo<Q>>;
  /** Settles the call that an event responds to, if any. */
  onEvent(event: Exclude<Event, JobEvent>): void;
  /** Rejects all pending calls. */
  rejectAll(reason: Error): void;
};

type PendingCall = { resolve(event: Event): void; reject(reason: Error): void };

/** Matches requests and responses by id. */
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
