import { fork } from 'node:child_process';
import { logStep } from '../tools/log-step.mjs';
import { at } from '../tools/paths.mjs';
import { commitOf, compilerOf } from './checkout.mjs';
import * as measures from './measures.mjs';
import { environment } from './run.mjs';
import { inTurn, measureCount, measureUnit, mustAgree } from './series.mjs';
import { secondsOfOne } from './statistics.mjs';
import { choice, shape, unitName } from './table.mjs';

/** @typedef {import('./by-classes.mjs').ClassCount} ClassCount */
/** @typedef {import('./click.mjs').ClickSeries} ClickSeries */
/** @typedef {import('./comparison.mjs').Pair} Pair */
/** @typedef {import('./measures.mjs').ClassMeasure} ClassMeasure */
/** @typedef {import('./measures.mjs').Options} Options */
/** @typedef {import('./series.mjs').CountSeries} CountSeries */
/** @typedef {import('./series.mjs').Place} Place */
/** @typedef {import('./series.mjs').UnitSeries} UnitSeries */
/** @typedef {import('./version.mjs').Answers} Answers */

/**
 * A built checkout in a process of its own.
 * @typedef {{
 *   commit: string, compiler: string, places: Place[], browsers: string[],
 *   call: <Question extends keyof Answers>(
 *     question: Question, ...args: Parameters<Answers[Question]>
 *   ) => Promise<Awaited<ReturnType<Answers[Question]>>>,
 * }} Version
 */

/**
 * Both versions timed, as it goes to --json.
 * @typedef {{
 *   environment: import('./run.mjs').Environment, rounds: number,
 *   before: { commit: string, compiler: string }, now: { commit: string, compiler: string },
 *   firstColumns: Pair[], counts: Pair[], byClasses: Pair[], clicks: Pair[],
 * }} Comparison
 */

const NATIVE = 'native';
/** Clicks of a round, on a page of their own. */
const CLICKS = 5;

/**
 * This version and the one built in another folder.
 * @param {string} folder
 * @param {{ quick: boolean, long: boolean }} options
 * @returns {Promise<Comparison>}
 */
export async function runAgainst(folder, { quick, long }) {
  // One after the other, because each tries the popcounts at its start.
  const before = await logStep('version before', () => start(folder));
  const now = await logStep('this version', () => start(at()));
  const versions = [before, now];
  const rounds = quick ? 3 : 7;
  return {
    environment: environment(now.browsers),
    rounds,
    before: { commit: before.commit, compiler: before.compiler },
    now: { commit: now.commit, compiler: now.compiler },
    firstColumns: await logStep('first columns', () => firstColumns(versions, rounds, quick)),
    counts: await logStep('whole counts', () => counts(versions, rounds, long)),
    byClasses: await logStep('by classes', () => byClasses(versions, rounds, long)),
    clicks: await logStep('click to figures', () => clicks(versions, rounds)),
  };
}

/**
 * @param {string} folder
 * @returns {Promise<Version>}
 */
async function start(folder) {
  const child = fork(at('benches/version.mjs'), [folder]);
  /** @type {Version['call']} */
  const call = (question, ...args) =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`The process that measures ${folder} has ended.`));
      child.once('exit', ended);
      child.once('message', (/** @type {{ answer: any, error?: string }} */ { answer, error }) => {
        child.off('exit', ended);
        if (error === undefined) resolve(answer);
        else reject(new Error(`${folder}: ${error}`));
      });
      child.send({ question, args });
    });
  const { places, browsers } = await call('describe');
  return {
    commit: commitOf(folder),
    compiler: compilerOf(folder),
    browsers,
    places: places.map(({ name, warmUps }) => ({
      name,
      warmUps,
      unit: (question) => call('unit', name, question),
      count: (question) => call('count', name, question),
    })),
    call,
  };
}

/**
 * Popcounts are given too where `auto` may stand for different ones, because every page and command makes its own choice.
 * @param {Version[]} versions
 * @param {number} rounds
 * @param {boolean} quick
 */
async function firstColumns(versions, rounds, quick) {
  const ways = [
    ...(await instructionSets(versions)),
    ...placeNames(versions).map((name) => ({ where: name, name, options: {} })),
  ];
  const alone = measures.firstColumns
    .filter(({ slow }) => !(quick && slow))
    .map((measure) => ({ measure, popcounts: automatic }));
  const fixed = measures.popcountMeasures.map((measure) => ({ measure, popcounts: given }));
  /** @type {Pair[]} */
  const pairs = [];
  for (const { measure, popcounts } of [...alone, ...fixed]) {
    const variants = ways.flatMap(({ where, name, options }) =>
      popcounts.flatMap((popcount) =>
        placesOf(versions, name).map((place) => ({ where, place, options: { ...options, popcount } })),
      ),
    );
    pairs.push(...inPairs(await measureUnit(measure, variants, rounds)).map(unitPair));
  }
  return pairs;
}

/** @type {Options['popcount'][]} */
const automatic = ['auto'];
/** @type {Options['popcount'][]} */
const given = ['scalar', 'vertical'];

/**
 * @param {[UnitSeries, UnitSeries]} series
 * @returns {Pair}
 */
