/** A new worker inside this one. */
export const startHand = () =>
  new Worker(new URL('./hand.ts', import.meta.url), { type: 'module', name: 'hand' });
