import { READING_MS } from '../lib/readings';
import type { CheckpointReport, ClassesCheckpointReport, ProgressState } from './generated';
import type { Job } from './job-queue';
import { checkpointReader, createKeeper } from './keeper';
import { NOT_KEPT } from './not-kept';
import type { Engine } from './open';
import type { JobEvent, JobNews } from './protocol';
import { openStage, type Stage } from './stage';
import { sentence, words } from './words';

/** What differs between the engines. */
export type Method = {
  /** of the job, as the database and other tabs know it */
  name: string;
  /** Unless it was asked for from the start, it is kept from when it is long. */
  keptWhenLong: boolean;
  /** Starts without what is done in a checkpoint; throws why it is refused. */
  start(checkpoint: string | null): void;
  started(): JobNews;
  /** `done` as a checkpoint counts it */
  look(): Look;
  /** what is new since it was asked for last: for the page, and for other tabs */
  news(): { here: JobNews; elsewhere: () => JobNews };
  /** what was told so far, for a tab that begins to watch so many seconds after the start */
  sofar(elapsed: number): JobNews[];
  /** Resolves when it should be looked at again; messages are heard meanwhile. */
  advance(): Promise<void>;
  cancel(): void;
  /** Throws where not all agrees. */
  result(): JobNews;
  /** What was gone on with is of more than was asked for, which is still to be counted. */
  leavesMore(): boolean;
};

export type Look = { state: ProgressState; done: number; units: number };

export type HowKept = {
  keep: boolean;
  /** as it stands in a file, which could not be saved; to be gone on with */
  checkpoint: string | null;
  /** It goes on with what is saved, or not at all. */
  resume?: boolean | undefined;
  /** how often it is saved */
  autosaveMs?: number | undefined;
};

/** A count that was to take no such time is kept from then on. */
const LONG_MS = 5000;

/** As long as no tab can watch. */
const UNWATCHED: Stage = { open: () => {}, tell: () => {}, close: () => {} };

/** A count from its request to its end, with that number. */
export function startJob(
  { counter, module }: Pick<Engine, 'counter' | 'module'>,
  method: Method,
  id: number,
  { keep: asked, checkpoint: given, resume = false, autosaveMs }: HowKept,
  post: (event: JobEvent) => void,
): Job {
  let running = false;
  /** there is more than there was before */
  let more = false;
  let stop = () => {};
  const stopped = new Promise<null>((resolve) => {
    stop = () => resolve(null);
  });
  let broken: string | null = null;
  let ending: 'paused' | 'stopped' | null = null;
  let keeper = NOT_KEPT;
  let stage = UNWATCHED;
  let sofar = (): JobNews[] => [];

  const event = (news: JobNews): JobEvent => ({ id, ...news });
  const say = (news: JobNews) => post(event(news));
  const notKept = (error: unknown) => say({ type: 'kept', trouble: words(error) });
  const report = (): CheckpointReport | ClassesCheckpointReport => JSON.parse(counter.checkpoint());

  /** Takes the job for this tab. */
  async function keep(): Promise<void> {
    const without = (message: string) => say({ type: 'without', message });
    const tell = (trouble: string | null) => say({ type: 'kept', trouble });
    keeper = createKeeper(method.name, report, tell, autosaveMs, undefined, {
      without,
      saving: () => say({ type: 'saving' }),
      unsaved: (checkpoint) => say({ type: 'unsaved', checkpoint }),
      join: checkpointReader(module),
    });
    if (!(await keeper.claim())) return;
    stage = openStage(method.name, (why) =>
      without(`Other tabs cannot watch this count; the browser refuses to tell them: ${sentence(why)}`),
    );
    stage.open(() => sofar().map(event));
  }

  async function claimed(): Promise<void> {
    try {
      if (asked) await keep();
    } catch (error) {
      if (resume) return say({ type: 'refused', message: sentence(words(error)) });
      notKept(error);
    }
    if (!(await keeper.claim())) return say({ type: 'elsewhere' });
    try {
      await run();
    } finally {
      running = false;
      stage.close();
      await keeper.release();
    }
  }

  async function run(): Promise<void> {
    let resumed: string | null;
    try {
      // A cancel does not wait for the database.
      resumed = await Promise.race([keeper.before(given, resume), stopped]);
      if (ending) return say({ type: 'cancelled', finished: 0, units: 0 });
      method.start(resumed);
    } catch (error) {
      return say({ type: 'refused', message: sentence(words(error)) });
    }
    const startedAt = performance.now();
    say(method.started());
    const fewer = counter.whyFewerWorkers();
    if (fewer) say({ type: 'without', message: fewer });
    running = true;
    sofar = () => method.sofar((performance.now() - startedAt) / 1000);
    const before = look().done;
    let saidAt = startedAt;
    let kept = asked;
    while (true) {
      const looked = look();
      const now = performance.now();
      const over = looked.state.kind !== 'running';
      more = looked.done > before;
      if (over || now - saidAt >= READING_MS) {
        const { here, elsewhere } = method.news();
        say(here);
        stage.tell(() => event(elsewhere()));
        saidAt = now;
      }
      running = !over;
      if (over) return ended(looked, resumed !== null);
      if (!kept && method.keptWhenLong && now - startedAt >= (autosaveMs ?? LONG_MS)) {
        kept = true;
        keep().catch(notKept);
      }
      // Nothing is saved while only what is not saved is made again.
      if (more) keeper.look(now - startedAt, looked.done);
      await method.advance();
    }
  }

  function look(): Look {
    const looked = method.look();
    if (broken === null || looked.state.kind !== 'running') return looked;
    counter.cancel();
    return { ...looked, state: { kind: 'failed', message: broken } };
  }

  /** A total is said at once; what is to be gone on with, when it has been saved. */
  async function ended(last: Look, resumed: boolean): Promise<void> {
    const end = outcome(method, last);
    const tell = () => {
      say(end);
      stage.tell(() => event(end));
    };
    if (last.state.kind === 'done') {
      tell();
      if (resumed && method.leavesMore()) await keeper.keep(asked);
      else await keeper.forget();
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
      method.cancel();
    },
    save() {
      if (running && more) keeper.save();
    },
    over: claimed(),
  };
}

/** How the count has ended; a total only when it is whole and all agrees. */
function outcome(method: Method, { state, done: finished, units }: Look): JobNews {
  if (state.kind === 'cancelled') return { type: 'cancelled', finished, units };
  try {
    if (state.kind !== 'failed') return method.result();
    return { type: 'failed', message: sentence(state.message), finished, units };
  } catch (error) {
    return { type: 'failed', message: sentence(words(error)), finished, units };
  }
}