function unitPair([before, now]) {
  const { measure, where, options } = before;
  const seconds = (/** @type {UnitSeries} */ { reports }) =>
    reports.map((report) => secondsOfOne(report.seconds));
  const pair = { place: where, before: seconds(before), now: seconds(now) };
  if (options.popcount !== 'auto') return { shape: `${unitName(measure)}, ${options.popcount}`, ...pair };
  // The command makes its choice anew each time.
  const chosen = (/** @type {UnitSeries} */ { reports }) =>
    [...new Set(reports.map(choice))].sort().join('; ');
  return { shape: unitName(measure), ...pair, chosen: { before: chosen(before), now: chosen(now) } };
}

/**
 * The instruction sets that both commands and this processor have, beside the best one.
 * @param {Version[]} versions
 */
async function instructionSets(versions) {
  const held = [];
  for (const name of ['portable', 'v2', 'v3']) {
    const kernel = name === 'portable' ? name : `x86-64-${name}`;
    const has = await Promise.all(versions.map(({ call }) => call('hasKernel', kernel)));
    if (has.every(Boolean)) held.push({ where: `${NATIVE} ${name}`, name: NATIVE, options: { kernel } });
  }
  return held;
}

/** @param {Version[]} versions */
const placeNames = ([version]) => version?.places.map(({ name }) => name) ?? [];

/**
 * The same place of each version.
 * @param {Version[]} versions
 * @param {string} name
 */
const placesOf = (versions, name) =>
  versions.flatMap(({ places }) => places.filter((place) => place.name === name));

/**
 * @param {Version[]} versions
 * @param {number} rounds
 * @param {boolean} long
 */
async function counts(versions, rounds, long) {
  const all = measures.counts.map((measure) => ({ ...measure, workers: [1, 2] }));
  if (long) all.push({ ...measures.longCounts.withOneWorkerToo, workers: [1, 2] });
  /** @type {Pair[]} */
  const pairs = [];
  for (const measure of all) {
    const places = placeNames(versions).flatMap((name) => placesOf(versions, name));
    const series = await measureCount(measure, places, measure.rounds ?? rounds);
    for (const workers of measure.workers) {
      const each = series.filter((one) => one.workers === workers);
      for (const [before, now] of inPairs(each)) pairs.push(countPair(before, now));
    }
  }
  return pairs;
}

/**
 * @param {CountSeries} before
 * @param {CountSeries} now
 * @returns {Pair}
 */
function countPair(before, now) {
  const { measure, workers } = before;
  const how = [measure.schedule, measure.popcount, workersName(workers)].filter(Boolean);
  const seconds = (/** @type {CountSeries} */ { reports }) =>
    reports.map(({ elapsed_seconds }) => elapsed_seconds);
  return {
    shape: [shape(measure), ...how].join(', '),
    place: before.where,
    before: seconds(before),
    now: seconds(now),
  };
}

/** @param {number} workers */
const workersName = (workers) => (workers === 1 ? '1 worker' : `${workers} workers`);

/**
 * @param {Version[]} versions
 * @param {number} rounds
 * @param {boolean} long
 */
async function byClasses(versions, rounds, long) {
  /** @type {Pair[]} */
  const pairs = [];
  for (const measure of measures.byClasses) {
    if (measure.slow && !long) continue;
    for (const workers of measure.workers)
      pairs.push(...(await classPairs(versions, measure, workers, measure.rounds ?? rounds)));
  }
  return pairs;
}

/**
 * @param {Version[]} versions
 * @param {ClassMeasure} measure
 * @param {number} workers
 * @param {number} rounds
 * @returns {Promise<Pair[]>}
 */
async function classPairs(versions, measure, workers, rounds) {
  const { rows, columns } = measure;
  const what = rows === 'all' ? `n = ${columns}` : shape({ rows, columns });
  const names = placeNames(versions);
  const places = names.flatMap((name) => versions.map(({ call }) => ({ name, call })));
  const variants = [];
  for (const { name, call } of places) {
    const warmUps = await call('openByClasses', name, measure, workers);
    variants.push({ warmUps, run: () => call('runByClasses', name) });
  }
  const all = await inTurn(variants, rounds);
  for (const { name, call } of places) await call('closeByClasses', name);
  mustAgree(
    what,
    all.flat().map(({ figures }) => figures.join()),
  );
  const seconds = (/** @type {ClassCount[]} */ counts) => counts.map((count) => count.seconds);
  return inPairs(all).map(([before, now], i) => ({
    shape: `${what}, ${workersName(workers)}`,
    place: names[i] ?? '',
    before: seconds(before),
    now: seconds(now),
  }));
}

/**
 * @param {Version[]} versions
 * @param {number} rounds
 * @returns {Promise<Pair[]>}
 */
async function clicks(versions, rounds) {
  const { rows, columns } = measures.click;
  const names = placeNames(versions).filter((name) => name !== NATIVE);
  const variants = names.flatMap((name) =>
    versions.map(({ call }) => ({
      warmUps: 0,
      run: () => call('clicks', name, `?r=${rows}&n=${columns}`, CLICKS),
    })),
  );
  const all = await inTurn(variants, rounds);
  const seconds = (/** @type {ClickSeries[]} */ series) => series.flatMap((one) => one.seconds);
  return inPairs(all).map(([before, now], i) => ({
    shape: shape(measures.click),
    place: names[i] ?? '',
    before: seconds(before),
    now: seconds(now),
  }));
}

/**
 * Each measure of the version before with that of this version, which follows it.
 * @template T
 * @param {T[]} all
 */
const inPairs = (all) =>
  Array.from({ length: all.length / 2 }, (_, i) => /** @type {[T, T]} */ (all.slice(2 * i, 2 * i + 2)));
