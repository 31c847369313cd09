import { plainDigits, wholeNumber } from './digits';
import { ENGINE_CHOICES, type EngineChoice } from './engine-selection';
import { FIGURE_LETTERS, type FigureName, figureNamed } from './figures';
import type { Figure, Popcount, Schedule, Shape } from './generated';
import { LEARN_NAMES, type LearnPlace, learnParts, parseLearn } from './learn';
import { type How, leastRows, mostColumnsOfAll, mostRows } from './limits';
import { EXAMPLE, POPCOUNTS, type Question, SCHEDULES } from './question';
import type { Refused, Written } from './refused-address';
import { parseSequence, SEQUENCE_NAMES, type SequencePlace, sequenceParts } from './sequence';
import { MAX_COLUMNS } from './shape';
import { VIEWS, type View } from './view';
import { MOST_WORKERS } from './worker-count';

export type Size = 'page' | 'projector';

/** Everything that the address contains. */
export type Address = {
  view: View;
  /** in the lab: the shape whose assignments are counted */
  question: Question;
  /** the shape that the lab times; null: chosen automatically */
  timed: Shape | null;
  /** null: chosen automatically */
  workers: number | null;
  engine: EngineChoice;
  /** the only figure that is wanted; null: all that are known */
  figure: Figure | null;
  schedule: Schedule | null;
  popcount: Popcount;
  size: Size;
  /** of the results: large, without controls */
  present: boolean;
  /** of the table: what its cells show */
  shown: FigureName;
  /** of the walk: what it shows */
  learn: LearnPlace;
  /** of the sequences: which one is shown */
  sequence: SequencePlace;
  /** start at once */
  run: boolean;
};

export type Parsed = Address & {
  /** the parts of the address that could not be used, as written */
  ignored: string[];
  /** a request that cannot be counted; `question` is then the example, which is not counted either */
  refused?: Refused | undefined;
  /** workers requested, if more than the browser reports processors */
  moreWorkers?: number | undefined;
};

const KNOWN = [
  'view',
  'r',
  'n',
  'timed',
  'workers',
  'engine',
  'figure',
  'schedule',
  'popcount',
  'size',
  'present',
  'show',
  'run',
];

/** Tracking parameters that mailings, advertisements and sites add to links. */
const ADDED_BY_OTHERS =
  /^(utm_.+|mtm_.+|pk_.+|piwik_.+|matomo_.+|mc_[ce]id|_hs.+|_g[al]|vero_.+|oly_.+|[a-z]{1,3}clid|[a-z]{2,4}clkid|gclsrc|[gw]braid|igshid?|li_fat_id|mkt_tok|srsltid|ref|ref_src|si|trk|epik)$/i;

/** Never throws: what cannot be used is listed, and its default used. */
export function parseAddress(search: string, cores: number): Parsed {
  const params = new URLSearchParams(search);
  const ignored: string[] = [];
  const ignore = (name: string) => {
    for (const value of params.getAll(name)) ignored.push(value === '' ? name : `${name}=${shorten(value)}`);
  };
  const one = (name: string) => (params.getAll(name).length === 1 ? params.get(name) : null);

  const learns = one('view') === 'learn';
  const sequences = one('view') === 'sequences';
  const known = [...KNOWN, ...(learns ? LEARN_NAMES : sequences ? SEQUENCE_NAMES : [])];
  for (const name of new Set(params.keys()))
    if (!known.includes(name) && !ADDED_BY_OTHERS.test(name)) ignore(name);

  const requested = !learns && !sequences && (params.has('r') || params.has('n'));
  const oneOf = <Name extends string>(name: string, names: readonly Name[]) => {
    const found = names.find((known) => known === one(name)) ?? null;
    if (params.has(name) && found === null) ignore(name);
    return found;
  };
  const view = oneOf('view', VIEWS) ?? 'count';
  const engine = oneOf('engine', ENGINE_CHOICES) ?? 'auto';
  const named = sequences ? null : figureNamed(one('figure'));
  if (!sequences && params.has('figure') && named === null) ignore('figure');
  const figure = named && FIGURE_LETTERS[named];
  const few = view === 'lab' || view === 'table';
  const how = few ? { engine: 'enumerate' as const, figure: null } : { engine, figure };
  const question = requested ? parseQuestion(one('r'), one('n'), params.has('r'), how) : null;
  const refused =
    requested && !question ? refusedOf(one('r'), one('n'), params.has('r'), { view, engine, figure }) : null;
  if (refused?.requested.kind === 'unreadable') {
    ignore('r');
    ignore('n');
  }

  const timed = parseShape(one('timed'));
  if (params.has('timed') && timed === null) ignore('timed');

  const workers = wholeNumber(one('workers'), 999_999_999);
  if (params.has('workers') && workers === null) ignore('workers');
  const mostWorkers = Math.min(cores, MOST_WORKERS);

  const schedule = oneOf('schedule', SCHEDULES);
  const popcount = oneOf('popcount', POPCOUNTS) ?? 'auto';

  const projector = one('size') === 'projector';
  if (params.has('size') && !projector) ignore('size');

  const present = view === 'results' && params.has('present');
  if (params.has('present') && !present) ignore('present');

  const shown = view === 'table' ? figureNamed(one('show')) : null;
  if (params.has('show') && shown === null) ignore('show');

  return {
    view,
    question: question ?? EXAMPLE,
    timed,
    workers: workers === null ? null : Math.min(workers, mostWorkers),
    engine,
    figure,
    schedule,
    popcount,
    size: projector ? 'projector' : 'page',
    present,
    shown: shown ?? 'difference',
    learn: parseLearn(learns ? one : () => null, learns ? ignore : () => {}),
    sequence: parseSequence(sequences ? one : () => null, sequences ? ignore : () => {}),
    // The worked example starts by itself, but not behind another view.
    run: !refused && (params.has('run') || (!question && view === 'count')),
    ignored,
    refused: refused ?? undefined,
    moreWorkers: workers !== null && workers > mostWorkers ? workers : undefined,
  };
}

