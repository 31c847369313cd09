import { type ReadonlySignal, signal } from '@preact/signals';

/** What the browser tells and promises of what is saved; rejects where it has no such promise. */
export type Promises = {
  persisted(): Promise<boolean>;
  /** Some browsers ask the visitor. */
  persist(): Promise<boolean>;
};

/** Whether the browser has promised to delete nothing by itself. */
export type Persistence = {
  state: ReadonlySignal<'unknown' | 'promised' | 'refused' | 'impossible'>;
  /** Looks, and asks for nothing. */
  check(): Promise<void>;
  /** Asks, once, when something is saved that took long or is a result. */
  request(): Promise<void>;
};

export function createPersistence(promises: Promises): Persistence {
  const state = signal<'unknown' | 'promised' | 'refused' | 'impossible'>('unknown');
  let requested: Promise<void> | undefined;

  async function check() {
    try {
      if (await promises.persisted()) state.value = 'promised';
    } catch {
      state.value = 'impossible';
    }
  }

  async function requestNow() {
    await check();
    if (state.value !== 'unknown') return;
    try {
      state.value = (await promises.persist()) ? 'promised' : 'refused';
    } catch {
      state.value = 'impossible';
    }
  }

  return {
    state,
    check,
    request() {
      requested ??= requestNow();
      return requested;
    },
  };
}
