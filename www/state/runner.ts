import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { EngineName, Popcount, Shape } from '../engine/generated';
import type { JobNews } from '../engine/protocol';
import { type Finished, isByClasses } from '../lib/finished';
import { classesJobName, jobName, type UnfinishedCount } from '../lib/unfinished-record';
import type { Check } from './check';
import type { Planned } from './choice';
import type { Classes } from './classes';
import type { Engine, Heard } from './engine';
import type { Form } from './form';
import type { Live } from './live';
import type { Results } from './results';
import {
  begin,
  brokenOff,
  type ClassesJob,
  type ColumnsJob,
  counted,
  fold,
  progressed,
  type Run,
  stop,
} from './run';
import type { Saving } from './saving';
import type { Unfinished } from './unfinished';

/** From here on a count is kept while it runs. */
const KEPT_SECONDS = 5;
const COLUMNS_ENGINE: EngineName = 'enumerate';

/** Carries a run out, job after job, with the engine that each has. */
export type Runner = {
  run: Signal<Run>;
  /** asked for by the run; the form may have been changed since */
  popcount: ReadonlySignal<Popcount>;
  /** what is done of the running count is kept, so that it can be paused */
  keeping: ReadonlySignal<boolean>;
  /** why what is done of the running count is not kept, in one sentence */
  notKept: ReadonlySignal<string | null>;
  /** when what is done of the running count was last saved, in milliseconds since 1970; null before the first time */
  savedAt: ReadonlySignal<number | null>;
  /** what the running count does without, in sentences */
  without: ReadonlySignal<string[]>;
  /** what was to be counted, but is being counted in another tab */
  elsewhere: Signal<Shape | null>;
  /** when the running count was last looked at, as performance.now() */
  lookedAt: ReadonlySignal<number>;
  start(plan: Planned[]): void;
  /** Shows what another tab counts. */
  watch(shape: Shape): void;
  cancel(how: 'cancel' | 'pause'): void;
  /** Saves what is finished. */
  keep(finished: Finished[]): void;
  /** When a count was finished, as Date.toISOString writes it. */
  dateOf(result: Finished): string;
};

export type RunnerDeps = {
  engine: Engine;
  classes: Classes;
  check: Check;
  results: Results;
  unfinished: Unfinished;
  saving: Saving;
  live: Live;
  form: Pick<Form, 'schedule' | 'popcount'>;
  /** About how long a shape takes by classes. */
  classesSeconds(shape: Shape): number;
  /** The engine has refused a job, or broken before one, in its words. */
  refused(message: string): void;
  /** as performance.now() */
  now(): number;
  /** milliseconds since 1970 */
  epoch(): number;
  /** Calls back before the next repaint; while the page is hidden there is none. */
  nextFrame(callback: () => void): void;
  /** milliseconds from one reading to the next */
  readEvery: number;
  /** Hears of a count in another tab until it ends; returns the function that stops watching. */
  watchJob(name: string, hear: (news: JobNews) => void): () => void;
};

