import type { LabReport, Measurements, Outcome, Step } from '../model/generated';
import { type Event, isOfJob, type LabResponse, type StartTimes } from './api';
import { createCaller } from './calls';
import type { EngineClient } from './client';

/** A crew of the lab: an engine of its own, that does one step at a time and hears nothing meanwhile. */
export type LabSession = {
  /** in epoch milliseconds, just before there was anything of it */
  requestedAt: number;
  /** Every promise of a crew that fails, or is ended, is rejected. */
  ready(): Promise<StartTimes>;
  /** Its pool was started more than once, because the first one did not start. */
  restarted(): boolean;
  step(step: Step): Promise<{ outcome: Outcome; begunAt: number }>;
  report(measurements: Measurements): Promise<LabReport>;
  /** Ends all its workers at once; resolves with the seconds that took. */
  end(): Promise<number>;
};

/** Counts looks, not time: a machine that slept has lost no crew. */
const POLL_EVERY_MS = 1000;
/** More than passes between two things that arrive while a pool starts. */
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
  // Whether or not anybody waits for it.
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
