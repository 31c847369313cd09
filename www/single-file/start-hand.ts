import HandWorker from '../engine/hand?worker&inline';

/** A new worker inside this one. */
export const startHand = () => new HandWorker({ name: 'hand' });
