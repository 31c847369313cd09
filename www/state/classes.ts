import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type ClassesCrew, startClassesCrew } from '../engine/classes-crew';
import type { ClassesProgress, Shape } from '../engine/generated';
import type { ClassesRange, Opening } from '../engine/protocol';
import { sentence, words } from '../engine/words';
import { type ClassesFinished, finishedOf } from '../lib/finished';
import type { EngineSource } from './engine';

/** What is to be counted, and by whom. */
export type ClassesJob = {
  questions: ClassesRange[];
  /** null counts in the dedicated worker itself: enough for what takes no time */
  workers: number | null;
  /** Hears how many questions are answered and how far the next one is; null between two. */
  tell(answered: number, progress: ClassesProgress | null): void;
  /** Hears what a question came to. */
  take(finished: ClassesFinished[]): void;
};

/** How it ended. */
export type ClassesEnd = { state: 'done' } | { state: 'cancelled' } | { state: 'failed'; message: string };

/** Counts by classes: one job at a time, each with workers of its own; another one ends the one in hand. */
export type Classes = {
  /** counted since the page was opened, by the names of their shapes */
  counted: ReadonlySignal<ReadonlyMap<string, ClassesFinished>>;
  /** counted since the page was opened */
  of(shape: Shape): ClassesFinished | null;
  running: ReadonlySignal<boolean>;
  count(job: ClassesJob): Promise<ClassesEnd>;
  /** Ends the job in hand, whatever its workers do. */
  cancel(): void;
};

export function createClasses(start: EngineSource['start'], epoch: () => number): Classes {
  const counted = signal<ReadonlyMap<string, ClassesFinished>>(new Map());
  const jobs = signal(0);
  let stop = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function carryOut(job: ClassesJob, stopped: AbortSignal): Promise<ClassesEnd> {
    if (stopped.aborted) return { state: 'cancelled' };
    const crew = startClassesCrew(() => start(openingOf(job.workers)));
    const end = () => void crew.end();
    stopped.addEventListener('abort', end);
    try {
      await askAll(crew, job);
      return { state: 'done' };
    } catch (error) {
      return stopped.aborted ? { state: 'cancelled' } : { state: 'failed', message: sentence(words(error)) };
    } finally {
      stopped.removeEventListener('abort', end);
      await crew.end();
    }
  }

  async function askAll(crew: ClassesCrew, { questions, tell, take }: ClassesJob) {
    const { version } = await crew.ready();
    for (const [i, question] of questions.entries()) {
      const result = await crew.count(question, (progress) => tell(i, progress));
      const finished = finishedOf(result, question, new Date(epoch()).toISOString(), version);
      batch(() => {
        counted.value = new Map([...counted.value, ...finished.map((one) => [keyOf(one), one] as const)]);
        take(finished);
        tell(i + 1, null);
      });
    }
  }

  return {
    counted,
    of: (shape) => counted.value.get(keyOf(shape)) ?? null,
    running: computed(() => jobs.value > 0),
    async count(job) {
      stop.abort();
      stop = new AbortController();
      const { signal: stopped } = stop;
      const idle = jobs.value === 0;
      jobs.value++;
      const ended = idle ? carryOut(job, stopped) : last.then(() => carryOut(job, stopped));
      last = ended;
      try {
        return await ended;
      } finally {
        jobs.value--;
      }
    },
    cancel: () => stop.abort(),
  };
}

const keyOf = ({ rows, columns }: Shape) => `${rows}x${columns}`;

const openingOf = (workers: number | null): Opening => ({
  module: 'classes',
  workers: workers ?? 1,
  pool: workers !== null,
  popcount: null,
});