const RANGE = /^(\d+)-(\d+)$/;

/** The request, where it is not a question that can be counted. */
function refusedOf(
  rows: string | null,
  columns: string | null,
  hasRows: boolean,
  where: { view: View } & How,
): Refused {
  const range = hasRows ? null : RANGE.exec(plainDigits(columns ?? ''));
  const [from, to] = [written(range?.[1]), written(range?.[2])];
  if (from && to)
    return {
      requested: { kind: 'range', from, to },
      scope: 'range',
      texts: { from: from.text, to: to.text },
    };
  const [r, n] = [written(rows), written(columns)];
  if (n && rows === 'all')
    return { requested: { kind: 'all', columns: n }, scope: 'all', texts: { columns: n.text } };
  return {
    requested: r && n ? { kind: 'shape', rows: r, columns: n, ...where } : { kind: 'unreadable' },
    scope: 'shape',
    texts: { rows: shorten(rows ?? ''), columns: shorten(columns ?? '') },
  };
}

function written(text: string | null | undefined): Written | null {
  const digits = plainDigits(text ?? '');
  return /^\d+$/.test(digits) ? { value: Number(digits), text: shorten(digits) } : null;
}

function parseQuestion(
  rows: string | null,
  columns: string | null,
  hasRows: boolean,
  how: How,
): Question | null {
  const range = RANGE.exec(plainDigits(columns ?? ''));
  if (range && !hasRows) {
    const from = wholeNumber(range[1] ?? null, MAX_COLUMNS);
    const to = wholeNumber(range[2] ?? null, MAX_COLUMNS);
    return from !== null && to !== null && from <= to ? { scope: 'range', from, to } : null;
  }
  const n = wholeNumber(columns, mostColumnsOfAll(how));
  if (n === null) return null;
  if (rows === 'all') return n > MAX_COLUMNS ? null : { scope: 'all', columns: n };
  const r = wholeNumber(rows, mostRows(n, how));
  return r === null || r < leastRows(how) ? null : { scope: 'shape', rows: r, columns: n };
}

/** As in 'timed=5x7'. */
function parseShape(text: string | null): Shape | null {
  const found = /^(\d{1,2})x(\d{1,2})$/.exec(plainDigits(text ?? ''));
  const columns = wholeNumber(found?.[2] ?? null, MAX_COLUMNS);
  const rows = wholeNumber(found?.[1] ?? null, columns ?? MAX_COLUMNS);
  return rows === null || columns === null ? null : { rows, columns };
}

function shorten(value: string): string {
  return value.length > 20 ? `${value.slice(0, 20)}…` : value;
}

export function formatAddress(address: Address): string {
  const parts = partsOf(address);
  if (address.view !== 'count') parts.unshift(`view=${address.view}`);
  if (address.view === 'lab' && address.timed)
    parts.push(`timed=${address.timed.rows}x${address.timed.columns}`);
  if (address.workers !== null) parts.push(`workers=${address.workers}`);
  if (address.engine !== 'auto') parts.push(`engine=${address.engine}`);
  if (address.figure !== null && address.view !== 'sequences')
    parts.push(`figure=${encodeURIComponent(address.figure)}`);
  if (address.schedule !== null) parts.push(`schedule=${address.schedule}`);
  if (address.popcount !== 'auto') parts.push(`popcount=${address.popcount}`);
  if (address.size === 'projector') parts.push('size=projector');
  if (address.present) parts.push('present');
  if (address.view === 'table' && address.shown !== 'difference')
    parts.push(`show=${encodeURIComponent(FIGURE_LETTERS[address.shown])}`);
  if (address.run) parts.push('run');
  return `?${parts.join('&')}`;
}

function partsOf({ view, learn, sequence, question }: Address): string[] {
  if (view === 'learn') return learnParts(learn);
  return view === 'sequences' ? sequenceParts(sequence) : questionParts(question);
}

function questionParts(question: Question): string[] {
  switch (question.scope) {
    case 'shape':
      return [`r=${question.rows}`, `n=${question.columns}`];
    case 'all':
      return ['r=all', `n=${question.columns}`];
    case 'range':
      return [`n=${question.from}-${question.to}`];
  }
}
