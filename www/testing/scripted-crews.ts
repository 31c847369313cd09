import type { EngineOptions, Event, Request } from '../engine/api';
import type { LabReport, Measurements, Outcome } from '../model/generated';
import type { EngineSource } from '../store/engine';

/** How long everything takes, in milliseconds of the faked clock. */
export const TIMES = { load: 30, spawn: 10, hop: 2, step: 500, end: 5 };

export type ScriptedCrew = { opening: EngineOptions; ended: boolean; emit(event: Event): void };

/** Engines of a lab that answer by themselves, as long as nothing else is said of them. */
export type ScriptedCrews = {
  start: EngineSource['start'];
  crews: ScriptedCrew[];
  /** what was started, asked and ended, in its order */
  log: string[];
  living(): ScriptedCrew[];
  /** What is done with a request; true if that is all. */
  instead: (crew: ScriptedCrew, request: Request) => boolean;
  /** How often its pool is started in vain. */
  vainStarts: (crew: ScriptedCrew) => number;
};

export const outcome: Outcome = { kind: 'dispatch', seconds: 1e-5, jobs: 1000 };

export function scriptedCrews(): ScriptedCrews {
  const all: ScriptedCrews = {
    start,
    crews: [],
    log: [],
    living: () => all.crews.filter(({ ended }) => !ended),
    instead: () => false,
    vainStarts: () => 0,
  };

  function start(opening: EngineOptions) {
    const listeners = new Set<(event: Event) => void>();
    const crew: ScriptedCrew = {
      opening,
      ended: false,
      emit: (event) => {
        for (const listener of [...listeners]) listener(event);
      },
    };
    const name = crewName(opening);
    all.log.push(`start ${name}`);
    all.crews.push(crew);
    let vain = all.vainStarts(crew);
    const load = () => {
      const loadedAt = Date.now();
      if (!opening.pool) return crew.emit(readyOf(opening, loadedAt));
      crew.emit({ type: 'loaded' });
      if (vain-- > 0) setTimeout(load, 2000);
      else setTimeout(() => crew.emit(readyOf(opening, loadedAt)), spawnTime(opening));
    };
    setTimeout(load, TIMES.load);
    return {
      send(request: Request) {
        if (!('id' in request)) return;
        all.log.push(`${request.type} ${name}`);
        if (!all.instead(crew, request)) answer(crew, request);
      },
      listen(listener: (event: Event) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      async end() {
        all.log.push(`end ${name}`);
        listeners.clear();
        await new Promise((resolve) => setTimeout(resolve, TIMES.end));
        crew.ended = true;
      },
    };
  }

  return all;
}

export const crewName = ({ workers, pool }: { workers: number; pool: boolean }) =>
  pool ? `pool of ${workers}` : 'alone';

export const spawnTime = ({ workers }: { workers: number }) => workers * TIMES.spawn;

function readyOf({ workers, pool }: EngineOptions, loadedAt: number): Event {
  const startTimes = { loadedAt, readyAt: Date.now() };
  const environment = {
    workers,
    threads: pool,
    plain: false,
    simd: true,
    reason: null,
    version: '0.1.0',
    startTimes,
  };
  return { type: 'ready', environment };
}

function answer(crew: ScriptedCrew, request: Extract<Request, { id: number }>): void {
  const { id } = request;
  switch (request.type) {
    case 'labStep': {
      const begunAt = Date.now() + TIMES.hop;
      setTimeout(() => crew.emit({ type: 'labStepped', id, outcome, begunAt }), TIMES.hop + TIMES.step);
      return;
    }
    case 'labReport':
      setTimeout(() => crew.emit({ type: 'labReported', id, report: reportOf(request.measurements) }), 1);
      return;
    default:
      throw new Error(`no crew is asked for ${request.type}`);
  }
}

/** In place of a report, what it would be drawn from. */
const reportOf = (measurements: Measurements) => measurements as unknown as LabReport;
