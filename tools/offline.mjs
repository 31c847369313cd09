import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { filesOf, firstOf } from './first-load.mjs';
import { headersFile, production } from './headers.mjs';
import { at } from './paths.mjs';

/** What is of no use without the host: its own settings, and what only an installation or a reader asks for. */
const ONLINE = /^(sw\.js|_headers|.*-licence\.txt|icon-.*\.png)$/;

/**
 * What the service worker keeps of a built site, and a hash of it.
 * @param {string} folder
 */
export function siteOf(folder) {
  const names = filesOf(folder).filter((name) => !ONLINE.test(name));
  const hash = createHash('sha256').update(JSON.stringify(production));
  for (const name of names) {
    const content = readFileSync(join(folder, name));
    hash.update(`${name} ${content.length}\n`).update(content);
  }
  const first = firstOf(folder);
  const addresses = (/** @type {string[]} */ some) => some.map((name) => (name === 'index.html' ? '' : name));
  return {
    version: hash.digest('hex').slice(0, 16),
    first: addresses(names.filter((name) => first.includes(name))),
    later: addresses(names.filter((name) => !first.includes(name))),
    headers: production,
  };
}

/**
 * The service worker, as one classic script.
 * @param {import('../www/service-worker/answer').Site} site
 */
async function compile(site) {
  const output = await build({
    configFile: false,
    root: at('www'),
    publicDir: false,
    logLevel: 'warn',
    define: { SITE: JSON.stringify(site) },
    build: {
      write: false,
      rolldownOptions: {
        input: at('www/service-worker/service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
  const [bundle] = [output].flat();
  const [script] = bundle && 'output' in bundle ? bundle.output : [];
  if (script?.type !== 'chunk') throw new Error('The service worker was not built.');
  return script.code;
}

/**
 * Puts sw.js and _headers beside the site; the folder of sw.js is what it answers for.
 * @returns {import('vite').Plugin}
 */
export function offline() {
  let folder = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir;
    },
    async closeBundle() {
      writeFileSync(join(folder, 'sw.js'), await compile(siteOf(folder)));
      writeFileSync(join(folder, '_headers'), headersFile);
    },
  };
}
