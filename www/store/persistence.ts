import { type ReadonlySignal, signal } from '@preact/signals';

/** The browser's persistent storage; rejects if it has none. */
export type Promises = {
  persisted(): Promise<boolean>;
  /** Some browsers ask the visitor for permission. */
  persist(): Promise<boolean>;
};

/** Whether the browser has promised not to delete saved data by itself. */
export type Persistence = {
  state: ReadonlySignal<'unknown' | 'promised' | 'refused' | 'impossible'>;
  /** Queries the state without requesting anything. */
  check(): Promise<void>;
  /** Requests persistence, once: when a result or long progress is saved. */
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
