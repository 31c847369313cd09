import { READING_MS } from '../lib/readings';
import { jobName } from '../lib/unfinished-record';
import type {
  CheckpointReport,
  CountRequest,
  CountResult,
  FinishedUnit,
  Plan,
  ProgressReport,
} from './generated';
import type { Job } from './job';
import { copyMeter } from './meter';
import { NOT_KEPT } from './not-kept';
import type { Engine } from './open';
import type { Counter } from './pkg/latin_rectangles.js';
import type { Event, MeterSource } from './protocol';
import type { Stage } from './stage';
import { sentence, words } from './words';

/** A count that was to take no such time is kept from then on. */
const LONG_MS = 5000;

/** As long as no tab can watch. */
const UNWATCHED: Stage = { open: () => {}, tell: () => {}, close: () => {} };

/** Counts first columns; what is to be told of it goes through `say`. */
export function startCount(
  engine: Engine,
  { request, resume = false }: { request: CountRequest; resume?: boolean },
  say: (event: Event) => void,
  autosaveMs?: number,
): Job {
  const { counter, executor, memory, environment } = engine;
  let running = false;
  let stop = () => {};
  const stopped = new Promise<null>((resolve) => {
    stop = () => resolve(null);
  });
  let broken: string | null = null;
  let ending: 'paused' | 'stopped' | null = null;
  const name = jobName(request.shape, request.engine);
  let keeper = NOT_KEPT;
  let stage = UNWATCHED;
  let sofar = (): Event[] => [];

  /** Takes the job for this tab, with what is fetched for that, as most counts are short. */
  async function keep(): Promise<void> {
    const without = (message: string) => say({ type: 'without', message });
    const [{ createKeeper, checkpointReader }, { openStage }] = await Promise.all([
      import('./keeper'),
      import('./stage'),
    ]);
    keeper = createKeeper(
      name,
      () => JSON.parse(counter.checkpoint()) as CheckpointReport,
      (trouble) => say({ type: 'kept', trouble }),
      autosaveMs,
      undefined,
      {
        without,
        saving: () => say({ type: 'saving' }),
        unsaved: (report) => say({ type: 'unsaved', checkpoint: report }),
        join: checkpointReader(engine.module),
      },
    );
    if (!(await keeper.claim())) return;
    stage = openStage(name, (why) =>
      without(`Other tabs cannot watch this count; the browser refuses to tell them: ${sentence(why)}`),
    );
    stage.open(() => sofar());
  }

  const notKept = (error: unknown) => say({ type: 'kept', trouble: words(error) });

  async function claimed(): Promise<void> {
    try {
      if (request.keep) await keep();
    } catch (error) {
      if (resume) return say({ type: 'refused', message: sentence(words(error)) });
      notKept(error);
    }
    if (!(await keeper.claim())) return say({ type: 'elsewhere' });
    try {
      await run();
    } finally {
      stage.close();
      await keeper.release();
    }
  }

  async function run(): Promise<void> {
    let plan: Plan;
    try {
      // A cancel does not wait for the database.
      const checkpoint = await Promise.race([keeper.before(request.checkpoint, resume), stopped]);
      if (ending) return say({ type: 'cancelled', finished: 0, units: 0 });
      plan = JSON.parse(counter.start(JSON.stringify({ ...request, checkpoint })));
    } catch (error) {
      return say({ type: 'refused', message: sentence(words(error)) });
    }
    const startedAt = performance.now();
    const source = meterOf(engine, memory, environment.workers);
    // shared memory is seen by the page itself; other memory is copied for it again and again
    const meter = () => (executor.shared ? source : copyMeter(source));
    say({ type: 'started', plan, meter: meter(), elapsed: 0 });
    executor.begin(plan.units.length - plan.before.length);
    running = true;

    const all: FinishedUnit[] = [];
    sofar = () => [
      { type: 'started', plan, meter: copyMeter(source), elapsed: (performance.now() - startedAt) / 1000 },
      { type: 'progress', finished: all, meter: copyMeter(source) },
    ];
    let finished: FinishedUnit[] = [];
    let saidAt = startedAt;
    let kept = request.keep;
    while (true) {
      const report = look();
      finished.push(...report.finished);
      const now = performance.now();
      const over = report.state.kind !== 'running';
      if (over || now - saidAt >= READING_MS) {
        say({ type: 'progress', finished, meter: executor.shared ? null : meter() });
        stage.tell(() => ({ type: 'progress', finished, meter: copyMeter(source) }));
        all.push(...finished);
        finished = [];
        saidAt = now;
      }
      running = !over;
      if (over) return ended(outcome(counter, report, plan));
      if (!kept && now - startedAt >= (autosaveMs ?? LONG_MS)) {
        kept = true;
        keep().catch(notKept);
      }
      keeper.look(now - startedAt, report.done);
      await executor.advance(startedAt);
    }
  }

  function look(): ProgressReport {
    const report: ProgressReport = JSON.parse(counter.progress());
    if (broken === null || report.state.kind !== 'running') return report;
    counter.cancel();
    return { ...report, state: { kind: 'failed', message: broken } };
  }

  /** A total is said at once; what is to be gone on with, when it has been kept. */
  async function ended(event: Event): Promise<void> {
    const tell = () => {
      say(event);
      stage.tell(() => event);
    };
    if (event.type === 'done') {
      tell();
      await keeper.forget();
    } else {
      await keeper.keep(ending === 'paused');
      // Whoever hears of the end may look who has the job.
      await keeper.release();
      tell();
    }
  }

  return {
    fail(reason) {
      broken = reason;
    },
    end(how) {
      ending ??= how;
      stop();
      executor.cancel();
    },
    save() {
      if (running) keeper.save();
    },
    over: claimed(),
  };
}

/** How the count has ended; a total only when it is whole and all first columns agree. */
function outcome(counter: Counter, { state, done }: ProgressReport, plan: Plan): Event {
  const sofar = { finished: done, units: plan.units.length };
  if (state.kind === 'cancelled') return { type: 'cancelled', ...sofar };
  if (state.kind === 'failed') return { type: 'failed', message: sentence(state.message), ...sofar };
  try {
    const result: CountResult = JSON.parse(counter.result());
    return { type: 'done', result };
  } catch (error) {
    return { type: 'failed', message: sentence(words(error)), ...sofar };
  }
}

function meterOf({ module, counter }: Engine, memory: WebAssembly.Memory, workers: number): MeterSource {
  const offset = counter.meterAddress();
  if (offset === undefined) throw new Error('no count has a meter');
  return { buffer: memory.buffer, offset, workers, words: module.Counter.meterWords() };
}
