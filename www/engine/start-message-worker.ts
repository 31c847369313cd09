/** A new worker inside this one. */
export const startMessageWorker = () =>
  new Worker(new URL('./message-worker.ts', import.meta.url), { type: 'module', name: 'message-worker' });
