import { cpus } from 'node:os';
import { logStep } from '../tools/log-step.mjs';
import { launch, openPlace, serveModules, serveSite } from './browser.mjs';
import { measureFormula } from './by-formula.mjs';
import { measureClicks, measureCold } from './click.mjs';
import * as measures from './measures.mjs';
import { hasKernel, native } from './native.mjs';
import { measureCount, measureUnit } from './series.mjs';

/** @typedef {import('./by-formula.mjs').FormulaPlace} FormulaPlace */
/** @typedef {import('./by-formula.mjs').FormulaSeries} FormulaSeries */
/** @typedef {import('./click.mjs').ClickSeries} ClickSeries */
/** @typedef {import('./series.mjs').CountSeries} CountSeries */
/** @typedef {import('./series.mjs').Place} Place */
/** @typedef {import('./series.mjs').UnitSeries} UnitSeries */
/** @typedef {import('./series.mjs').Variant} Variant */

/** @typedef {{ date: string, processor: string, processors: number, node: string, browsers: string[] }} Environment */

/**
 * Everything that was measured, as it goes to --json.
 * @typedef {{
 *   environment: Environment, rounds: number, firstColumns: UnitSeries[], counts: CountSeries[],
 *   byFormula: FormulaSeries[], clicks: ClickSeries[], popcounts: UnitSeries[], ablation: UnitSeries[],
 * }} Results
 */

/**
 * @param {{ quick: boolean, long: boolean }} options
 * @returns {Promise<Results>}
 */
export async function runAll({ quick, long }) {
  const launched = await launch();
  const [site, modules] = await Promise.all([serveSite(), serveModules()]);
  /** @type {FormulaPlace[]} */
  const browsers = [];
  // One after the other, because each tries the popcounts once it is ready.
  for (const named of launched) browsers.push(await openPlace(named, modules));
  const places = [native, ...browsers];
  const rounds = quick ? 3 : 7;
  const times = quick ? 5 : measures.click.times;

  /** @type {Results} */
  const results = {
    environment: environment(launched.map(({ name, browser }) => `${name} ${browser.version()}`)),
    rounds,
    firstColumns: await logStep('first columns', () => firstColumns(places, rounds, quick)),
    counts: await logStep('whole counts', () => counts(places, rounds, quick, long)),
    byFormula: await logStep('K by formula', () => byFormula(places, rounds, quick)),
    clicks: await logStep('click to figures', () => clicks(launched, site, times)),
    popcounts: await logStep('popcounts', () => popcounts(places, rounds)),
    ablation: await logStep('ablation', () => ablation([native, ...browsers.slice(0, 1)], rounds)),
  };
  if (long) {
    results.firstColumns.push(...(await logStep('whole first columns', () => wholeFirstColumns(places))));
  }
  return results;
}

/**
 * @param {string[]} browsers
 * @returns {Environment}
 */
export const environment = (browsers) => ({
  date: new Date().toISOString().slice(0, 10),
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
  node: process.versions.node,
  browsers,
});

/**
 * Each place as it counts by itself.
 * @param {Place[]} places
 * @returns {Variant[]}
 */
const plain = (places) => places.map((place) => ({ where: place.name, place, options: {} }));

/**
 * @param {Place[]} places
 * @param {number} rounds
 * @param {boolean} quick
 */
async function firstColumns(places, rounds, quick) {
  /** @type {Variant[]} */
  const held = [];
  for (const version of ['v2', 'v3']) {
    const kernel = `x86-64-${version}`;
    if (await hasKernel(kernel))
      held.push({ where: `native ${version}`, place: native, options: { kernel } });
  }
  const series = [];
  for (const measure of measures.firstColumns) {
    if (quick && measure.slow) continue;
    series.push(...(await measureUnit(measure, [...held, ...plain(places)], rounds)));
  }
  return series;
}

/** @param {Place[]} places */
async function wholeFirstColumns(places) {
  const series = [];
  for (const measure of measures.wholeFirstColumns) {
    series.push(...(await measureUnit(measure, plain(places), measure.rounds)));
  }
  return series;
}

/**
 * @param {Place[]} places
 * @param {number} rounds
 * @param {boolean} quick
 * @param {boolean} long
 */
async function counts(places, rounds, quick, long) {
  const { usual, withOneWorkerToo } = measures.longCounts;
  const series = [];
  for (const measure of [...measures.counts, long ? withOneWorkerToo : usual]) {
    if (quick && measure.slow) continue;
    series.push(...(await measureCount(measure, places, measure.rounds ?? rounds)));
  }
  return series;
}

/**
 * @param {FormulaPlace[]} places
 * @param {number} rounds
 * @param {boolean} quick
 */
export async function byFormula(places, rounds, quick) {
  const series = [];
  for (const measure of measures.byFormula) {
    if (quick && measure.slow) continue;
    series.push(...(await measureFormula(measure, places, measure.rounds ?? rounds)));
  }
  return series;
}

/**
 * @param {{ name: string, browser: import('@playwright/test').Browser }[]} launched
 * @param {string} site
 * @param {number} times
 */
async function clicks(launched, site, times) {
  const { rows, columns } = measures.click;
  const url = `${site}?r=${rows}&n=${columns}`;
  const series = [];
  for (const named of launched) {
    for (const way of measures.clickWays) series.push(await measureClicks(named, url, times, way));
    series.push(await measureCold(named, `${url}&run`, Math.min(times, measures.cold.times)));
  }
  return series;
}

/**
 * @param {Place[]} places
 * @param {number} rounds
 */
async function popcounts(places, rounds) {
  const variants = places.flatMap((place) =>
    measures.popcounts.map((popcount) => ({ where: place.name, place, options: { popcount } })),
  );
  const series = [];
  for (const measure of measures.popcountMeasures)
    series.push(...(await measureUnit(measure, variants, rounds)));
  return series;
}

/**
 * @param {Place[]} places
 * @param {number} rounds
 */
async function ablation(places, rounds) {
  const variants = places.flatMap((place) =>
    measures.ablations.map(({ options }) => ({ where: place.name, place, options })),
  );
  const series = [];
  for (const measure of measures.ablationMeasures)
    series.push(...(await measureUnit(measure, variants, rounds)));
  return series;
}
