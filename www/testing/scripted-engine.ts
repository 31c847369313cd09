import { type Event, isOfJob, type JobUpdate, type MeterSource, type Request } from '../engine/api';
import type { WorkerReading } from '../engine/meter';
import type { EngineSource } from '../store/engine';

/** An engine that does only what a test tells it to, and remembers what it was asked. */
export type ScriptedEngine = EngineSource & {
  sent: Request[];
  started: number[];
  ended: number;
  readings: WorkerReading[];
  /** News without a number are of the count that was asked for last. */
  emit(event: Event | JobUpdate): void;
  ready(workers?: number): void;
};

export const noMeter: MeterSource = { buffer: new ArrayBuffer(0), offset: 0, workers: 2, words: 0 };

export function scriptedEngine(): ScriptedEngine {
  const listeners = new Set<(event: Event) => void>();
  const lastJob = () => engine.sent.findLast((one) => one.type === 'count')?.id ?? 0;
  const engine: ScriptedEngine = {
    sent: [],
    started: [],
    ended: 0,
    readings: [],
    start({ workers }) {
      engine.started.push(workers);
      return {
        send: (request) => void engine.sent.push(request),
        listen(listener) {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
        async end() {
          engine.ended++;
        },
      };
    },
    read: () => engine.readings,
    emit: (update) => {
      const event = 'id' in update || !isOfJob(update as Event) ? update : { id: lastJob(), ...update };
      for (const listener of [...listeners]) listener(event as Event);
    },
    ready: (workers = 2) =>
      engine.emit({
        type: 'ready',
        environment: {
          workers,
          threads: workers > 1,
          messageWorkers: false,
          simd: true,
          reason: null,
          version: '0.1.0',
          startTimes: { loadedAt: 0, readyAt: 0 },
        },
      }),
  };
  return engine;
}
