import * as measures from './measures.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {{ where: string, how: string, seconds: number[] }} ClickSeries */

const WARM_UPS = 3;
/** Longer than the page's worker takes to start and finish its popcount races. */
const SETTLED_MS = 1000;

/**
 * Seconds from the click on the built page's button to the result's total in its document.
 * @param {{ name: string, browser: Browser }} named
 * @param {string} url
 * @param {number} times
 * @param {import('./measures.mjs').ClickWay} way
 * @returns {Promise<ClickSeries>}
 */
export async function measureClicks({ name, browser }, url, times, { how, rest } = measures.inARow) {
  const page = await browser.newPage();
  await openReady(page, url);
  const seconds = [];
  for (let i = 0; i < WARM_UPS + times; i++) {
    if (i >= WARM_UPS) await page.waitForTimeout(rest * 1000);
    seconds.push(await page.evaluate(clickToFigures, { shapes: 1, limit: 10, agree: false }));
  }
  await page.close();
  return { where: name, how, seconds: seconds.slice(WARM_UPS) };
}

/**
 * Seconds from the navigation to the total of a count in the address, with nothing cached.
 * @param {{ name: string, browser: Browser }} named
 * @param {string} url
 * @param {number} times
 * @returns {Promise<ClickSeries>}
 */
export async function measureCold({ name, browser }, url, times) {
  const seconds = [];
  for (let i = 0; i < 1 + times; i++) {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.addInitScript(watchFigures);
    await page.goto(url);
    const there = await page.waitForFunction(() => Reflect.get(globalThis, 'figuresAt'));
    seconds.push(Number(await there.jsonValue()) / 1000);
    await context.close();
  }
  return { where: name, how: measures.cold.how, seconds: seconds.slice(1) };
}

/** Runs in the browser, before the page: notes when the figures come. */
function watchFigures() {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-result=total][data-value]')) return;
    observer.disconnect();
    Reflect.set(globalThis, 'figuresAt', performance.now());
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

/**
 * Opens the built page and waits until it is ready to count.
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
export async function openReady(page, url) {
  await page.goto(url);
  await page.locator('[data-engine-state=ready]').waitFor();
  await page.waitForTimeout(SETTLED_MS);
}

/**
 * Runs in the browser. Resolves to the seconds until the totals of so many shapes are there; if the page asks for
 * confirmation of a long count, it is given with `agree`, and the time starts then.
 * @param {{ shapes: number, limit: number, agree: boolean }} what
 * @returns {Promise<number>}
 */
export function clickToFigures({ shapes, limit, agree }) {
  return new Promise((resolve, reject) => {
    const button = document.querySelector('form .go');
    if (!(button instanceof HTMLElement)) throw new Error('The page has no button to count.');
    setTimeout(
      () => reject(new Error(`The page showed no result within ${limit} s of the click.`)),
      limit * 1000,
    );
    // Of a version that does not number its runs the result before has to go.
    const run = () =>
      document.querySelector('[data-result=total]')?.closest('[data-run]')?.getAttribute('data-run');
    const isThere = () => document.querySelectorAll('[data-result=total][data-value]').length >= shapes;
    const yes = () =>
      [...document.querySelectorAll('button')].find(({ textContent }) =>
        /^Count (all the same|anyway)$/.test(textContent.trim()),
      );
    let start = 0;
    const press = (/** @type {HTMLElement} */ target) => {
      start = performance.now();
      target.click();
    };
    let mayAsk = agree;
    // The result before is still there at the click, if there was one.
    const before = run();
    let gone = !isThere();
    const observer = new MutationObserver(() => {
      const asking = mayAsk && yes();
      if (asking) {
        mayAsk = false;
        press(asking);
      } else if (!isThere()) {
        gone = true;
      } else if (gone || (before && run() !== before)) {
        observer.disconnect();
        resolve((performance.now() - start) / 1000);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    press(button);
  });
}
