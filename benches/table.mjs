import * as measures from './measures.mjs';
import { median, secondsOfOne, summary } from './statistics.mjs';

/** @typedef {import('./run.mjs').Results} Results */
/** @typedef {import('./by-formula.mjs').FormulaSeries} FormulaSeries */
/** @typedef {import('./series.mjs').CountSeries} CountSeries */
/** @typedef {import('./series.mjs').UnitReport} UnitReport */
/** @typedef {import('./series.mjs').UnitSeries} UnitSeries */

/** Where the goals are judged. */
const JUDGED = 'Chromium';

/**
 * Markdown for everything measured.
 * @param {Results} results
 */
export function page({ environment, rounds, firstColumns, counts, byFormula, clicks, popcounts, ablation }) {
  const { date, processor, processors, node, browsers } = environment;
  const kernel = firstColumns.find(({ where }) => where === 'native')?.reports[0]?.kernel;
  return [
    `${date}, ${processor}, ${processors} processors, ${browsers.join(', ')}, Node ${node}; native is ${kernel}; ${rounds} rounds.`,
    '### One first column, one worker',
    firstColumnTable(firstColumns),
    '### All first columns',
    countTable(counts),
    '### K for every n up to one, by formula',
    formulaTable(byFormula),
    `### From click or address to figures, ${shape(measures.click)}`,
    clickTable(clicks),
    '### Ways to count bits',
    'Time of the median, and for the others as a part of that of scalar.',
    popcountTable(popcounts),
    '### What each optimisation is worth',
    'Time of the median with everything on, and how many times that when one is off.',
    ablationTable(ablation),
  ].join('\n\n');
}

/** @param {UnitSeries[]} all */
function firstColumnTable(all) {
  const head = [
    'shape',
    'where',
    'median',
    'best',
    'quartiles',
    'whole first column',
    'ns a word',
    'million words',
  ];
  head.push('10⁹ a second', '… with lists', 'native v2 ÷ this', 'goal');
  const rows = all.map((series) => {
    const { measure, where, reports } = series;
    const { median: middle, best, lower, upper } = timing(series);
    const lists = median(reports.map(({ list_seconds }) => list_seconds));
    const words = median(reports.map(({ seconds, word_seconds }) => secondsOfOne(seconds) / word_seconds));
    const whole = middle * partsInWhole(series) + (measure.listsApart ? 0 : lists);
    const v2 = all.find((other) => other.measure === measure && other.where === 'native v2');
    return [
      unitName(measure),
      where,
      time(middle),
      time(best),
      `${time(lower)} – ${time(upper)}`,
      (measure.parts ? '≈ ' : '') + time(whole) + (measure.listsApart ? ` + ${time(lists)}` : ''),
      (median(reports.map(({ word_seconds }) => word_seconds)) * 1e9).toFixed(3),
      figure(words / 1e6),
      figure(rectangles(series) / middle / 1e9),
      figure(rectangles(series) / (middle + lists) / 1e9),
      v2 && !where.startsWith('native') ? ratioToNative(timing(v2).median / middle, where) : '',
      where === JUDGED
        ? atMost(whole, measure.goal) + (measure.goal && measure.listsApart ? ' + lists' : '')
        : '',
    ];
  });
  return table(head, rows);
}

/** @param {CountSeries[]} all */
function countTable(all) {
  const head = [
    'shape',
    'schedule',
    'where',
    'workers',
    'rounds',
    'median',
    'best',
    'quartiles',
    '10⁹ a second',
  ];
  head.push('one worker ÷ all of them', 'goal');
  const rows = all.map(({ measure, where, workers, reports }) => {
    const seconds = reports.map(({ elapsed_seconds }) => elapsed_seconds);
    const { median: middle, best, lower, upper } = summary(seconds);
    const [first] = reports;
    const counted = Number(first?.reduced) * (first?.first_columns ?? 0);
    const one = all.find(
      (other) => other.measure === measure && other.where === where && other.workers === 1,
    );
    const efficiency =
      one && workers > 1 ? median(one.reports.map((r) => r.elapsed_seconds)) / (workers * middle) : null;
    const goals = [
      measure.efficiencyGoal && efficiency !== null ? efficiencyGoal(efficiency, measure.efficiencyGoal) : '',
      workers === measure.workers.at(-1) ? atMost(middle, measure.goal) : '',
    ];
    return [
      shape(measure),
      measure.schedule + (measure.popcount ? `, ${measure.popcount}` : ''),
      where,
      String(workers),
      String(reports.length),
      time(middle),
      time(best),
      `${time(lower)} – ${time(upper)}`,
      figure(counted / middle / 1e9),
      efficiency === null ? '' : efficiency.toFixed(3),
      where === JUDGED ? goals.filter(Boolean).join(', ') : '',
    ];
  });
  return table(head, rows);
}

/** @param {FormulaSeries[]} all */
export function formulaTable(all) {
  const head = ['shape', 'where', 'workers', 'rounds', 'median', 'best', 'million multiplications'];
  head.push('ns in a plain loop', 'time of all workers ÷ that of as many', 'goal');
  const rows = all.map(({ measure, where, workers, reports }) => {
    const { median: middle, best } = summary(reports.map(({ seconds }) => seconds));
    const [{ multiplications = null } = {}] = reports;
    const plain = median(reports.flatMap(({ plain_seconds }) => plain_seconds ?? []));
    const ratio = multiplications && (workers * middle) / (multiplications * plain);
    return [
      shape(measure),
      where,
      String(workers),
      String(reports.length),
      time(middle),
      time(best),
      multiplications ? figure(multiplications / 1e6) : '',
      multiplications ? (plain * 1e9).toFixed(3) : '',
      ratio ? ratio.toFixed(2) : '',
      where === JUDGED && workers === measure.workers.at(-1) ? atMost(middle, measure.goal) : '',
    ];
  });
  return table(head, rows);
}

