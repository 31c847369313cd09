import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { StartedAnew } from '../engine/ask';
import type { ClassesProgress, ClassesResult, Shape } from '../engine/generated';
import { type ClassesRange, endsJob, type JobNews } from '../engine/protocol';
import { sentence, words } from '../engine/words';
import { type ClassesFinished, finishedOf } from '../lib/finished';
import { paced } from '../lib/readings';
import type { Engine } from './engine';

/** What is to be counted. */
export type ClassesJob = {
  questions: ClassesRange[];
  /** What is done is kept while it runs, and what was kept before is not counted again. */
  keep: boolean;
  /** Hears how many questions are answered and how far the next one is; null between two. */
  tell(answered: number, progress: ClassesProgress | null): void;
  /** Hears what a question came to. */
  take(finished: ClassesFinished[]): void;
};

/** How it ended. */
export type ClassesEnd = { state: 'done' } | { state: 'cancelled' } | { state: 'failed'; message: string };

/** Counts by classes: one job at a time; another one ends the one in hand. */
export type Classes = {
  /** counted since the page was opened */
  of(shape: Shape): ClassesFinished | null;
  running: ReadonlySignal<boolean>;
  /** Counts of these shapes are made anew when they are asked for. */
  forget(shapes: Shape[]): void;
  count(job: ClassesJob): Promise<ClassesEnd>;
  /** Ends the job in hand. */
  cancel(): void;
  /** Ends the job in hand, and keeps what is done of it. */
  pause(): void;
};

export type ClassesDeps = {
  engine: Pick<Engine, 'ready' | 'send' | 'run' | 'restart' | 'damaged' | 'version'>;
  /** milliseconds since 1970 */
  epoch(): number;
  /** milliseconds from one reading to the next */
  readEvery: number;
  /** what could not be saved of counts of that n, as it stands in a file */
  checkpointOf(columns: number): string | null;
  /** Whether something is saved of counts of that n. */
  resumes?(columns: number): boolean;
  /** A job that is kept begins. */
  begun?(): void;
  /** A job that is kept has ended. */
  ended(): void;
};

/** The job in hand is to end, for this reason as the engine is told it. */
type Ending = 'cancel' | 'pause';

const CANCELLED: ClassesEnd = { state: 'cancelled' };

export function createClasses(deps: ClassesDeps): Classes {
  const { engine, epoch, readEvery, checkpointOf, resumes = () => false } = deps;
  /** by the names of their shapes */
  const counted = signal<ReadonlyMap<string, ClassesFinished>>(new Map());
  const jobs = signal(0);
  let asked = false;
  let end = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function carryOut(job: ClassesJob, ending: AbortSignal): Promise<ClassesEnd> {
    if (job.keep) deps.begun?.();
    try {
      for (const [i, question] of job.questions.entries()) {
        const readings = paced<ClassesProgress>(readEvery, (progress) => job.tell(i, progress));
        const end = await endOf(question, job.keep, ending, readings.offer).finally(readings.drop);
        if (end.type === 'classesCounted') take(job, i, question, end.result);
        else if (ending.aborted || end.type === 'cancelled') return CANCELLED;
        else return { state: 'failed', message: reasonOf(end, question) };
      }
      return { state: 'done' };
    } catch (error) {
      return ending.aborted ? CANCELLED : { state: 'failed', message: sentence(words(error)) };
    }
  }

  /** How the engine ends it, or the next one where it is started anew meanwhile. */
  async function endOf(
    question: ClassesRange,
    keep: boolean,
    ending: AbortSignal,
    hear: (progress: ClassesProgress) => void,
  ): Promise<JobNews> {
    for (;;) {
      if (engine.damaged.value) void engine.restart();
      await Promise.race([engine.ready(), aborted(ending)]);
      if (ending.aborted) return { type: 'cancelled', finished: 0, units: 0 };
      asked = true;
      try {
        return await runOnce(question, keep, hear);
      } catch (error) {
        if (!(error instanceof StartedAnew)) throw error;
      } finally {
        asked = false;
      }
    }
  }

  function runOnce(question: ClassesRange, keep: boolean, hear: (progress: ClassesProgress) => void) {
    const checkpoint = keep ? checkpointOf(question.columns) : null;
    const resume = keep && checkpoint === null && resumes(question.columns) && { resume: true };
    return new Promise<JobNews>((resolve, reject) => {
      engine.run({ type: 'classes', ...question, keep, checkpoint, ...resume }, (news) => {
        if (news.type === 'lost') reject(news.reason);
        else if (news.type === 'classesProgress') hear(news.progress);
        else if (endsJob(news)) resolve(news);
      });
    });
  }

  function take(job: ClassesJob, i: number, question: ClassesRange, result: ClassesResult) {
    const date = new Date(epoch()).toISOString();
    const finished = finishedOf(result, question, date, engine.version.value);
    batch(() => {
      counted.value = new Map([...counted.value, ...finished.map((one) => [keyOf(one), one] as const)]);
      job.take(finished);
      job.tell(i + 1, null);
    });
  }

  function endBy(how: Ending) {
    if (end.signal.aborted) return;
    end.abort();
    if (asked) engine.send({ type: how });
  }

  return {
    of: (shape) => counted.value.get(keyOf(shape)) ?? null,
    running: computed(() => jobs.value > 0),
    forget(shapes) {
      const names = new Set(shapes.map(keyOf));
      if (names.size > 0) counted.value = new Map([...counted.value].filter(([name]) => !names.has(name)));
    },
    async count(job) {
      endBy('cancel');
      end = new AbortController();
      const { signal: ending } = end;
      const idle = jobs.value === 0;
      jobs.value++;
      const ended = idle ? carryOut(job, ending) : last.then(() => carryOut(job, ending));
      last = ended;
      try {
        return await ended;
      } finally {
        jobs.value--;
        if (job.keep) deps.ended();
      }
    },
    cancel: () => endBy('cancel'),
    pause: () => endBy('pause'),
  };
}

/** Why there are no figures. */
function reasonOf(end: JobNews, { columns }: ClassesRange): string {
  if (end.type === 'elsewhere') return `n = ${columns} is already being counted in another tab.`;
  return 'message' in end ? end.message : '';
}

const keyOf = ({ rows, columns }: Shape) => `${rows}x${columns}`;

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
