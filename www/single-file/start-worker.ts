import EngineWorker from '../engine/worker?worker&inline';

/** A new dedicated worker. */
export const startWorker = () => new EngineWorker({ name: 'engine' });
