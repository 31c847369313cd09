import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { FigureName } from '../model/figures';
import type { ProgressReport, Shape } from '../model/generated';
import type { Finished } from '../model/result';
import type { SavedResult } from '../model/saved-result';
import { MAX_COLUMNS, type ShapeRange } from '../model/shape';
import { type Cell, cellOf, placeOf, SHAPES } from '../model/table-cells';
import { missing } from '../model/table-questions';
import { byClasses, type Counts } from './counts';
import type { CrossCheck } from './cross-check';
import type { Engine } from './engine';
import { notReady } from './not-ready';
import { createTableAnswers, type TableAnswers } from './table-answers';

/** What the table is doing. */
export type TableRun =
  | { state: 'idle' }
  | {
      state: 'running';
      questions: ShapeRange[];
      /** filling all quick cells, rather than counting one question */
      filling: boolean;
      /** questions that are done */
      answered: number;
      /** of the current question; null while the workers are started */
      progress: ProgressReport | null;
      stopping: boolean;
    }
  | { state: 'done'; questions: ShapeRange[]; seconds: number }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

/** Every shape up to 10 columns, with what is known about it. */
export type Table = {
  /** by shapes in the order of SHAPES */
  cells: ReadonlySignal<Cell[]>;
  /** the selected cell */
  chosen: Signal<Shape>;
  /** what the cells show */
  shown: Signal<FigureName>;
  run: Signal<TableRun>;
  running: ReadonlySignal<boolean>;
  /** the workers of the last run; stays after its end */
  workers: Signal<ProgressReport['workers']>;
  /** why nothing can be counted now, in one sentence; null when it can */
  blocked: ReadonlySignal<string | null>;
  cell(shape: Shape): Cell;
  /** published values and estimates */
  answers: Pick<TableAnswers, 'published' | 'seconds' | 'load' | 'loadPublished'>;
  /** Counts all missing cells that take under a second. */
  fill(): void;
  /** Counts one question. */
  count(question: ShapeRange): void;
  /** Cancels the run; progress of a single question is saved, and resumed next time. */
  cancel(): void;
};

export type TableDeps = {
  engine: Pick<Engine, 'state' | 'problem' | 'environment' | 'call'>;
  counts: Counts;
  check: Pick<CrossCheck, 'begin'>;
  chosen: Shape;
  shown: FigureName;
  saved: ReadonlySignal<SavedResult[]>;
  /** Saves what was counted. */
  save(finished: Finished[]): void;
  /** why the engine is busy, in one sentence */
  busy: ReadonlySignal<string | null>;
  /** Whether the processors are idle, so that this machine can be measured. */
  free(): boolean;
  /** as performance.now() */
  now(): number;
};

export function createTable(deps: TableDeps): Table {
  const { engine, counts, check, saved, busy, free, now } = deps;
  const chosen = signal(deps.chosen);
  const answers = createTableAnswers({ engine, chosen, free });
  const shown = signal(deps.shown);
  const run = signal<TableRun>({ state: 'idle' });
  const workers = signal<ProgressReport['workers']>([]);
  let stopping = false;

  const running = computed(() => run.value.state === 'running');
  const cells = computed(() =>
    SHAPES.map((shape, i) => {
      const counted = { classes: counts.of(shape), formula: counts.formulaOf(shape) };
      return cellOf(shape, counted, saved.value, answers.published.value?.[i]);
    }),
  );
  const blocked = computed(() => (running.value ? null : (notReady(engine) ?? busy.value)));

  async function carryOut(questions: ShapeRange[], filling: boolean) {
    const from = now();
    stopping = false;
    const report = (answered: number, progress: ProgressReport | null) => {
      if (progress) workers.value = progress.workers;
      run.value = { state: 'running', questions, filling, answered, progress, stopping };
    };
    batch(() => {
      workers.value = [];
      report(0, null);
    });
    const ended = await counts.count({
      requests: questions.map((range) => byClasses(range, !filling)),
      onUpdate(update, place) {
        if (update.type === 'progress') report(place, update.progress);
        if (update.type !== 'done') return;
        deps.save(update.results);
        report(place + 1, null);
      },
    });
    const end = ended.state === 'done' ? { ...ended, questions, seconds: (now() - from) / 1000 } : ended;
    run.value = end;
    if (end.state === 'done') await beginCheck(() => run.value === end && free());
  }

  /** Also checks what an earlier check left out because it was cancelled. */
  async function beginCheck(stillFree: () => boolean) {
    const counted = SHAPES.flatMap((shape) => counts.of(shape) ?? []);
    const seconds = await answers.secondsByFormula(counted).catch(() => null);
    if (seconds && stillFree()) await check.begin(counted, seconds);
  }

  function count(questions: ShapeRange[], filling: boolean) {
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
    cell: (shape) => cells.value[placeOf(shape)] as Cell,
    answers,
    fill: () => count(missing(cells.value), true),
    count: (question) => count([question], false),
    cancel() {
      if (run.value.state !== 'running' || run.value.stopping) return;
      stopping = true;
      run.value = { ...run.value, stopping };
      counts.end(run.value.filling ? 'cancel' : 'pause');
    },
  };
}

/** The nearest shape in the triangle. */
export function nearest(rows: number, columns: number): Shape {
  const n = Math.min(MAX_COLUMNS, Math.max(1, columns));
  return { rows: Math.min(n, Math.max(1, rows)), columns: n };
}
