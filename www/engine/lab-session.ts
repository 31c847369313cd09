import type { LabReport, Measurements, Outcome, Step } from '../model/generated';
import { type Event, isOfJob, type LabResponse, type StartTimes } from './api';
import { createCaller } from './calls';
import type { EngineClient } from './client';

/** A session of the lab: a separate engine that does one step at a time and handles nothing meanwhile. */
export type LabSession = {
  /** in epoch milliseconds, just before the engine is started */
  requestedAt: number;
  /** Rejects, like all promises of the session, if it fails or is ended. */
  ready(): Promise<StartTimes>;
  /** whether its pool had to be started more than once */
  restarted(): boolean;
  step(step: Step): Promise<{ outcome: Outcome; begunAt: number }>;
  report(measurements: Measurements): Promise<LabReport>;
  /** Terminates its workers at once; resolves with the seconds that took. */
  end(): Promise<number>;
};

/** Counts polls, not time, so that waking from sleep loses no session. */
const POLL_EVERY_MS = 1000;
/** Longer than the pause between two events of a starting pool. */
const READY_POLLS = 60;
const ANSWER_POLLS = 30;

export function startLabSession(start: () => EngineClient, epoch: () => number): LabSession {
  const requestedAt = epoch();
  const client = start();
  const caller = createCaller((question) => client.send(question));
  let pools = 0;
  let over: Error | undefined;
  let silentPolls = 0;
  let ending: Promise<number> | undefined;
  let resolveStarted: (times: StartTimes) => void = () => {};
  let rejectStarted: (reason: Error) => void = () => {};
  const started = new Promise<StartTimes>((resolve, reject) => {
    resolveStarted = resolve;
    rejectStarted = reject;
  });
  // It may be rejected before anybody awaits it.
  started.catch(() => {});

  client.listen(onEvent);

  function onEvent(event: Event): void {
    silentPolls = 0;
    switch (event.type) {
      case 'loaded':
        pools++;
        break;
      case 'ready':
        resolveStarted(event.environment.startTimes);
        break;
      case 'unsupported':
      case 'broken':
      case 'failed':
        fail(event.message);
        break;
      default:
        if (!isOfJob(event)) caller.onEvent(event);
    }
  }

  function fail(message: string): void {
    over ??= new Error(message);
    rejectStarted(over);
    caller.rejectAll(over);
  }

  async function withTimeout<T>(call: () => Promise<T>, polls: number): Promise<T> {
    if (over) throw over;
    silentPolls = 0;
    const timer = setInterval(() => {
      silentPolls++;
      if (silentPolls === polls) fail('The engine stopped responding.');
    }, POLL_EVERY_MS);
    try {
      return await call();
    } finally {
      clearInterval(timer);
    }
  }

  return {
    requestedAt,
    ready: () => withTimeout(() => started, READY_POLLS),
    restarted: () => pools > 1,
    async step(step) {
      return accepted(await withTimeout(() => caller.call({ type: 'labStep', step }), ANSWER_POLLS));
    },
    async report(measurements) {
      const answer = await withTimeout(() => caller.call({ type: 'labReport', measurements }), ANSWER_POLLS);
      return accepted(answer).report;
    },
    end() {
      ending ??= ended();
      return ending;
    },
  };

  async function ended(): Promise<number> {
    fail('The session was ended.');
    const from = epoch();
    await client.end();
    return (epoch() - from) / 1000;
  }
}

function accepted<A extends LabResponse>(answer: A): Exclude<A, { type: 'labRefused' }> {
  if (answer.type === 'labRefused') throw new Error(answer.message);
  return answer as Exclude<A, { type: 'labRefused' }>;
}
