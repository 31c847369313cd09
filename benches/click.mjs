/** @typedef {{ where: string, seconds: number[] }} ClickSeries */

const WARM_UPS = 3;
/** Longer than the page's worker waits until it tries the popcounts, and tries them. */
const SETTLED_MS = 1000;

/**
 * Seconds from the click on the built page's button to the result's total in its document.
 * @param {{ name: string, browser: import('@playwright/test').Browser }} named
 * @param {string} url
 * @param {number} times
 * @returns {Promise<ClickSeries>}
 */
export async function measureClicks({ name, browser }, url, times) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('[data-engine-state=ready]').waitFor();
  await page.waitForTimeout(SETTLED_MS);
  const seconds = [];
  for (let i = 0; i < WARM_UPS + times; i++) seconds.push(await page.evaluate(clickToFigures));
  await page.close();
  return { where: name, seconds: seconds.slice(WARM_UPS) };
}

/**
 * Runs in the browser.
 * @returns {Promise<number>}
 */
function clickToFigures() {
  return new Promise((resolve, reject) => {
    const button = document.querySelector('form .go');
    if (!(button instanceof HTMLElement)) throw new Error('The page has no button to count.');
    setTimeout(() => reject(new Error('The page showed no result within 10 s of the click.')), 10_000);
    const isThere = () => document.querySelector('[data-result=total][data-value]') !== null;
    let start = 0;
    // The result before is still there at the click.
    let gone = false;
    const observer = new MutationObserver(() => {
      if (!isThere()) {
        gone = true;
      } else if (gone) {
        observer.disconnect();
        resolve((performance.now() - start) / 1000);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    addEventListener('click', () => (start = performance.now()), { capture: true, once: true });
    button.click();
  });
}
