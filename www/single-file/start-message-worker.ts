import MessageWorker from '../engine/message-worker?worker&inline';

/** A new worker inside this one. */
export const startMessageWorker = () => new MessageWorker({ name: 'message-worker' });
