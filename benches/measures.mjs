/** @typedef {import('../www/model/generated').Options} Options */
/** @typedef {import('../www/model/generated').Schedule} Schedule */

/**
 * One first column, or one part of it, run `times` in one go because clocks are coarse. The goal is for a whole first
 * column in Chromium, in seconds with its lists of candidates, or without them when they are apart.
 * @typedef {{
 *   rows: number, columns: number, part?: number, parts?: number, times?: number,
 *   goal?: number, listsApart?: boolean, slow?: boolean,
 * }} UnitMeasure
 */

/** @type {UnitMeasure[]} */
export const firstColumns = [
  { rows: 5, columns: 7, times: 10, goal: 0.0045 },
  { rows: 6, columns: 7, times: 3 },
  { rows: 7, columns: 7, times: 3, goal: 0.036 },
  { rows: 4, columns: 8, times: 5, goal: 0.024 },
  { rows: 3, columns: 9, times: 20, goal: 0.006, listsApart: true },
  { rows: 5, columns: 8, part: 10, parts: 20, goal: 2.4 },
  { rows: 6, columns: 8, part: 500, parts: 1000, goal: 75 },
  { rows: 7, columns: 8, part: 1000, parts: 2119, goal: 1150, slow: true },
  { rows: 8, columns: 8, part: 1000, parts: 2119, goal: 1150, slow: true },
  { rows: 4, columns: 9, part: 250, parts: 500, times: 5, goal: 12 },
];

/**
 * For --long: whole first columns, in so many rounds. That of (8,8) is the same pass as that of (7,8).
 * @type {(UnitMeasure & { rounds: number })[]}
 */
export const wholeFirstColumns = [
  { rows: 5, columns: 8, goal: 2.4, rounds: 5 },
  { rows: 4, columns: 9, goal: 12, rounds: 3 },
  { rows: 6, columns: 8, goal: 75, rounds: 1 },
  { rows: 8, columns: 8, goal: 1150, rounds: 1 },
];

/** Candidates for the second row below a first column, by columns: what a part is a part of. */
export const secondRows = new Map([
  [8, 2119],
  [9, 16687],
]);

/**
 * A shape with all its first columns, by each of these numbers of workers; goals are for Chromium. Where two workers are
 * compared with one the popcount is given, because every page makes its own choice.
 * @typedef {{
 *   rows: number, columns: number, schedule: Schedule, popcount?: Options['popcount'], workers: number[],
 *   rounds?: number, goal?: number, efficiencyGoal?: number, slow?: boolean,
 * }} CountMeasure
 */

/** @type {CountMeasure[]} */
export const counts = [
  { rows: 6, columns: 7, schedule: 'dynamic', workers: [1], goal: 0.2 },
  { rows: 7, columns: 7, schedule: 'split', workers: [1, 2], efficiencyGoal: 0.97 },
  { rows: 4, columns: 8, schedule: 'split', popcount: 'vertical', workers: [1, 2], efficiencyGoal: 0.97 },
  { rows: 4, columns: 8, schedule: 'dynamic', popcount: 'vertical', workers: [1, 2], efficiencyGoal: 0.97 },
];

/** @type {CountMeasure} */
const long = { rows: 5, columns: 8, schedule: 'dynamic', workers: [2], rounds: 1, goal: 45, slow: true };

/** What --long puts in the place of the last. */
export const longCounts = { usual: long, withOneWorkerToo: { ...long, workers: [1, 2] } };

/**
 * K for every n up to `columns`, by formula. Goals are for Chromium, with the last number of workers; with more than one round
 * the browser's compiler is done before.
 * @typedef {{ rows: number, columns: number, workers: number[], goal: number, rounds?: number, slow?: boolean }} FormulaMeasure
 */

/** @type {FormulaMeasure[]} */
export const byFormula = [
  { rows: 4, columns: 60, workers: [1, 2], goal: 0.1 },
  { rows: 4, columns: 100, workers: [1, 2], goal: 0.7 },
  { rows: 4, columns: 200, workers: [1, 2], goal: 8, rounds: 2 },
  { rows: 5, columns: 15, workers: [1, 2], goal: 0.6 },
  { rows: 5, columns: 20, workers: [1, 2], goal: 4, rounds: 2 },
  { rows: 5, columns: 25, workers: [2], goal: 16, rounds: 1, slow: true },
  { rows: 5, columns: 30, workers: [2], goal: 60, rounds: 1, slow: true },
  { rows: 6, columns: 12, workers: [2], goal: 300, rounds: 1, slow: true },
];

/** From the click on the page's button to the figures; with rest so many seconds pass before every click. */
export const click = { rows: 5, columns: 6, times: 15 };

/** @typedef {{ how: string, rest: number, goals: Record<string, number> }} ClickWay goals by browser, in seconds */

/** @type {ClickWay} */
export const inARow = { how: 'in a row', rest: 0, goals: { Chromium: 0.005, Firefox: 0.01 } };

/** @type {ClickWay[]} */
export const clickWays = [
  inARow,
  { how: 'after 3 s of rest', rest: 3, goals: { Chromium: 0.01, Firefox: 0.01 } },
];

/** From opening an address with the same question to the figures, with nothing cached. */
export const cold = {
  how: 'cold',
  times: 9,
  /** @type {Record<string, number>} */
  goals: { Chromium: 0.35, Firefox: 0.35 },
};

/** Native code held to x86-64-v2 takes at least this part of the time of WebAssembly. */
export const webAssemblyGoal = 0.8;

/** @type {UnitMeasure[]} */
export const popcountMeasures = [
  { rows: 4, columns: 8, times: 3 },
  { rows: 5, columns: 8, part: 10, parts: 20 },
  { rows: 6, columns: 8, part: 500, parts: 1000 },
];

/** @type {Options['popcount'][]} */
export const popcounts = ['scalar', 'bytes', 'vertical', 'auto'];

/** @type {UnitMeasure[]} */
export const ablationMeasures = [
  { rows: 5, columns: 6, times: 300 },
  { rows: 5, columns: 7, times: 4 },
  { rows: 4, columns: 8, times: 2 },
  { rows: 5, columns: 8, part: 100, parts: 200, times: 2 },
];

/** @type {{ name: string, options: Partial<Options> }[]} */
export const ablations = [
  { name: 'everything on', options: {} },
  { name: 'prefilter', options: { prefilter: false } },
  { name: 'sign order', options: { sign_order: false } },
  { name: 're-indexing', options: { reindexing: false } },
  { name: 'last row counted', options: { last_row_counted: false } },
  { name: 'vertical counters', options: { popcount: 'scalar' } },
];

/**
 * The shapes of n columns by classes: all of them together, or one.
 * @typedef {{ rows: number | 'all', columns: number, workers: number[], rounds?: number, slow?: boolean }} ClassMeasure
 */

/** @type {ClassMeasure[]} */
export const byClasses = [
  { rows: 'all', columns: 9, workers: [1, 2] },
  { rows: 5, columns: 10, workers: [2], rounds: 3 },
  { rows: 'all', columns: 10, workers: [2], rounds: 1, slow: true },
];
