import type { EngineOptions, Event, Request } from '../engine/api';
import type { LabReport, Measurements, Outcome } from '../model/generated';
import type { EngineSource } from '../store/engine';

/** How long everything takes, in milliseconds of the faked clock. */
export const TIMES = { load: 30, spawn: 10, hop: 2, step: 500, end: 5 };

export type ScriptedSession = { options: EngineOptions; ended: boolean; emit(event: Event): void };

/** Engines of a lab that answer by themselves, as long as nothing else is said of them. */
export type ScriptedLabEngines = {
  start: EngineSource['start'];
  sessions: ScriptedSession[];
  /** what was started, asked and ended, in its order */
  log: string[];
  living(): ScriptedSession[];
  /** What is done with a request; true if that is all. */
  instead: (session: ScriptedSession, request: Request) => boolean;
  /** How often its pool is started in vain. */
  failedStarts: (session: ScriptedSession) => number;
};

export const outcome: Outcome = { kind: 'dispatch', seconds: 1e-5, jobs: 1000 };

export function scriptedLabEngines(): ScriptedLabEngines {
  const all: ScriptedLabEngines = {
    start,
    sessions: [],
    log: [],
    living: () => all.sessions.filter(({ ended }) => !ended),
    instead: () => false,
    failedStarts: () => 0,
  };

  function start(options: EngineOptions) {
    const listeners = new Set<(event: Event) => void>();
    const session: ScriptedSession = {
      options,
      ended: false,
      emit: (event) => {
        for (const listener of [...listeners]) listener(event);
      },
    };
    const name = sessionName(options);
    all.log.push(`start ${name}`);
    all.sessions.push(session);
    let vain = all.failedStarts(session);
    const load = () => {
      const loadedAt = Date.now();
      if (!options.pool) return session.emit(readyOf(options, loadedAt));
      session.emit({ type: 'loaded' });
      if (vain-- > 0) setTimeout(load, 2000);
      else setTimeout(() => session.emit(readyOf(options, loadedAt)), spawnTime(options));
    };
    setTimeout(load, TIMES.load);
    return {
      send(request: Request) {
        if (!('id' in request)) return;
        all.log.push(`${request.type} ${name}`);
        if (!all.instead(session, request)) answer(session, request);
      },
      listen(listener: (event: Event) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      async end() {
        all.log.push(`end ${name}`);
        listeners.clear();
        await new Promise((resolve) => setTimeout(resolve, TIMES.end));
        session.ended = true;
      },
    };
  }

  return all;
}

export const sessionName = ({ workers, pool }: { workers: number; pool: boolean }) =>
  pool ? `pool of ${workers}` : 'alone';

export const spawnTime = ({ workers }: { workers: number }) => workers * TIMES.spawn;

function readyOf({ workers, pool }: EngineOptions, loadedAt: number): Event {
  const startTimes = { loadedAt, readyAt: Date.now() };
  const environment = {
    workers,
    threads: pool,
    messageWorkers: false,
    simd: true,
    reason: null,
    version: '0.1.0',
    startTimes,
  };
  return { type: 'ready', environment };
}

function answer(session: ScriptedSession, request: Extract<Request, { id: number }>): void {
  const { id } = request;
  switch (request.type) {
    case 'labStep': {
      const begunAt = Date.now() + TIMES.hop;
      setTimeout(() => session.emit({ type: 'labStepped', id, outcome, begunAt }), TIMES.hop + TIMES.step);
      return;
    }
    case 'labReport':
      setTimeout(() => session.emit({ type: 'labReported', id, report: reportOf(request.measurements) }), 1);
      return;
    default:
      throw new Error(`no session is asked for ${request.type}`);
  }
}

/** In place of a report, what it would be drawn from. */
const reportOf = (measurements: Measurements) => measurements as unknown as LabReport;