export function createRunner(deps: RunnerDeps): Runner {
  const { engine, classes, check, results, unfinished, saving, live, form, now } = deps;
  const run = signal<Run>({ state: 'idle' });
  const popcount = signal(form.popcount.value);
  const keeping = signal(false);
  /** when what the running count goes on with was saved */
  const savedBefore = signal<number | null>(null);
  const elsewhere = signal<Shape | null>(null);
  const lookedAt = signal(now());
  const dates = new WeakMap<Finished, string>();
  let stopWatching = () => {};
  let reading: ReturnType<typeof setTimeout> | undefined;

  function enter(next: Run) {
    batch(() => {
      elsewhere.value = null;
      saving.forget();
      live.forget();
      run.value = next;
    });
  }

  function sendJob() {
    if (run.value.state !== 'running') return;
    const { job } = run.value;
    if (job.engine === 'classes') void countByClasses(job);
    else countColumns(job);
  }

  /** Whether the job is kept, and since when something of it is saved. */
  function keepFrom(saved: UnfinishedCount | null, unsaved: Blob | null, seconds: number) {
    keeping.value = saved !== null || seconds >= KEPT_SECONDS;
    savedBefore.value = saved !== null && unsaved === null ? Date.parse(saved.date) : null;
  }

  function countColumns({ shape: { rows, columns, seconds } }: ColumnsJob) {
    const shape = { rows, columns };
    const saved = unfinished.of(shape);
    const checkpoint = unfinished.unsaved(jobName(shape, COLUMNS_ENGINE));
    keepFrom(saved, checkpoint, seconds);
    const request = {
      shape,
      engine: COLUMNS_ENGINE,
      schedule: form.schedule.value,
      options: { popcount: popcount.value },
      keep: keeping.value,
    };
    const resume = saved !== null && checkpoint === null && { resume: true };
    engine.run({ type: 'count', request, checkpoint, ...resume }, hear);
  }

  async function countByClasses({ range, shape: { seconds } }: ClassesJob) {
    const { columns } = range;
    keepFrom(unfinished.ofClasses(columns), unfinished.unsaved(classesJobName(columns)), seconds);
    const ended = await classes.count({
      questions: [range],
      keep: keeping.value,
      tell(_, progress) {
        if (progress) run.value = progressed(run.value, progress);
      },
      take(finished) {
        run.value = counted(run.value, finished, now());
        keep(finished);
      },
    });
    if (ended.state === 'done') unfinished.over(classesJobName(range.columns));
    else {
      if (run.value.state !== 'running') return;
      run.value = brokenOff(run.value, ended, now());
    }
    goOnWithNext();
  }

  function goOnWithNext() {
    if (run.value.state === 'running') {
      live.forget();
      sendJob();
    } else if (run.value.state === 'done') {
      void check.begin(run.value.results, deps.classesSeconds);
    }
  }

  function keep(finished: Finished[]) {
    const [first] = finished;
    if (first) void results.keep(finished, engine.version.value, dateOf(first));
  }

  function dateOf(result: Finished): string {
    if (isByClasses(result)) return result.date;
    const date = dates.get(result) ?? new Date(deps.epoch()).toISOString();
    dates.set(result, date);
    return date;
  }

  /** From one run to the next there is one timer, so that readings never come from two. */
  function readLater() {
    clearTimeout(reading);
    reading = setTimeout(() => deps.nextFrame(read), deps.readEvery);
  }

  function read() {
    if (run.value.state !== 'running') return;
    lookedAt.value = now();
    if (run.value.job.engine === 'enumerate') live.look(run.value.job, now());
    readLater();
  }

  function hear(news: Heard) {
    const before = run.value;
    run.value = fold(before, news, now());
    if (before.state !== 'running') return;
    const alone = before.shapes.length === 1;
    if (news.type === 'refused' && alone) deps.refused(news.message);
    if (news.type === 'elsewhere' && alone) elsewhere.value = before.job.shape;
    if (run.value.state !== 'running') void unfinished.refresh();
    if (news.type === 'done') {
      dateOf(news.result);
      if (before.watched) void results.refresh();
      else {
        unfinished.over(jobName(before.job.shape, COLUMNS_ENGINE));
        keep([news.result]);
      }
    }
    if (news.type === 'done' || news.type === 'refused' || news.type === 'elsewhere') goOnWithNext();
  }

  engine.listen((event) => {
    if (event.type === 'broken' && run.value.state !== 'running' && !classes.running.value)
      deps.refused(`${event.message} It is being started again; please try again.`);
  });

  return {
    run,
    popcount,
    keeping,
    notKept: saving.notKept,
    savedAt: computed(() => saving.savedAt.value ?? savedBefore.value),
    without: saving.without,
    elsewhere,
    lookedAt,
    start(plan) {
      popcount.value = form.popcount.value;
      enter(begin(plan, now()));
      sendJob();
      readLater();
    },
    watch(shape) {
      keeping.value = false;
      enter(begin([{ ...shape, engine: COLUMNS_ENGINE, seconds: 0 }], now(), true));
      stopWatching = deps.watchJob(jobName(shape, COLUMNS_ENGINE), hear);
      readLater();
    },
    cancel(how) {
      if (run.value.state !== 'running' || run.value.stopping) return;
      if (run.value.watched) {
        stopWatching();
        run.value = { state: 'idle' };
        void unfinished.refresh();
        return;
      }
      const { job } = run.value;
      run.value = stop(run.value);
      if (job.engine === 'enumerate') engine.send({ type: how });
      else if (how === 'pause') classes.pause();
      else classes.cancel();
    },
    keep,
    dateOf,
  };
}
