/** The oldest Python for which there is a wheel is 3.9. */
export const OLDEST_MINOR = 9;

/** The pinned packages of the tests have wheels up to Python 3.14. */
const NEWEST_MINOR = 14;

/** From Python 3.11 on the tests have the newest packages, before that the last ones of 3.9. */
const NEW_PACKAGES_MINOR = 11;

/**
 * A CPython of this machine.
 * @typedef {{ program: string, version: string, minor: number, venv: boolean }} Python
 */

/**
 * Which Python runs all tests, which ones run those of the interface only, and which are left out and why; or else what the
 * user is to do.
 *
 * All tests run on the newest, as it has the newest Dask; on 3.9 those of the interface, and some on the Dask that 3.9 gets.
 * @template {Python} P
 * @param {P[]} found the ones to be preferred first; the first one is that of the path
 * @param {{ quick: boolean }} how
 * @returns {{ all: P, some: P[] } | { error: string }}
 */
export function choose(found, { quick }) {
  const suited = found.filter(({ minor }) => minor >= OLDEST_MINOR && minor <= NEWEST_MINOR);
  const [first] = suited;
  if (!first) return { error: `Please install Python 3.${OLDEST_MINOR} to 3.${NEWEST_MINOR}.` };
  if (quick) return { all: first, some: [] };
  const all = suited.reduce((newest, python) => (python.minor > newest.minor ? python : newest));
  const oldest = suited.find(({ minor }) => minor === OLDEST_MINOR);
  const others = [first, oldest].filter((python) => python !== undefined && python !== all);
  return { all, some: /** @type {P[]} */ ([...new Set(others)]) };
}

/**
 * Whether the tests have the newest packages on a Python.
 * @param {Python} python
 */
export const hasNewPackages = ({ minor }) => minor >= NEW_PACKAGES_MINOR;

/**
 * The file with the packages that the tests need on a Python.
 * @param {Python} python
 */
export const requirements = (python) =>
  `crates/python/tests/requirements${hasNewPackages(python) ? '' : '-3.9'}.txt`;
