import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { EngineRestarted } from '../engine/calls';
import { errorMessage, sentence } from '../engine/error-message';
import { jobOf } from '../model/checkpoint-record';
import { FIGURE_LETTERS, FIGURE_NAMES, type FigureName } from '../model/figures';
import type {
  CountRequest,
  EngineName,
  ProgressReport,
  SequenceFormat,
  SequencePart,
  SequencePlan,
  Shape,
  Term,
} from '../model/generated';
import type { Finished } from '../model/result';
import { requestOf, type SequencePlace, shapeAt } from '../model/sequence';
import type { Counts } from './counts';
import type { Engine } from './engine';
import { notReady } from './not-ready';

/** Terms that take no longer are counted as soon as they are looked at. */
const AT_ONCE_SECONDS = 5;
/** Longer counts are autosaved. */
const AUTOSAVE_SECONDS = 5;
/** How long choosing must rest before the counts are looked up. */
const DELAY = 150;

/** What the view is doing. */
export type SequenceRun =
  | { state: 'idle' }
  | {
      state: 'running';
      /** counts that are done, of all */
      done: number;
      of: number;
      /** of the current count; null while the workers are started */
      progress: ProgressReport | null;
      stopping: boolean;
    }
  | { state: 'done'; seconds: number }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

/** A term, or that it is not counted yet, or by nothing and why. */
export type Known = { at: number; value: string | null; engine: EngineName | null; why: string | null };

/** A figure of every n for a fixed r, or of every r for a fixed n. */
export type Sequences = {
  place: Signal<SequencePlace>;
  /** Of the figure that is shown; null until it arrives. */
  plan: ReadonlySignal<SequencePlan | null>;
  /** why there is no plan, in one sentence */
  trouble: ReadonlySignal<string | null>;
  /** every term, in order */
  terms: ReadonlySignal<Known[]>;
  /** The figure of a term, if it is counted. */
  termOf(at: number, figure: FigureName): Term | null;
  /** how long the terms that are not counted yet would take together, about; 0 if all are */
  seconds: ReadonlySignal<number>;
  /** whether there is saved progress of a term that is missing */
  resumable: ReadonlySignal<boolean>;
  run: Signal<SequenceRun>;
  running: ReadonlySignal<boolean>;
  /** why nothing can be counted now, in one sentence; null when it can */
  blocked: ReadonlySignal<string | null>;
  /** Counts the terms that are missing. */
  count(): void;
  /** Cancels; progress of a long count is saved, and resumed next time. */
  cancel(): void;
  /** The counted terms as a file; `ended` says why it ends before the sequence does. */
  file(format: SequenceFormat): Promise<{ file: Blob; ended: string | null }>;
  /** Looks up what is shown, and counts it if that is quick; returns a function that stops this. */
  look(): () => void;
};

export type SequencesDeps = {
  engine: Pick<Engine, 'state' | 'problem' | 'call'>;
  counts: Counts;
  place: SequencePlace;
  /** why the engine is busy, in one sentence */
  busy: ReadonlySignal<string | null>;
  /** Whether there is saved progress of a job. */
  resumes(job: string): boolean;
  /** Whether the processors are idle, so that this machine can be measured. */
  free(): boolean;
  /** as performance.now() */
  now(): number;
};

type Counted = Pick<Term, 'value' | 'engine'>;

