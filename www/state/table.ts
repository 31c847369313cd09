import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ClassesCrew, type ClassesRange, startClassesCrew } from '../engine/classes-crew';
import type { ClassesProgress, ClassesResult, Shape } from '../engine/generated';
import type { Opening } from '../engine/protocol';
import { sentence, words } from '../engine/words';
import type { SavedResult } from '../lib/result-record';
import { MAX_COLUMNS } from '../lib/shapes';
import type { Engine, EngineSource } from './engine';
import { type ByClasses, type Cell, cellOf, type FigureName, SHAPES } from './table-cells';

/** n up to here is counted by classes, all r together, in under a second. */
export const QUICK_COLUMNS = 9;

/** What the table is doing. */
export type TableRun =
  | { state: 'idle' }
  | {
      state: 'running';
      questions: ClassesRange[];
      /** all that is quick, rather than what one question asks */
      filling: boolean;
      /** questions that are answered */
      answered: number;
      /** of the question in hand; null while the workers are started */
      progress: ClassesProgress | null;
      stopping: boolean;
    }
  | { state: 'done'; questions: ClassesRange[]; seconds: number }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

/** Every shape up to 10 columns, with what is known of it here. */
export type Table = {
  /** by shapes in the order of SHAPES */
  cells: ReadonlySignal<Cell[]>;
  /** the cell that is looked at */
  chosen: Signal<Shape>;
  /** what the cells show */
  shown: Signal<FigureName>;
  run: Signal<TableRun>;
  running: ReadonlySignal<boolean>;
  /** how its workers did in the last run; stays when it is over */
  workers: Signal<ClassesProgress['workers']>;
  /** why nothing can be counted now, in one sentence; null when it can */
  blocked: ReadonlySignal<string | null>;
  cell(shape: Shape): Cell;
  /** Counts all that takes under a second and is not there yet. */
  fill(): void;
  /** Counts what one question asks. */
  count(question: ClassesRange): void;
  cancel(): void;
};

export type TableDeps = {
  engine: Pick<Engine, 'state' | 'problem'>;
  start: EngineSource['start'];
  chosen: Shape;
  shown: FigureName;
  /** workers asked for */
  workers: ReadonlySignal<number>;
  saved: ReadonlySignal<SavedResult[]>;
  /** what else runs, in one sentence */
  busy: ReadonlySignal<string | null>;
  /** milliseconds since 1970 */
  epoch(): number;
};

export function createTable(deps: TableDeps): Table {
  const { engine, saved, busy, epoch } = deps;
  const chosen = signal(deps.chosen);
  const shown = signal(deps.shown);
  const run = signal<TableRun>({ state: 'idle' });
  const workers = signal<ClassesProgress['workers']>([]);
  const counted = signal<ReadonlyMap<string, ByClasses>>(new Map());
  let stop = new AbortController();

  const running = computed(() => run.value.state === 'running');
  const cells = computed(() =>
    SHAPES.map((shape) => cellOf(shape, counted.value.get(keyOf(shape)) ?? null, saved.value)),
  );
  const blocked = computed(() => {
    if (running.value) return null;
    switch (engine.state.value) {
      case 'unsupported':
        return engine.problem.value ?? 'This browser cannot count.';
      case 'starting':
        return 'The counting module is being started.';
      case 'ready':
        return busy.value;
    }
  });

  function keep(question: ClassesRange, result: ClassesResult, version: string) {
    const { from, to, columns } = question;
    const date = new Date(epoch()).toISOString();
    const { workers: crew, elapsed_seconds, kernel, levels } = result;
    const of = { workers: crew, elapsed_seconds, kernel, levels, from, to, date, version };
    const next = new Map(counted.value);
    for (const count of result.counts) next.set(keyOf({ rows: count.rows, columns }), { count, run: of });
    counted.value = next;
  }

  async function carryOut(questions: ClassesRange[], filling: boolean) {
    stop = new AbortController();
    const { signal: stopped } = stop;
    const from = epoch();
    const tell = (answered: number, progress: ClassesProgress | null) => {
      if (progress) workers.value = progress.workers;
      const stopping = stopped.aborted;
      run.value = { state: 'running', questions, filling, answered, progress, stopping };
    };
    batch(() => {
      workers.value = [];
      tell(0, null);
    });
    const crew = startClassesCrew(() => deps.start(openingOf(deps.workers.value)));
    const end = () => void crew.end();
    stopped.addEventListener('abort', end);
    let ended: TableRun;
    try {
      await askAll(crew, questions, tell);
      ended = { state: 'done', questions, seconds: (epoch() - from) / 1000 };
    } catch (error) {
      ended = stopped.aborted ? { state: 'cancelled' } : { state: 'failed', message: sentence(words(error)) };
    }
    stopped.removeEventListener('abort', end);
    await crew.end();
    run.value = ended;
  }

  async function askAll(
    crew: ClassesCrew,
    questions: ClassesRange[],
    tell: (answered: number, progress: ClassesProgress | null) => void,
  ) {
    const { version } = await crew.ready();
    for (const [i, question] of questions.entries()) {
      const result = await crew.count(question, (progress) => tell(i, progress), {
        keep: false,
        checkpoint: null,
      });
      batch(() => {
        keep(question, result, version);
        tell(i + 1, null);
      });
    }
  }

  function count(questions: ClassesRange[], filling: boolean) {
    if (running.value || blocked.value !== null || questions.length === 0) return;
    void carryOut(questions, filling);
  }

  return {
    cells,
    chosen,
    shown,
    run,
    running,
    workers,
    blocked,
    cell: ({ rows, columns }) => cells.value[(columns * (columns - 1)) / 2 + rows - 1] as Cell,
    fill: () => count(missing(cells.value), true),
    count: (question) => count([question], false),
    cancel() {
      if (run.value.state !== 'running' || run.value.stopping) return;
      run.value = { ...run.value, stopping: true };
      stop.abort();
    },
  };
}

/** All r of every small n of which something is not counted by classes. */
export function missing(cells: readonly Cell[]): ClassesRange[] {
  const lacking = (columns: number) => cells.some((one) => one.shape.columns === columns && !one.classes);
  return Array.from({ length: QUICK_COLUMNS }, (_, i) => i + 1)
    .filter(lacking)
    .map((columns) => ({ columns, from: 1, to: columns }));
}

const keyOf = ({ rows, columns }: Shape) => `${rows}x${columns}`;

const openingOf = (workers: number): Opening => ({
  module: 'classes',
  workers,
  pool: true,
  popcount: null,
});

/** A shape in the triangle, the nearest there is. */
export function nearest(rows: number, columns: number): Shape {
  const n = Math.min(MAX_COLUMNS, Math.max(1, columns));
  return { rows: Math.min(n, Math.max(1, rows)), columns: n };
}
