import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildSite, singleFile } from './build-site.mjs';
import { sizesOf, sum } from './first-load.mjs';
import { script } from './log-step.mjs';
import { at } from './paths.mjs';
import { setup } from './setup.mjs';
import { wasm } from './wasm.mjs';

/** What a cold visit of the count view may fetch, compressed; 1 kB is 1000 bytes. */
const BUDGET_KB = 516;

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {string} title @param {import('./first-load.mjs').Size[]} sizes */
function print(title, sizes) {
  console.log(`\n${title}`);
  for (const { path, bytes } of sizes) console.log(`  ${kilobytes(bytes).padStart(9)}  ${path}`);
}

await script(async () => {
  await wasm(await setup());
  await buildSite();
  const { first, later } = sizesOf(at('dist'));
  print('first load, gzip -9', first);
  console.log(`  ${kilobytes(sum(first)).padStart(9)}  in all, of at most ${BUDGET_KB} kB`);
  print('fetched when needed', later);
  if (sum(first) > BUDGET_KB * 1000) throw new Error(`The first load is larger than ${BUDGET_KB} kB.`);
  console.log('\ndist/ can be put on any static host as it is.');
  const file = readFileSync(at(singleFile));
  const small = gzipSync(file, { level: 9 }).length;
  console.log(
    `${singleFile} is the whole page in one file: ${kilobytes(file.length)}, gzip -9 ${kilobytes(small)}.`,
  );
});
