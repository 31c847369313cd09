import { READING_MS } from '../lib/readings';
import { classesJobName } from '../lib/unfinished-record';
import type { ClassesCheckpointReport, ClassesProgress } from './generated';
import type { Job } from './job';
import { NOT_KEPT } from './not-kept';
import type { Engine } from './open';
import { nextTask } from './pace';
import type { ClassesEvent, ClassesQuestion, KeptEvent, WithoutEvent } from './protocol';
import { sentence, words } from './words';

/** So long is counted between two times of hearing messages. */
const SLICE_MS = 25;

/** Counts on the pool or in the dedicated worker, which hears messages meanwhile. */
export function startClasses(
  { counter, module }: Pick<Engine, 'counter' | 'module'>,
  { id, columns, from, to, keep, checkpoint: given, resume = false }: ClassesQuestion,
  say: (event: ClassesEvent | KeptEvent | WithoutEvent) => void,
  autosaveMs?: number,
): Job {
  let broken: string | undefined;
  /** there is more than there was before */
  let more = false;
  let ending: 'paused' | 'stopped' | undefined;
  const refuse = (message: string) => say({ type: 'classesRefused', id, message });
  const fail = (message: string) => say({ type: 'classesFailed', id, message: sentence(message) });
  const tellCancelled = () => say({ type: 'classesCancelled', id });
  const look = (): ClassesProgress => JSON.parse(counter.progress());
  const report = (): ClassesCheckpointReport => JSON.parse(counter.checkpoint());
  const tell = (trouble: string | null) => say({ type: 'kept', trouble });
  let keeper = NOT_KEPT;

  /** Fetched for counts that are kept, as checks are short. */
  async function claimed(): Promise<boolean> {
    const { createKeeper, checkpointReader } = await import('./keeper');
    keeper = createKeeper(classesJobName(columns), report, tell, autosaveMs, undefined, {
      without: (message) => say({ type: 'without', message }),
      saving: () => say({ type: 'saving' }),
      unsaved: (checkpoint) => say({ type: 'unsaved', checkpoint }),
      join: checkpointReader(module),
    });
    return keeper.claim();
  }

  let checkpoint = given;

  async function run(): Promise<void> {
    try {
      if (keep && !(await claimed()))
        return refuse(`n = ${columns} is being counted by classes in another tab.`);
      if (keep) checkpoint = await keeper.before(given, resume);
      if (ending) return tellCancelled();
      counter.startClasses(columns, from, to, checkpoint ?? undefined);
      await goOn();
    } catch (error) {
      refuse(sentence(words(error)));
    } finally {
      await keeper.release();
    }
  }

  async function goOn(): Promise<void> {
    const startedAt = performance.now();
    let saidAt = startedAt;
    // There before: nothing is kept while the classes are only listed again.
    const before = look().blocks_done;
    while (true) {
      const until = performance.now() + SLICE_MS;
      let progress = look();
      while (progress.state.kind === 'running' && performance.now() < until) {
        counter.step();
        progress = look();
      }
      if (broken !== undefined) return fail(broken);
      const now = performance.now();
      const over = progress.state.kind !== 'running';
      more = !over && progress.blocks_done > before;
      if (over || now - saidAt >= READING_MS) {
        saidAt = now;
        say({ type: 'classesProgress', id, progress });
      }
      if (over) return answer(progress);
      if (keep && more) keeper.look(now - startedAt, progress.blocks_done);
      await nextTask();
    }
  }

  /** Whoever hears of the end may end this worker, and look what is kept and who has the job. */
  async function answer({ state }: ClassesProgress): Promise<void> {
    if (state.kind === 'done') {
      if (asksForMore()) await keeper.keep(keep);
      else await keeper.forget();
      await keeper.release();
      say({ type: 'classesCounted', id, result: JSON.parse(counter.result()) });
    } else if (state.kind === 'failed') fail(state.message);
    else {
      await keeper.keep(ending === 'paused');
      await keeper.release();
      tellCancelled();
    }
  }

  /** What was gone on with is of more rows, which are still to be counted. */
  function asksForMore(): boolean {
    if (checkpoint === null) return false;
    const asked = report();
    return asked.from < from || asked.to > to;
  }

  return {
    end(how) {
      ending ??= how;
      counter.cancel();
    },
    save() {
      if (keep && more) keeper.save();
    },
    fail(reason) {
      broken = reason;
      counter.cancel();
    },
    over: run(),
  };
}
