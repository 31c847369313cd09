import { READING_MS } from '../lib/readings';
import { classesJobName } from '../lib/unfinished-record';
import { CANCELLED } from './cancelled';
import type { ClassesCheckpointReport, ClassesProgress } from './generated';
import { NOT_KEPT } from './not-kept';
import { nextTask } from './pace';
import { type ClassCounter, readClassCheckpoint } from './pkg/latin_rectangles.js';
import type { ClassesEvent, ClassesQuestion, KeptEvent, WithoutEvent } from './protocol';
import { sentence, words } from './words';

/** Reads a checkpoint, joined with another of the same n; throws when it is refused. */
export const readClasses = (text: string, kept?: string): ClassesCheckpointReport =>
  JSON.parse(readClassCheckpoint(text, kept));

/** So long is counted between two times of hearing messages. */
const SLICE_MS = 25;

/** A count by classes from its question to its answer. */
export type ClassCount = {
  cancel(): void;
  /** Cancels, and keeps what is done whatever it is. */
  pause(): void;
  /** Keeps what is done, and goes on. */
  save(): void;
  /** A worker broke, for this reason. */
  fail(reason: string): void;
  /** resolves when it is answered */
  over: Promise<void>;
};

/** Counts in the dedicated worker, which waits for its pool or does all by itself, and hears messages meanwhile. */
export function startClasses(
  counter: ClassCounter,
  { id, columns, from, to, keep, checkpoint: given, resume = false }: ClassesQuestion,
  say: (event: ClassesEvent | KeptEvent | WithoutEvent) => void,
  autosaveMs?: number,
): ClassCount {
  let broken: string | undefined;
  /** there is more than there was before */
  let more = false;
  let ending: 'paused' | 'stopped' | undefined;
  const refuse = (message: string) => say({ type: 'classesRefused', id, message });
  const look = (): ClassesProgress => JSON.parse(counter.progress());
  const report = (): ClassesCheckpointReport => JSON.parse(counter.checkpoint());
  const tell = (trouble: string | null) => say({ type: 'kept', trouble });
  let keeper = NOT_KEPT;

  /** Fetched for counts that are kept, as checks are short. */
  async function claimed(): Promise<boolean> {
    const { createKeeper } = await import('./keeper');
    keeper = createKeeper(classesJobName(columns), report, tell, autosaveMs, undefined, {
      without: (message) => say({ type: 'without', message }),
      saving: () => say({ type: 'saving' }),
      unsaved: (checkpoint) => say({ type: 'unsaved', checkpoint }),
      join: readClasses,
    });
    return keeper.claim();
  }

  let checkpoint = given;

  async function run(): Promise<void> {
    try {
      if (keep && !(await claimed()))
        return refuse(`n = ${columns} is being counted by classes in another tab.`);
      if (keep) checkpoint = await keeper.before(given, resume);
      if (ending) return refuse(CANCELLED);
      counter.start(columns, from, to, checkpoint ?? undefined);
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
      if (broken !== undefined) return refuse(sentence(broken));
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
    } else if (state.kind === 'failed') refuse(sentence(state.message));
    else {
      await keeper.keep(ending === 'paused');
      await keeper.release();
      refuse(CANCELLED);
    }
  }

  /** What was gone on with is of more rows, which are still to be counted. */
  function asksForMore(): boolean {
    if (checkpoint === null) return false;
    const asked = report();
    return asked.from < from || asked.to > to;
  }

  function end(how: 'paused' | 'stopped'): void {
    ending ??= how;
    counter.cancel();
  }

  return {
    cancel: () => end('stopped'),
    pause: () => end('paused'),
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
