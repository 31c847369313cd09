import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPage, withCommand } from './by-classes.mjs';
import { commandIn } from './checkout.mjs';

// A process for one built checkout, which is measured by its own harness; the parent sends one call at a time. Two
// versions cannot share a process, because Playwright refuses to be loaded twice.

/** @typedef {import('./by-classes.mjs').ClassPlace} ClassPlace */
/** @typedef {import('./measures.mjs').ClassMeasure} ClassMeasure */
/** @typedef {import('./series.mjs').CountQuestion} CountQuestion */
/** @typedef {import('./series.mjs').Place} Place */
/** @typedef {import('./series.mjs').UnitQuestion} UnitQuestion */

const folder = process.argv[2] ?? '';

const load = (/** @type {string} */ file) => import(pathToFileURL(join(folder, 'benches', file)).href);
/** @type {typeof import('./native.mjs')} */
const { native, hasKernel } = await load('native.mjs');
/** @type {typeof import('./browser.mjs')} */
const { launch, openPlace, serveModules, serveSite } = await load('browser.mjs');
/** @type {typeof import('./click.mjs')} */
const { measureClicks } = await load('click.mjs');

const launched = await launch();
const [site, modules] = [await serveSite(), await serveModules()];
const places = [native];
// One after the other, because each tries the popcounts once it is ready.
for (const named of launched) places.push(await openPlace(named, modules));

/** @type {Map<string, ClassPlace>} */
const byClasses = new Map();

/**
 * @param {string} place
 * @param {ClassMeasure} measure
 * @param {number} workers
 */
async function openByClasses(place, measure, workers) {
  const named = launched.find(({ name }) => name === place);
  const opened = named
    ? await onPage(named.browser, site, measure, workers)
    : withCommand(commandIn(folder), measure, workers);
  byClasses.set(place, opened);
  return opened.warmUps;
}

/**
 * @template T
 * @param {T | undefined} found
 */
function known(found) {
  if (!found) throw new Error('There is no such place.');
  return found;
}

const placeOf = (/** @type {string} */ name) => known(places.find((place) => place.name === name));

/** The calls that the parent can make. */
const answers = {
  describe: async () => ({
    places: places.map(({ name, warmUps }) => ({ name, warmUps })),
    browsers: launched.map(({ name, browser }) => `${name} ${browser.version()}`),
  }),
  hasKernel,
  unit: (/** @type {string} */ place, /** @type {UnitQuestion} */ question) => placeOf(place).unit(question),
  count: (/** @type {string} */ place, /** @type {CountQuestion} */ question) =>
    placeOf(place).count(question),
  openByClasses,
  runByClasses: (/** @type {string} */ place) => known(byClasses.get(place)).run(),
  closeByClasses: (/** @type {string} */ place) => known(byClasses.get(place)).close(),
  clicks: (/** @type {string} */ place, /** @type {string} */ query, /** @type {number} */ times) =>
    measureClicks(known(launched.find(({ name }) => name === place)), site + query, times),
};

/** @typedef {typeof answers} Answers */

process.on(
  'message',
  async (/** @type {{ question: keyof Answers, args: unknown[] }} */ { question, args }) => {
    try {
      const answer = /** @type {(...args: unknown[]) => Promise<unknown>} */ (answers[question]);
      process.send?.({ answer: await answer(...args) });
    } catch (error) {
      process.send?.({ error: error instanceof Error ? error.message : String(error) });
    }
  },
);
// Servers and browsers would outlive the parent.
process.on('disconnect', () => process.exit());
