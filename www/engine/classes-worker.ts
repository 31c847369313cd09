import { CANCELLED } from './cancelled';
import type { ClassesProgress } from './generated';
import { nextTask } from './pace';
import * as module from './pkg/classes/classes.js';
import moduleUrl from './pkg/classes/classes_bg.wasm?url';
import type { ClassesEvent, ClassesQuestion } from './protocol';
import { sentence, words } from './words';

/** The module that counts by classes, which can all that the one for counting can, and where it is. */
export { module, moduleUrl };

const PROGRESS_EVERY_MS = 100;
/** So long is counted between two times of hearing messages. */
const SLICE_MS = 25;

/** A count by classes from its question to its answer. */
export type ClassCount = {
  cancel(): void;
  /** A worker broke, for this reason. */
  fail(reason: string): void;
  /** resolves when it is answered */
  over: Promise<void>;
};

/** Counts in the dedicated worker, which waits for its pool or does all by itself, and hears messages meanwhile. */
export function startClasses(
  counter: module.ClassCounter,
  { id, columns, from, to }: ClassesQuestion,
  say: (event: ClassesEvent) => void,
): ClassCount {
  let broken: string | undefined;
  const refuse = (message: string) => say({ type: 'classesRefused', id, message });
  const look = (): ClassesProgress => JSON.parse(counter.progress());

  async function run(): Promise<void> {
    try {
      counter.start(columns, from, to);
      await goOn();
    } catch (error) {
      refuse(sentence(words(error)));
    }
  }

  async function goOn(): Promise<void> {
    let saidAt = performance.now();
    while (true) {
      const until = performance.now() + SLICE_MS;
      let progress = look();
      while (progress.state.kind === 'running' && performance.now() < until) {
        counter.step();
        progress = look();
      }
      if (broken !== undefined) return refuse(sentence(broken));
      const over = progress.state.kind !== 'running';
      if (over || performance.now() - saidAt >= PROGRESS_EVERY_MS) {
        saidAt = performance.now();
        say({ type: 'classesProgress', id, progress });
      }
      if (over) return answer(progress);
      await nextTask();
    }
  }

  function answer({ state }: ClassesProgress): void {
    if (state.kind === 'cancelled') refuse(CANCELLED);
    else if (state.kind === 'failed') refuse(sentence(state.message));
    else say({ type: 'classesCounted', id, result: JSON.parse(counter.result()) });
  }

  return {
    cancel: () => counter.cancel(),
    fail(reason) {
      broken = reason;
      counter.cancel();
    },
    over: run(),
  };
}
