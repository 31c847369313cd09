import { type Signal, signal } from '@preact/signals';
import { type AnswerTo, createAsker, type Unnumbered } from '../engine/ask';
import type { EngineClient } from '../engine/client';
import type { Reading } from '../engine/meter';
import type { Environment, Event, MeterSource, Opening, Request } from '../engine/protocol';

/** Where engines come from: the dedicated worker, or a scripted one in tests. */
export type EngineSource = {
  start(opening: Opening): EngineClient;
  read(source: MeterSource): Reading[];
};

export type Engine = {
  state: Signal<'starting' | 'ready' | 'unsupported'>;
  environment: Signal<Environment | null>;
  /** of the counting library; stays while a new engine starts */
  version: Signal<string>;
  /** why this browser cannot count */
  problem: Signal<string | null>;
  send(request: Request): void;
  /** Asks for something beside a count; the promise of an engine that is ended stays open. */
  ask<Q extends Unnumbered>(question: Q): Promise<AnswerTo<Q>>;
  listen(listener: (event: Event) => void): void;
  /** Ends the engine with all its workers and starts a new one. */
  restart(workers: number): Promise<void>;
};

export function createEngine(start: EngineSource['start'], workers: number): Engine {
  const state = signal<'starting' | 'ready' | 'unsupported'>('starting');
  const environment = signal<Environment | null>(null);
  const problem = signal<string | null>(null);
  const version = signal('');
  const listeners: ((event: Event) => void)[] = [];
  const unsent: Request[] = [];
  const asker = createAsker((question) => {
    if (state.value === 'ready') client.send(question);
    else unsent.push(question);
  });
  let unlisten = () => {};
  let ending: Promise<void> | null = null;
  let newest = 0;
  let client = open(workers);

  function open(count: number): EngineClient {
    const opened = start({ module: 'counting', workers: count, pool: true, popcount: null });
    unlisten = opened.listen(hear);
    return opened;
  }

  function hear(event: Event) {
    if (event.type === 'ready') {
      environment.value = event.environment;
      version.value = event.environment.version;
      state.value = 'ready';
      for (const request of unsent.splice(0)) client.send(request);
    } else if (event.type === 'unsupported') {
      problem.value = event.message;
      state.value = 'unsupported';
    } else asker.hear(event);
    for (const listener of listeners) listener(event);
  }

  async function restart(count: number) {
    newest++;
    const mine = newest;
    state.value = 'starting';
    environment.value = null;
    asker.forget();
    unsent.length = 0;
    unlisten();
    ending ??= client.end();
    await ending;
    // Of several restarts in a row only the last one starts an engine.
    if (mine !== newest) return;
    ending = null;
    client = open(count);
  }

  return {
    state,
    environment,
    version,
    problem,
    send: (request) => client.send(request),
    ask: asker.ask,
    listen: (listener) => void listeners.push(listener),
    restart,
  };
}
