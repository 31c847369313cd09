import { existsSync } from 'node:fs';
import * as debian from './debian.mjs';

const places = {
  chromium: [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'],
  firefox: [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'],
};

/** @typedef {keyof typeof places} Browser */

/**
 * The program of a browser on this machine.
 * @param {Browser} browser
 */
export const find = (browser) => places[browser].find((path) => path && existsSync(path));

const debianPackages = { chromium: 'chromium', firefox: 'firefox-esr' };

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
