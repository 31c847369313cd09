import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { CANCELLED } from '../engine/cancelled';
import { type ClassesCrew, startClassesCrew } from '../engine/classes-crew';
import type { ClassesProgress, Shape } from '../engine/generated';
import type { ClassesRange, Event, Opening } from '../engine/protocol';
import { sentence, words } from '../engine/words';
import { type ClassesFinished, finishedOf } from '../lib/finished';
import { paced } from '../lib/readings';
import type { EngineSource } from './engine';

/** What is to be counted, and by whom. */
export type ClassesJob = {
  questions: ClassesRange[];
  /** null counts in the dedicated worker itself: enough for what takes no time */
  workers: number | null;
  /** What is done is kept while it runs, and what was kept before is not counted again. */
  keep: boolean;
  /** Hears how many questions are answered and how far the next one is; null between two. */
  tell(answered: number, progress: ClassesProgress | null): void;
  /** Hears what a question came to. */
  take(finished: ClassesFinished[]): void;
};

/** How it ended. */
export type ClassesEnd = { state: 'done' } | { state: 'cancelled' } | { state: 'failed'; message: string };

/** Counts by classes: one job at a time, each with workers of its own; another one ends the one in hand. */
export type Classes = {
  /** counted since the page was opened */
  of(shape: Shape): ClassesFinished | null;
  running: ReadonlySignal<boolean>;
  /** Counts of these shapes are made anew when they are asked for. */
  forget(shapes: Shape[]): void;
  count(job: ClassesJob): Promise<ClassesEnd>;
  /** Ends the job in hand, whatever its workers do. */
  cancel(): void;
  /** Ends the job in hand, and keeps what is done of it. */
  pause(): void;
  /** Keeps what is done of the job in hand, which goes on. */
  save(): void;
  /** why what is done of the job in hand is not kept, in one sentence */
  notKept: ReadonlySignal<string | null>;
  /** when the last write that succeeded did, in milliseconds since 1970 */
  savedAt: ReadonlySignal<number | null>;
  /** what the job in hand does without, in sentences */
  without: ReadonlySignal<string[]>;
};

export type ClassesDeps = {
  start: EngineSource['start'];
  /** milliseconds since 1970 */
  epoch(): number;
  /** milliseconds from one reading to the next */
  readEvery: number;
  /** what could not be saved of counts of that n, as it stands in a file */
  checkpointOf(columns: number): string | null;
  /** Whether something is saved of counts of that n. */
  resumes?(columns: number): boolean;
  /** Has what is done of a job that was paused and could not be saved. */
  hold?(report: Extract<Event, { type: 'unsaved' }>['checkpoint']): void;
  /** A job that is kept has ended. */
  ended(): void;
  /** Something of a job is kept. */
  kept?(): void;
};

export function createClasses(deps: ClassesDeps): Classes {
  const {
    start,
    epoch,
    readEvery,
    checkpointOf,
    resumes = () => false,
    hold = () => {},
    ended: tellEnd,
  } = deps;
  /** by the names of their shapes */
  const counted = signal<ReadonlyMap<string, ClassesFinished>>(new Map());
  const jobs = signal(0);
  const notKept = signal<string | null>(null);
  const savedAt = signal<number | null>(null);
  const without = signal<string[]>([]);
  let stop = new AbortController();
  let pause = () => {};
  let save = () => {};
  let last: Promise<unknown> = Promise.resolve();

  async function carryOut(job: ClassesJob, stopped: AbortSignal): Promise<ClassesEnd> {
    if (stopped.aborted) return { state: 'cancelled' };
    const crew = startClassesCrew(() => start(openingOf(job.workers)));
    const end = () => void crew.end();
    stopped.addEventListener('abort', end);
    let paused = false;
    notKept.value = savedAt.value = null;
    without.value = [];
    pause = () => {
      paused = true;
      void crew.pause();
    };
    save = () => crew.save();
    try {
      await askAll(crew, job, () => paused);
      return { state: 'done' };
    } catch (error) {
      if (stopped.aborted || paused) return { state: 'cancelled' };
      return { state: 'failed', message: sentence(words(error)) };
    } finally {
      stopped.removeEventListener('abort', end);
      save = () => {};
      await crew.end();
    }
  }

  async function askAll(
    crew: ClassesCrew,
    { questions, tell, take, keep }: ClassesJob,
    paused: () => boolean,
  ) {
    const { version } = await crew.ready();
    for (const [i, question] of questions.entries()) {
      if (paused()) throw new Error(CANCELLED);
      const readings = paced<ClassesProgress>(readEvery, (progress) => tell(i, progress));
      const unsaved = keep ? checkpointOf(question.columns) : null;
      const answer = crew.count(question, readings.offer, {
        keep,
        checkpoint: unsaved,
        resume: keep && unsaved === null && resumes(question.columns),
        kept(trouble) {
          notKept.value = trouble;
          if (trouble !== null) return;
          savedAt.value = epoch();
          deps.kept?.();
        },
        unsaved: hold,
        without(message) {
          without.value = [...without.value, message];
        },
      });
      const result = await answer.finally(readings.drop);
      const finished = finishedOf(result, question, new Date(epoch()).toISOString(), version);
      batch(() => {
        counted.value = new Map([...counted.value, ...finished.map((one) => [keyOf(one), one] as const)]);
        take(finished);
        tell(i + 1, null);
      });
    }
  }

  return {
    of: (shape) => counted.value.get(keyOf(shape)) ?? null,
    running: computed(() => jobs.value > 0),
    forget(shapes) {
      const names = new Set(shapes.map(keyOf));
      if (names.size > 0) counted.value = new Map([...counted.value].filter(([name]) => !names.has(name)));
    },
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
        if (job.keep) tellEnd();
      }
    },
    cancel: () => stop.abort(),
    pause: () => pause(),
    save: () => save(),
    notKept,
    savedAt,
    without,
  };
}

const keyOf = ({ rows, columns }: Shape) => `${rows}x${columns}`;

const openingOf = (workers: number | null): Opening => ({
  purpose: 'classes',
  workers: workers ?? 1,
  pool: workers !== null,
  popcount: null,
});
