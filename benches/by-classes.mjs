import { run } from '../tools/run.mjs';
import { clickToFigures, openReady } from './click.mjs';

// Only what every version has is used here, whatever is inside: its command and its page.

/** @typedef {import('./measures.mjs').ClassMeasure} ClassMeasure */

/**
 * The totals and differences are sorted, because they are not listed in the same order everywhere.
 * @typedef {{ seconds: number, figures: string[] }} ClassCount
 */

/** @typedef {{ warmUps: number, run(): Promise<ClassCount>, close(): Promise<void> }} ClassPlace */

/** Seconds that a count on the page may take. */
const LIMIT = 900;

/**
 * Shapes counted by classes with a command.
 * @param {string} command
 * @param {ClassMeasure} measure
 * @param {number} workers
 * @returns {ClassPlace}
 */
export function withCommand(command, { rows, columns }, workers) {
  const question = rows === 'all' ? ['table', columns] : ['count', rows, columns, '--engine', 'classes'];
  const args = [...question, '--workers', workers, '--format', 'json'].map(String);
  return {
    warmUps: 1,
    async run() {
      const result = JSON.parse(await run(command, args));
      /** @type {{ total: string, difference: string }[]} */
      const counts = result.counts ?? [result];
      const figures = counts.flatMap(({ total, difference }) => [total, difference]);
      return { seconds: result.elapsed_seconds, figures: figures.sort() };
    },
    close: async () => {},
  };
}

/**
 * The same on a built page, from the click to the figures, again and again on one page.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} site
 * @param {ClassMeasure} measure
 * @param {number} workers
 * @returns {Promise<ClassPlace>}
 */
export async function onPage(browser, site, { rows, columns }, workers) {
  // Driven by Playwright, Firefox leaves the site's service worker at its activation, where new workers wait for it.
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await openReady(page, `${site}?r=${rows}&n=${columns}&engine=classes&workers=${workers}`);
  const shapes = rows === 'all' ? columns : 1;
  return {
    // The first counts wait for the browser's compiler.
    warmUps: 2,
    async run() {
      const seconds = await page.evaluate(clickToFigures, { shapes, limit: LIMIT, agree: true });
      return { seconds, figures: await page.evaluate(shownFigures) };
    },
    close: () => page.close(),
  };
}

/** Runs in the browser. */
function shownFigures() {
  const figures = document.querySelectorAll(':is([data-result=total], [data-result=difference])[data-value]');
  return [...figures].map((element) => element.getAttribute('data-value') ?? '').sort();
}