/** @param {Results['clicks']} all */
function clickTable(all) {
  const goals = new Map([
    ...measures.clickWays.map(({ how, goals }) => /** @type {const} */ ([how, goals])),
    [measures.cold.how, measures.cold.goals],
  ]);
  const head = ['where', 'how', 'times', 'median', 'best', 'quartiles', 'goal'];
  const rows = all.map(({ where, how, seconds }) => {
    const { median: middle, best, lower, upper } = summary(seconds);
    const goal = atMost(middle, goals.get(how)?.[where]);
    const quartiles = `${time(lower)} – ${time(upper)}`;
    return [where, how, String(seconds.length), time(middle), time(best), quartiles, goal];
  });
  return table(head, rows);
}

/** @param {UnitSeries[]} all */
function popcountTable(all) {
  const rows = byMeasureAndPlace(all).map((group) => {
    const [first, ...others] = group;
    return [
      ...inWhich(first),
      time(timing(first).median),
      ...others.map((series) => (timing(series).median / timing(first).median).toFixed(2)),
      choice(group.at(-1)?.reports.at(-1)),
    ];
  });
  return table(['shape', 'where', ...measures.popcounts, 'auto stood for'], rows);
}

/** @param {UnitReport | undefined} report */
export function choice(report) {
  if (!report?.popcount) return '';
  const { short, short_words } = report.popcount;
  return short_words === null ? short : `${short} for ≤ ${short_words} words, else vertical`;
}

/** @param {UnitSeries[]} all */
function ablationTable(all) {
  const rows = byMeasureAndPlace(all).map(([first, ...others]) => [
    ...inWhich(first),
    time(timing(first).median),
    ...others.map((series) => (timing(series).median / timing(first).median).toFixed(2)),
  ]);
  return table(['shape', 'where', ...measures.ablations.map(({ name }) => name)], rows);
}

/**
 * The variants of one measure in one place together.
 * @param {UnitSeries[]} all
 */
function byMeasureAndPlace(all) {
  /** @type {[UnitSeries, ...UnitSeries[]][]} */
  const groups = [];
  for (const series of all) {
    const group = groups.find(([{ measure, where }]) => measure === series.measure && where === series.where);
    if (group) group.push(series);
    else groups.push([series]);
  }
  return groups;
}

/** @param {UnitSeries} series */
const inWhich = ({ measure, where }) => [unitName(measure), where];

/** @param {UnitSeries} series */
const timing = ({ reports }) => summary(reports.map(({ seconds }) => secondsOfOne(seconds)));

/**
 * How many times the second rows of what ran make a whole first column.
 * @param {UnitSeries} series
 */
function partsInWhole({ measure, reports }) {
  const unit = reports[0]?.unit;
  const all = measures.secondRows.get(measure.columns);
  return measure.parts && unit && all ? all / (unit.to - unit.from) : 1;
}

/** @param {UnitSeries} series */
const rectangles = ({ reports }) => Number(reports[0]?.count.positive) + Number(reports[0]?.count.negative);

/** @param {measures.UnitMeasure} measure */
export const unitName = (measure) =>
  shape(measure) + (measure.parts ? `, part ${measure.part} of ${measure.parts}` : '');

/** @param {{ rows: number, columns: number }} measure */
export const shape = ({ rows, columns }) => `${rows} × ${columns}`;

/** @param {boolean} met */
const mark = (met) => (met ? '✓' : '✗');

/**
 * @param {number} seconds
 * @param {number | undefined} goal
 */
const atMost = (seconds, goal) => (goal ? `≤ ${time(goal, roundFigure)} ${mark(seconds <= goal)}` : '');

/**
 * @param {number} ratio
 * @param {number} goal
 */
const atLeast = (ratio, goal) => `≥ ${goal} ${mark(ratio >= goal)}`;

/** Two workers cannot be more than so many times as good as one: they have not run the same code. */
const CREDIBLE = 1.05;

/**
 * @param {number} efficiency
 * @param {number} goal
 */
const efficiencyGoal = (efficiency, goal) =>
  efficiency > CREDIBLE ? `≥ ${goal}: not comparable` : atLeast(efficiency, goal);

/**
 * @param {number} ratio
 * @param {string} where
 */
const ratioToNative = (ratio, where) =>
  ratio.toFixed(3) + (where === JUDGED ? ` (${atLeast(ratio, measures.webAssemblyGoal)})` : '');

/**
 * Three digits, without an exponent.
 * @param {number} value
 */
const figure = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/**
 * The same without zeros at the end.
 * @param {number} value
 */
const roundFigure = (value) => String(Number(figure(value)));

/** @param {number} seconds */
export function time(seconds, digits = figure) {
  if (seconds >= 1) return `${digits(seconds)} s`;
  return seconds >= 1e-3 ? `${digits(seconds * 1e3)} ms` : `${digits(seconds * 1e6)} µs`;
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
