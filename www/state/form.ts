import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Popcount, Schedule } from '../engine/generated';
import { MAX_COLUMNS } from '../lib/shapes';
import type { EngineChoice } from './choice';
import type { Question, Scope } from './question';
import type { Address } from './url';

/** The fields that are typed in, as typed. */
export type Texts = { rows: string; columns: string; from: string; to: string };
export type Field = keyof Texts;
export type Checked = { question: Question | null; errors: Partial<Record<Field, string>> };

function whole(text: string): number | null {
  const digits = text.trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

function within(text: string, least: number, most: number): number | null {
  const value = whole(text);
  return value !== null && value >= least && value <= most ? value : null;
}

const columnsAllowed = `A whole number from 1 to ${MAX_COLUMNS}.`;

/** The question that the form asks, or what is allowed where it asks none. */
export function checkForm(scope: Scope, texts: Texts): Checked {
  if (scope === 'range') return checkRange(texts);
  const errors: Checked['errors'] = {};
  const columns = within(texts.columns, 1, MAX_COLUMNS);
  if (columns === null) errors.columns = columnsAllowed;
  if (scope === 'all') return { question: columns === null ? null : { scope, columns }, errors };
  const rows = within(texts.rows, 1, columns ?? MAX_COLUMNS);
  if (rows === null) errors.rows = rowsAllowed(texts.rows, columns);
  return { question: rows === null || columns === null ? null : { scope, rows, columns }, errors };
}

function rowsAllowed(text: string, columns: number | null): string {
  if (columns === null) return columnsAllowed;
  const rows = whole(text);
  if (rows !== null && rows > columns) {
    return `At most ${columns}: there cannot be more rows than columns.`;
  }
  return columns === 1 ? 'Only 1 row fits 1 column.' : `A whole number from 1 to ${columns}.`;
}

function checkRange(texts: Texts): Checked {
  const errors: Checked['errors'] = {};
  const from = within(texts.from, 1, MAX_COLUMNS);
  if (from === null) errors.from = columnsAllowed;
  const to = within(texts.to, from ?? 1, MAX_COLUMNS);
  if (to === null) errors.to = `A whole number from ${from ?? 1} to ${MAX_COLUMNS}.`;
  return { question: from === null || to === null ? null : { scope: 'range', from, to }, errors };
}

/** One step of a field, kept within what it may be; a field that is no number starts from its least. */
export function stepped(text: string, by: number, most: number): string {
  const value = whole(text);
  return String(value === null ? 1 : Math.min(most, Math.max(1, value + by)));
}

export type Form = {
  scope: Signal<Scope>;
  texts: Signal<Texts>;
  /** null: as many as the page thinks right */
  workers: Signal<number | null>;
  engine: Signal<EngineChoice>;
  schedule: Signal<Schedule | null>;
  popcount: Signal<Popcount>;
  checked: ReadonlySignal<Checked>;
};

type Chosen = Pick<Address, 'question' | 'workers' | 'engine' | 'schedule' | 'popcount'>;

export function createForm(start: Chosen): Form {
  const scope = signal<Scope>(start.question.scope);
  const texts = signal<Texts>(textsOf(start.question));
  return {
    scope,
    texts,
    workers: signal(start.workers),
    engine: signal(start.engine),
    schedule: signal(start.schedule),
    popcount: signal(start.popcount),
    checked: computed(() => checkForm(scope.value, texts.value)),
  };
}

function textsOf(question: Question): Texts {
  const usual = { rows: '5', columns: '6', from: '4', to: '6' };
  switch (question.scope) {
    case 'shape':
      return { ...usual, rows: String(question.rows), columns: String(question.columns) };
    case 'all':
      return { ...usual, rows: String(Math.min(5, question.columns)), columns: String(question.columns) };
    case 'range':
      return { ...usual, from: String(question.from), to: String(question.to) };
  }
}
