import { wholeNumber } from './digits';
import type { Shape } from './generated';
import { mostColumnsOfAll } from './limits';

/** The steps of the walk are numbered from 1. */
export const STEPS = 8;

/** The walk shows shapes with at most so many columns. */
export const LEARN_COLUMNS = 7;

/** Derangements of 7 that begin with a given symbol. */
const MOST_CANDIDATES = 309;

export type LearnPage = 'glossary' | 'notes';

/** What a step can show, the first unless another one is chosen. */
export const PANES = {
  5: ['cells', 'bits', 'words'],
  6: ['columns', 'spoilt'],
  7: ['pair', 'degrees'],
  8: ['conjecture', 'published', 'added', 'reading'],
} as const;

export type StepWithPanes = keyof typeof PANES;
export type PaneOf<Step extends StepWithPanes> = (typeof PANES)[Step][number];

/** Every candidate for row 2, one after the other. */
export const ALL_ROWS = 'all';

/** What has been chosen in some step; null: nothing. */
export type LearnChoices = {
  /** a rectangle that is being filled in, row by row, as in '1234-2.4.' */
  cells: string | null;
  /** row 1 need not be 1 2 … n */
  free: boolean;
  /** the rank of a first column, from 1 */
  column: number | null;
  /** the rank of another one, from 1 */
  to: number | null;
  /** the first value of candidates */
  value: number | null;
  /** the place of a candidate for row 2, from 1, or all of them */
  second: string | null;
  /** one of those of the step */
  pane: string | null;
};

/** What the walk shows. */
export type LearnPlace = {
  /** from 1 to 8 */
  step: number;
  /** null: the step */
  page: LearnPage | null;
  shape: Shape;
  /** the larger shape that was asked for, and is shown as `shape` */
  larger: Shape | null;
  choices: LearnChoices;
};

export const NO_CHOICES: LearnChoices = {
  cells: null,
  free: false,
  column: null,
  to: null,
  value: null,
  second: null,
  pane: null,
};

/** The steps that use each choice. */
const USED_IN: Record<keyof LearnChoices, string> = {
  cells: '12',
  free: '1',
  column: '356',
  to: '3',
  value: '4',
  second: '5',
  pane: '5678',
};

const CHOICES = Object.keys(USED_IN) as (keyof LearnChoices)[];

/** What the address of the walk has besides its shape. */
export const LEARN_NAMES = ['step', 'page', ...CHOICES];

const isUsed = (name: keyof LearnChoices, step: number, page: LearnPage | null) =>
  page === null && USED_IN[name].includes(String(step));

/** The shape that the walk shows instead of one that is too large for it. */
export function learnShape({ rows, columns }: Shape): Pick<LearnPlace, 'shape' | 'larger' | 'choices'> {
  const fits = columns <= LEARN_COLUMNS;
  const shape = fits ? { rows, columns } : { rows: Math.min(rows, LEARN_COLUMNS), columns: LEARN_COLUMNS };
  return { shape, larger: fits ? null : { rows, columns }, choices: NO_CHOICES };
}

/** `one` gives what a name is in the address, `ignore` lists what cannot be used. */
export function parseLearn(one: (name: string) => string | null, ignore: (name: string) => void): LearnPlace {
  const read = <T>(name: string, value: T | null): T | null => {
    if (value === null) ignore(name);
    return value;
  };
  const columns = wholeNumber(one('n'), mostColumnsOfAll());
  const rows = wholeNumber(one('r'), columns ?? 0);
  if (!rows) {
    ignore('r');
    ignore('n');
  }
  const place = learnShape(rows && columns ? { rows, columns } : { rows: 4, columns: 5 });
  const { shape } = place;
  const step = read('step', wholeNumber(one('step'), STEPS)) ?? 1;
  const page = read('page', (['glossary', 'notes'] as const).find((name) => name === one('page')) ?? null);
  const used = (name: keyof LearnChoices) => (isUsed(name, step, page) ? one(name) : null);
  const choices: LearnChoices = {
    cells: read('cells', cellsOf(used('cells'), shape)),
    free: read('free', used('free') === '' || null) ?? false,
    column: read('column', wholeNumber(used('column'), firstColumns(shape))),
    to: read('to', wholeNumber(used('to'), firstColumns(shape))),
    value: read('value', firstValueOf(used('value'), shape.columns)),
    second: read('second', secondRowOf(used('second'))),
    pane: read('pane', paneOf(step, used('pane'))),
  };
  return { ...place, step, page, choices };
}

export function learnParts({ step, page, shape, choices }: LearnPlace): string[] {
  const parts = page ? [`page=${page}`] : [];
  parts.push(`step=${step}`, `r=${shape.rows}`, `n=${shape.columns}`);
  const said = { ...choices, pane: paneOf(step, choices.pane) };
  for (const name of CHOICES)
    if (said[name] && isUsed(name, step, page))
      parts.push(said[name] === true ? name : `${name}=${said[name]}`);
  return parts;
}

/** So many symbols or empty cells in so many rows. */
function cellsOf(text: string | null, { rows, columns }: Shape): string | null {
  const row = `[1-${columns}.]{${columns}}`;
  return text && new RegExp(`^${row}(-${row}){${rows - 1}}$`).test(text) ? text : null;
}

/** From 2 on: 1 is the first symbol of row 1. */
function firstValueOf(text: string | null, columns: number): number | null {
  const value = wholeNumber(text, columns);
  return value === 1 ? null : value;
}

/** A number from 1, however many candidates there are. */
const secondRowOf = (text: string | null) =>
  text === ALL_ROWS || wholeNumber(text, MOST_CANDIDATES) ? text : null;

/** What a step shows, if it has something of that name. */
function paneOf(step: number, name: string | null): string | null {
  const panes: readonly string[] = step in PANES ? PANES[step as StepWithPanes] : [];
  return panes.find((pane) => pane === name) ?? null;
}

/** How many there are: C(n − 1, r − 1). */
function firstColumns({ rows, columns }: Shape): number {
  let count = 1;
  for (let i = 1; i < rows; i++) count = (count * (columns - i)) / i;
  return count;
}
