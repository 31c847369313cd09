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

/** What carries out a plan is given. */
export type Drive = {
  start: EngineSource['start'];
  /** milliseconds since 1970 */
  epoch(): number;
  machine: Pick<Measurements, 'platform' | 'cores' | 'no_threads' | 'memory_gib'>;
  /** Ends everything at once. */
  signal: AbortSignal;
  /** So many steps are done, and this one is next; null while there is none. */
  progress(done: number, step: Step | null): void;
};

const SEQUENTIAL: PoolConfig = { workers: 1, pool: false };

/** A Firefox that is driven from outside loses about one pool in six. */
const FRESH_TRIES = 8;

/** Does every step of a plan in its order, each on its crew; whatever happens, no crew outlives it. */
export async function carryOut(plan: LabPlan, drive: Drive): Promise<LabReport> {
  const { epoch, progress } = drive;
  const crews = createCrews(plan, drive);
  const measuredAt = Date.now();
  const from = epoch();
  const endAll = () => void crews.endAll();
  drive.signal.addEventListener('abort', endAll);
  try {
    for (const crew of plan.crews) await crews.kept(crew);
    const records: StepRecord[] = [];
    for (const step of plan.steps) {
      progress(records.length, step);
      records.push(step.fresh ? await onFreshCrew(step, crews) : await onKeptCrew(step, crews));
    }
    progress(records.length, null);
    const seconds = (epoch() - from) / 1000;
    const reporter = await crews.kept(plan.crews[0] ?? SEQUENTIAL);
    return await reporter.report({
      measured_at: Math.floor(measuredAt / 1000),
      seconds,
      question: plan.question,
      ...drive.machine,
      records,
    });
  } finally {
    drive.signal.removeEventListener('abort', endAll);
    await crews.endAll();
  }
}

async function onKeptCrew(step: Step, crews: Crews): Promise<StepRecord> {
  const crew = await crews.kept(step.crew);
  const { outcome } = await crew.step(step);
  return { step, start: null, outcome };
}

/** A browser now and then does not start a pool; the time until it is started anew is not what starting takes. */
async function onFreshCrew(step: Step, crews: Crews): Promise<StepRecord> {
  for (let tries = 0; tries < FRESH_TRIES; tries++) {
    const crew = crews.start(step.crew);
    const opened = await crew.ready();
    if (crew.restarted()) {
      await crews.end(crew);
      continue;
    }
    const { outcome, begunAt } = await crew.step(step);
    const ending = await crews.end(crew);
    const since = (at: number) => (at - crew.askedAt) / 1000;
    const start: Start = {
      loaded: since(opened.loadedAt),
      ready: since(opened.readyAt),
      begun: since(begunAt),
      ending,
    };
    return { step, start, outcome };
  }
  throw new Error('The worker pool failed to start several times.');
}

type Crews = {
  /** The one crew of its kind that stays to the end. */
  kept(crew: PoolConfig): Promise<LabSession>;
  /** Another one. */
  start(crew: PoolConfig): LabSession;
  end(crew: LabSession): Promise<number>;
  endAll(): Promise<void>;
};

function createCrews({ popcount }: LabPlan, { start, epoch, signal }: Drive): Crews {
  const living = new Set<LabSession>();
  const staying = new Map<string, LabSession>();

  function another(crew: PoolConfig): LabSession {
    signal.throwIfAborted();
    const started = startLabSession(() => start({ ...crew, purpose: 'lab', popcount }), epoch);
    living.add(started);
    return started;
  }

  async function end(crew: LabSession): Promise<number> {
    const seconds = await crew.end();
    living.delete(crew);
    return seconds;
  }

  return {
    async kept(crew) {
      const kind = `${crew.workers} ${crew.pool}`;
      const found = staying.get(kind) ?? another(crew);
      staying.set(kind, found);
      await found.ready();
      return found;
    },
    start: another,
    end,
    async endAll() {
      await Promise.all([...living].map(end));
    },
  };
}
