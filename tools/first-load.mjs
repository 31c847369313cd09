import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Read by hosts or the service worker, or fetched when the page is installed; not part of a page load. */
const BESIDE = /^(_headers|.*-licence\.txt|icon-.*\.png)$/;

/** Named by the dedicated worker, which fetches it only if the page is not isolated. */
const WITHOUT_SHARED_MEMORY = /^assets\/message-worker-/;

/**
 * A script names what it may fetch later in import() and in Vite's list of what goes with that.
 * @param {string} text
 */
const withoutLater = (text) => text.replace(/m\.f=\[[^\]]*\]/g, '').replace(/import\([^)]*\)/g, '');

/**
 * The files that a cold visit of the page fetches: what is named from file to file.
 * @param {Map<string, string>} texts by path; '' for what is no text
 */
export function firstLoad(texts) {
  const found = new Set(['index.html']);
  for (const path of found) {
    // The service worker names every file, but fetches them when the page is there.
    const text = path === 'sw.js' ? '' : withoutLater(texts.get(path) ?? '');
    for (const other of texts.keys())
      if (!BESIDE.test(other) && !WITHOUT_SHARED_MEMORY.test(other) && text.includes(basename(other)))
        found.add(other);
  }
  return [...found];
}

/**
 * Every file of a folder, in the order of their names.
 * @param {string} folder
 */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();

/**
 * The same of a built site.
 * @param {string} folder
 */
export const firstOf = (folder) =>
  firstLoad(
    new Map(
      filesOf(folder).map((path) => [
        path,
        /\.(html|js|css)$/.test(path) ? readFileSync(join(folder, path), 'utf8') : '',
      ]),
    ),
  );

/** @typedef {{ path: string, bytes: number }} Size gzip -9 */

/**
 * @param {string} folder
 * @returns {{ first: Size[], later: Size[] }}
 */
export function sizesOf(folder) {
  const paths = filesOf(folder);
  const first = firstOf(folder);
  const sizes = paths
    .map((path) => ({ path, bytes: gzipSync(readFileSync(join(folder, path)), { level: 9 }).length }))
    .sort((a, b) => b.bytes - a.bytes);
  return {
    first: sizes.filter(({ path }) => first.includes(path)),
    later: sizes.filter(({ path }) => !first.includes(path) && !BESIDE.test(path)),
  };
}

/** @param {Size[]} sizes */
export const sum = (sizes) => sizes.reduce((total, { bytes }) => total + bytes, 0);