export function createSequences(deps: SequencesDeps): Sequences {
  const { engine, counts, place: first, busy, resumes, free, now } = deps;
  const place = signal(first);
  /** by figure and shape */
  const known = signal<ReadonlyMap<string, Counted>>(new Map());
  const planned = signal<{ key: string; plans: SequencePlan[] } | null>(null);
  const trouble = signal<string | null>(null);
  const run = signal<SequenceRun>({ state: 'idle' });
  let stopping = false;
  let autosaved = false;
  /** what was counted by itself, or cancelled, is not counted by itself again */
  let tried = '';

  const running = computed(() => run.value.state === 'running');
  const wanted = computed(() => requestsOf(place.value));
  const key = computed(() => JSON.stringify(wanted.value));
  const plans = computed(() => (planned.value?.key === key.value ? planned.value.plans : []));
  const plan = computed(() => plans.value[0] ?? null);
  const missing = computed(() => plans.value.flatMap(({ parts }) => parts).filter((part) => !isKnown(part)));
  const blocked = computed(() => (running.value ? null : (notReady(engine) ?? busy.value)));

  function termOf(at: number, figure: FigureName): Term | null {
    const counted = known.value.get(nameOf(figure, shapeAt(place.value.of, at)));
    return counted ? { at, ...counted } : null;
  }

  const terms = computed((): Known[] => {
    if (!plan.value) return [];
    const { sequence, unknown } = plan.value;
    return Array.from({ length: sequence.to - sequence.from + 1 }, (_, i) => {
      const at = sequence.from + i;
      const term = termOf(at, place.value.figure);
      const reason = unknown.find(({ from, to }) => at >= from && at <= to);
      return {
        at,
        value: term?.value ?? null,
        engine: term?.engine ?? null,
        why: reason?.why ?? null,
      };
    });
  });

  function isKnown({ columns, rows, figure }: SequencePart): boolean {
    const name = FIGURE_NAMES.find((one) => FIGURE_LETTERS[one] === figure) ?? 'total';
    return shapesOf(columns, rows).every((shape) => known.value.has(nameOf(name, shape)));
  }

  function take(results: Finished[]) {
    const found = results.flatMap((one) =>
      FIGURE_NAMES.flatMap((name) => {
        const value = one[name];
        return value === null ? [] : [[nameOf(name, one), { value, engine: one.engine }] as const];
      }),
    );
    known.value = new Map([...known.value, ...found]);
  }

  /** A formula counts a range of n at once, the others each n by itself. */
  function requestsFor({ engine, columns, rows, figure, seconds }: SequencePart): CountRequest[] {
    const request = (others: Pick<CountRequest, 'columns' | 'to' | 'figure'>): CountRequest => ({
      engine,
      from: rows[0],
      schedule: null,
      options: {},
      // What is saved is resumed, however long it was thought to take.
      keep: seconds >= AUTOSAVE_SECONDS || resumes(jobOf({ engine, ...others })),
      ...others,
    });
    if (engine === 'formula')
      return [{ ...request({ columns: columns[1], to: rows[1], figure }), least_columns: columns[0] }];
    // These know all figures when they know one.
    return upTo(columns).map((n) => request({ columns: n, to: Math.min(rows[1], n), figure: null }));
  }

  async function carryOut(requests: CountRequest[]) {
    const begun = now();
    stopping = false;
    autosaved = requests.some(({ keep }) => keep);
    const report = (done: number, progress: ProgressReport | null) => {
      run.value = { state: 'running', done, of: requests.length, progress, stopping };
    };
    report(0, null);
    const ended = await counts.count({
      requests,
      onUpdate(update, at) {
        batch(() => {
          if (update.type === 'progress') report(at, update.progress);
          if (update.type !== 'done') return;
          take(update.results);
          report(at + 1, null);
        });
      },
    });
    run.value = ended.state === 'done' ? { ...ended, seconds: (now() - begun) / 1000 } : ended;
  }

  function count(parts: SequencePart[]) {
    if (running.value || blocked.value !== null || parts.length === 0) return;
    tried = key.value;
    void carryOut(parts.flatMap(requestsFor));
  }

  async function lookUp(of: string, requests: ReturnType<typeof requestsOf>) {
    try {
      const found: SequencePlan[] = [];
      for (const request of requests) found.push((await engine.call({ type: 'sequencePlan', request })).plan);
      batch(() => {
        planned.value = { key: of, plans: found };
        trouble.value = null;
        if (!running.value) run.value = { state: 'idle' };
      });
    } catch (error) {
      // The new engine is asked when it is ready.
      if (!(error instanceof EngineRestarted)) trouble.value = sentence(errorMessage(error));
    }
  }

  return {
    place,
    plan,
    trouble,
    terms,
    termOf,
    seconds: computed(() => missing.value.reduce((sum, part) => sum + part.seconds, 0)),
    resumable: computed(() => missing.value.flatMap(requestsFor).some((one) => resumes(jobOf(one)))),
    run,
    running,
    blocked,
    count: () => count(missing.value),
    cancel() {
      if (run.value.state !== 'running' || run.value.stopping) return;
      stopping = true;
      run.value = { ...run.value, stopping };
      counts.end(autosaved ? 'pause' : 'cancel');
    },
    async file(format) {
      if (!plan.value) throw new Error('nothing is listed yet');
      const { sequence, unknown } = plan.value;
      const counted = terms.value.flatMap(({ at }) => termOf(at, place.value.figure) ?? []);
      const { file, ended } = await engine.call({
        type: 'sequenceFile',
        sequence,
        unknown,
        terms: counted,
        format,
      });
      return { file, ended };
    },
    look() {
      const stopPlans = effect(() => {
        const [of, requests] = [key.value, wanted.value];
        if (planned.value?.key === of || !free() || running.value) return;
        const timer = setTimeout(() => void lookUp(of, requests), planned.peek() ? DELAY : 0);
        return () => clearTimeout(timer);
      });
      const stopCounts = effect(() => {
        const parts = quickOf(missing.value);
        if (parts.length === 0 || tried === key.value) return;
        if (blocked.value === null && free()) queueMicrotask(() => count(parts));
      });
      return () => {
        stopPlans();
        stopCounts();
      };
    },
  };
}

/** The figure that is shown first; for the quotient of D and K also the other of the two. */
function requestsOf({ of, figure, ratio }: SequencePlace) {
  const figures = ratio ? new Set([figure, 'total', 'difference'] as const) : [figure];
  return [...figures].map((one) => requestOf(of, one));
}

/** Those that together are quick: D is listed at once where |D|/K waits for K. */
function quickOf(parts: SequencePart[]): SequencePart[] {
  let left = AT_ONCE_SECONDS;
  return parts.filter(({ seconds }) => {
    if (seconds > left) return false;
    left -= seconds;
    return true;
  });
}

const nameOf = (figure: FigureName, { rows, columns }: Shape) => `${figure} ${rows}x${columns}`;

function shapesOf(columns: readonly [number, number], rows: readonly [number, number]): Shape[] {
  return upTo(columns).flatMap((n) =>
    upTo([rows[0], Math.min(rows[1], n)]).map((r) => ({ rows: r, columns: n })),
  );
}

const upTo = ([from, to]: readonly [number, number]) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
