import { type LabSession, startLabSession } from '../engine/lab-session';
import type {
  LabPlan,
  LabReport,
  Measurements,
  PoolConfig,
  Start,
  Step,
  StepRecord,
} from '../model/generated';
import type { EngineSource } from './engine';

/** What running a plan needs. */
export type Drive = {
  start: EngineSource['start'];
  /** milliseconds since 1970 */
  epoch(): number;
  machine: Pick<Measurements, 'platform' | 'cores' | 'no_threads' | 'memory_gib'>;
  /** Aborts everything at once. */
  signal: AbortSignal;
  /** Called with the number of steps done and the next one, or null. */
  progress(done: number, step: Step | null): void;
};

const SEQUENTIAL: PoolConfig = { workers: 1, pool: false };

/** An automated Firefox fails to start about one pool in six. */
const FRESH_ATTEMPTS = 8;

/** Runs every step of a plan in order, each in its session; no session outlives it. */
export async function carryOut(plan: LabPlan, drive: Drive): Promise<LabReport> {
  const { epoch, progress } = drive;
  const sessions = createSessions(plan, drive);
  const measuredAt = Date.now();
  const from = epoch();
  const endAll = () => void sessions.endAll();
  drive.signal.addEventListener('abort', endAll);
  try {
    for (const crew of plan.crews) await sessions.shared(crew);
    const records: StepRecord[] = [];
    for (const step of plan.steps) {
      progress(records.length, step);
      records.push(step.fresh ? await onFreshSession(step, sessions) : await onSharedSession(step, sessions));
    }
    progress(records.length, null);
    const seconds = (epoch() - from) / 1000;
    const reporter = await sessions.shared(plan.crews[0] ?? SEQUENTIAL);
    return await reporter.report({
      measured_at: Math.floor(measuredAt / 1000),
      seconds,
      question: plan.question,
      ...drive.machine,
      records,
    });
  } finally {
    drive.signal.removeEventListener('abort', endAll);
    await sessions.endAll();
  }
}

async function onSharedSession(step: Step, sessions: Sessions): Promise<StepRecord> {
  const session = await sessions.shared(step.crew);
  const { outcome } = await session.step(step);
  return { step, start: null, outcome };
}

/** Browsers sometimes fail to start a pool; a start that needed a second attempt is not measured. */
async function onFreshSession(step: Step, sessions: Sessions): Promise<StepRecord> {
  for (let tries = 0; tries < FRESH_ATTEMPTS; tries++) {
    const session = sessions.start(step.crew);
    const times = await session.ready();
    if (session.restarted()) {
      await sessions.end(session);
      continue;
    }
    const { outcome, begunAt } = await session.step(step);
    const ending = await sessions.end(session);
    const since = (at: number) => (at - session.requestedAt) / 1000;
    const start: Start = {
      loaded: since(times.loadedAt),
      ready: since(times.readyAt),
      begun: since(begunAt),
      ending,
    };
    return { step, start, outcome };
  }
  throw new Error('The worker pool failed to start several times.');
}

type Sessions = {
  /** The session with these workers that is shared by all steps that are not fresh. */
  shared(crew: PoolConfig): Promise<LabSession>;
  /** Starts a new session. */
  start(crew: PoolConfig): LabSession;
  end(session: LabSession): Promise<number>;
  endAll(): Promise<void>;
};

function createSessions({ popcount }: LabPlan, { start, epoch, signal }: Drive): Sessions {
  const living = new Set<LabSession>();
  const sharedSessions = new Map<string, LabSession>();

  function open(crew: PoolConfig): LabSession {
    signal.throwIfAborted();
    const started = startLabSession(() => start({ ...crew, purpose: 'lab', popcount }), epoch);
    living.add(started);
    return started;
  }

  async function end(session: LabSession): Promise<number> {
    const seconds = await session.end();
    living.delete(session);
    return seconds;
  }

  return {
    async shared(crew) {
      const kind = `${crew.workers} ${crew.pool}`;
      const found = sharedSessions.get(kind) ?? open(crew);
      sharedSessions.set(kind, found);
      await found.ready();
      return found;
    },
    start: open,
    end,
    async endAll() {
      await Promise.all([...living].map(end));
    },
  };
}
