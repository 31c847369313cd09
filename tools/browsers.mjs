import { existsSync } from 'node:fs';
import * as debian from './debian.mjs';

/** Chromium without its windows: smaller, and tests take a fifth less time in it. */
const HEADLESS = '/usr/bin/chromium-headless-shell';

const places = {
  chromium: [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome', HEADLESS],
  firefox: [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'],
};

/** @typedef {keyof typeof places} Browser */

/** @param {(string | undefined)[]} paths */
const first = (paths) => paths.find((path) => path && existsSync(path));

/**
 * The program of a browser on this machine, as people use it if it is there.
 * @param {Browser} browser
 */
export const find = (browser) => first(places[browser]);

/**
 * The program in which the tests of a browser run.
 * @param {Browser} browser
 */
export const findForTests = (browser) =>
  browser === 'chromium' ? first([process.env.CHROMIUM, HEADLESS, find(browser)]) : find(browser);

const debianPackages = { chromium: 'chromium-headless-shell', firefox: 'firefox-esr' };

/** @param {Browser[]} browsers */
export async function ensure(browsers) {
  const missing = browsers.filter((browser) => !find(browser));
  if (missing.length === 0) return false;
  if (debian.canInstall) await debian.install(missing.map((browser) => debianPackages[browser]));
  for (const browser of missing) {
    if (!find(browser)) {
      throw new Error(`Please install ${browser}, or say where it is in ${browser.toUpperCase()}.`);
    }
  }
  return true;
}
