import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  type EngineInfo,
  type EngineOptions,
  type Event,
  endsJob,
  isOfJob,
  type JobRequest,
  type JobUpdate,
  type MeterSource,
  type Request,
} from '../engine/api';
import {
  type CallWithoutId,
  createCaller,
  EngineRestarted,
  type ResponseTo,
  type WithoutId,
} from '../engine/calls';
import type { EngineClient } from '../engine/client';
import type { WorkerReading } from '../engine/meter';

/** Where engines come from: the dedicated worker, or a scripted one in tests. */
export type EngineSource = {
  start(options: EngineOptions): EngineClient;
  read(source: MeterSource): WorkerReading[];
};

/** An update on a count, or that its engine was lost, and why. */
export type RunUpdate = JobUpdate | { type: 'lost'; reason: Error };

export type Engine = {
  state: Signal<'starting' | 'ready' | 'unsupported'>;
  environment: Signal<EngineInfo | null>;
  /** of the counting library; stays while a new engine starts */
  version: Signal<string>;
  /** Its memory has grown so much that it should be restarted when idle. */
  grown: ReadonlySignal<boolean>;
  /** A count has failed, and perhaps a worker: it must be restarted before the next one. */
  damaged: ReadonlySignal<boolean>;
  /** why this browser cannot count */
  problem: Signal<string | null>;
  /** whether trying again may help */
  again: ReadonlySignal<boolean>;
  /** Resolves when it is ready; rejects with the reason if this browser cannot count. */
  ready(): Promise<void>;
  /** Starts a count as soon as the engine is ready; a second one cancels the first. */
  run(job: WithoutId<JobRequest>, onUpdate: (update: RunUpdate) => void): void;
  /** Ends the current count, or saves its progress. */
  send(request: Exclude<Request, { id: number }>): void;
  /** Sends any other request; rejects with the reason if there is no response. */
  call<Q extends CallWithoutId>(question: Q): Promise<ResponseTo<Q>>;
  /** Calls the listener for every event, before it is handled otherwise. */
  listen(listener: (event: Event) => void): void;
  /** Terminates the engine and starts a new one, by default with the same number of workers. */
  restart(workers?: number): Promise<void>;
};

/** After so many crashes without a response in between, it is not restarted automatically. */
const MOST_BREAKS = 3;

export function createEngine(start: EngineSource['start'], workers: number): Engine {
  const state = signal<'starting' | 'ready' | 'unsupported'>('starting');
  const environment = signal<EngineInfo | null>(null);
  const problem = signal<string | null>(null);
  const again = signal(false);
  const version = signal('');
  const grown = signal(false);
  const damaged = signal(false);
  /** the last count; updates about saving may follow its end */
  let job: { id: number; onUpdate(update: RunUpdate): void } | null = null;
  let lastJob = 0;
  const listeners: ((event: Event) => void)[] = [];
  const unsent: Request[] = [];
  const caller = createCaller((question) => {
    if (state.value === 'ready') client.send(question);
    else unsent.push(question);
  });
  let unlisten = () => {};
  let ending: Promise<void> | null = null;
  let newest = 0;
  let breaks = 0;
  /** requested last */
  let count = workers;
  let client = open();

  function open(): EngineClient {
    const opened = start({ purpose: 'counting', workers: count, pool: true, popcount: null });
    unlisten = opened.listen(onEvent);
    return opened;
  }

  function onEvent(event: Event) {
    for (const listener of listeners) listener(event);
    switch (event.type) {
      case 'ready':
        environment.value = event.environment;
        version.value = event.environment.version;
        problem.value = null;
        again.value = grown.value = damaged.value = false;
        state.value = 'ready';
        for (const request of unsent.splice(0)) client.send(request);
        break;
      case 'unsupported':
        giveUp(event.message, event.again ?? false);
        break;
      case 'broken':
        forget(new Error(event.message));
        breaks++;
        if (breaks < MOST_BREAKS) void restart(count);
        else giveUp(event.message, true);
        break;
      case 'grown':
        grown.value = true;
        break;
      default:
        if (isOfJob(event) ? endsJob(event) : 'id' in event) breaks = 0;
        if (event.type === 'failed') damaged.value = true;
        if (!isOfJob(event)) caller.onEvent(event);
        else if (event.id === job?.id) job.onUpdate(event);
    }
  }

  function giveUp(message: string, worthAnother: boolean) {
    problem.value = message;
    again.value = worthAnother;
    state.value = 'unsupported';
    forget(new Error(message));
  }

  function forget(reason: Error) {
    unsent.length = 0;
    caller.rejectAll(reason);
    const lost = job;
    job = null;
    lost?.onUpdate({ type: 'lost', reason });
  }

  async function restart(wanted = count) {
    count = wanted;
    newest++;
    const mine = newest;
    batch(() => {
      state.value = 'starting';
      environment.value = null;
      grown.value = damaged.value = false;
    });
    forget(new EngineRestarted());
    unlisten();
    ending ??= client.end();
    await ending;
    // Of several restarts in a row only the last one starts an engine.
    if (mine !== newest) return;
    ending = null;
    client = open();
  }

  return {
    state,
    environment,
    version,
    problem,
    again,
    grown,
    damaged,
    ready() {
      let stop = () => {};
      const settled = new Promise<void>((resolve, reject) => {
        stop = effect(() => {
          if (state.value === 'ready') resolve();
          if (state.value === 'unsupported') reject(new Error(problem.peek() ?? ''));
        });
      });
      return settled.finally(() => stop());
    },
    run(unnumbered, onUpdate) {
      lastJob++;
      job = { id: lastJob, onUpdate };
      const request = { ...unnumbered, id: lastJob } as JobRequest;
      if (state.value === 'ready') client.send(request);
      else unsent.push(request);
    },
    send: (request) => client.send(request),
    call(question) {
      if (state.value === 'unsupported') return Promise.reject(new Error(problem.value ?? ''));
      return caller.call(question);
    },
    listen: (listener) => void listeners.push(listener),
    restart,
  };
}
