import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { grouped } from '../format/number';
import type { Address, Parsed } from '../model/address';
import { typedWhole } from '../model/digits';
import type { EngineChoice } from '../model/engine-selection';
import type { Figure, Popcount, Schedule } from '../model/generated';
import { type How, leastRows, mostColumns, mostColumnsOfAll, mostRows } from '../model/limits';
import type { Question, Scope } from '../model/question';
import { MAX_COLUMNS } from '../model/shape';

/** The text fields, as typed. */
export type Texts = { rows: string; columns: string; from: string; to: string };
export type Field = keyof Texts;
export type Checked = { question: Question | null; errors: Partial<Record<Field, string>> };

function within(text: string, least: number, most: number): number | null {
  const value = typedWhole(text);
  return value !== null && value >= least && value <= most ? value : null;
}

const upTo = (most: number, least = 1) => `Enter a whole number from ${least} to ${grouped(String(most))}.`;

/** The question in the form, or an error for each field that is invalid. */
export function checkForm(scope: Scope, texts: Texts, how: How = { engine: 'auto', figure: null }): Checked {
  if (scope === 'range') return checkRange(texts);
  const errors: Checked['errors'] = {};
  const most = scope === 'all' ? MAX_COLUMNS : mostColumnsFor(texts.rows, how);
  const columns = within(texts.columns, 1, most ?? mostColumnsOfAll(how));
  if (columns === null) errors.columns = upTo(most ?? MAX_COLUMNS);
  if (scope === 'all') return { question: columns === null ? null : { scope, columns }, errors };
  const rows = within(texts.rows, leastRows(how), columns === null ? MAX_COLUMNS : mostRows(columns, how));
  if (rows === null) errors.rows = rowsAllowed(texts.rows, columns, how);
  return { question: rows === null || columns === null ? null : { scope, rows, columns }, errors };
}

/** The most columns for the rows typed in; null if those are invalid. */
function mostColumnsFor(rowsText: string, how: How): number | null {
  const rows = within(rowsText, 1, MAX_COLUMNS);
  return rows === null ? null : mostColumns(rows, how) || null;
}

function rowsAllowed(text: string, columns: number | null, how: How): string {
  const least = leastRows(how);
  if (columns === null) return upTo(MAX_COLUMNS, least);
  const rows = typedWhole(text);
  if (rows !== null && rows > columns) {
    return `At most ${columns}: there cannot be more rows than columns.`;
  }
  return columns === 1 ? 'Only 1 row fits 1 column.' : upTo(mostRows(columns, how), least);
}

function checkRange(texts: Texts): Checked {
  const errors: Checked['errors'] = {};
  const from = within(texts.from, 1, MAX_COLUMNS);
  if (from === null) errors.from = upTo(MAX_COLUMNS);
  const to = within(texts.to, from ?? 1, MAX_COLUMNS);
  if (to === null) errors.to = `Enter a whole number from ${from ?? 1} to ${MAX_COLUMNS}.`;
  return { question: from === null || to === null ? null : { scope: 'range', from, to }, errors };
}

/** One step of a field within its range; a field without a number starts at its minimum. */
export function stepped(text: string, by: number, most: number): string {
  const value = typedWhole(text);
  return String(value === null ? 1 : Math.min(most, Math.max(1, value + by)));
}

export type Form = {
  scope: Signal<Scope>;
  texts: Signal<Texts>;
  /** null: chosen automatically */
  workers: Signal<number | null>;
  engine: Signal<EngineChoice>;
  /** the only figure that is wanted; null: all that are known */
  figure: Signal<Figure | null>;
  schedule: Signal<Schedule | null>;
  popcount: Signal<Popcount>;
  checked: ReadonlySignal<Checked>;
  /** Sets the options from an address. */
  setChoices(from: Choices): void;
  /** Sets the question from an address, even if it is invalid. */
  setQuestion(from: Asked): void;
};

type Choices = Pick<Address, 'workers' | 'engine' | 'figure' | 'schedule' | 'popcount'>;
type Asked = Pick<Parsed, 'question' | 'refused'>;

export function createForm(start: Choices & Asked): Form {
  const scope = signal(scopeOf(start));
  const texts = signal(textsOf(start));
  const workers = signal(start.workers);
  const engine = signal(start.engine);
  const figure = signal(start.figure);
  const schedule = signal(start.schedule);
  const popcount = signal(start.popcount);
  let last: Question | null = null;

  /** A question that stays the same is the same object, so that what is known of it stays. */
  function settled(next: Checked): Checked {
    if (!last || !next.question || JSON.stringify(last) !== JSON.stringify(next.question))
      last = next.question;
    return { ...next, question: last };
  }

  return {
    scope,
    texts,
    workers,
    engine,
    figure,
    schedule,
    popcount,
    checked: computed(() =>
      settled(checkForm(scope.value, texts.value, { engine: engine.value, figure: figure.value })),
    ),
    setChoices(from) {
      batch(() => {
        workers.value = from.workers;
        engine.value = from.engine;
        figure.value = from.figure;
        schedule.value = from.schedule;
        popcount.value = from.popcount;
      });
    },
    setQuestion(from) {
      batch(() => {
        scope.value = scopeOf(from);
        texts.value = textsOf(from);
      });
    },
  };
}

const scopeOf = ({ question, refused }: Asked): Scope => refused?.scope ?? question.scope;

function textsOf({ question, refused }: Asked): Texts {
  const usual = { rows: '5', columns: '6', from: '4', to: '6' };
  if (refused) return { ...usual, ...refused.texts };
  switch (question.scope) {
    case 'shape':
      return { ...usual, rows: String(question.rows), columns: String(question.columns) };
    case 'all':
      return { ...usual, rows: String(Math.min(5, question.columns)), columns: String(question.columns) };
    case 'range':
      return { ...usual, from: String(question.from), to: String(question.to) };
  }
}
