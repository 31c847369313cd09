import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { requireBuiltCheckout } from '../benches/checkout.mjs';
import { buildSite } from './build-site.mjs';
import { logStep, script } from './log-step.mjs';
import { at } from './paths.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';
import { wasm } from './wasm.mjs';

const help = `Measures the command and the page in Chromium and Firefox, and prints tables in Markdown.

npm run bench -- [options]
  --quick           few repetitions of what is short: about three minutes
  --long            also what takes minutes and, for 8 × 8, a quarter of an hour in each place
  --against FOLDER  compares with another version, built in that folder, and says what is slower
  --json FILE       puts every single time into a file
  --write           puts the tables into benches/README.md
  --help            says this

Without options it takes about ten minutes. Let the machine do nothing else.

To build the version of a COMMIT for --against:
  git worktree add FOLDER COMMIT
  cd FOLDER
  npm run build
  cargo build --release
with the compiler that is used here; where npm start has installed Debian's: PATH=/usr/bin:$PATH cargo build --release`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      against: { type: 'string' },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.quick && values.long) throw new Error('--quick and --long exclude each other.');
  if (values.against && values.write) throw new Error('--against and --write exclude each other.');
  return values;
}

const readme = at('benches/README.md');
const begin = '<!-- written by npm run bench -- --write -->\n';
const end = '<!-- end of what is written -->\n';

/** @param {string} tables */
function write(tables) {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${readme} lacks the lines between which the tables go.`);
  writeFileSync(readme, `${text.slice(0, from)}${begin}\n${tables}\n\n${text.slice(to)}`);
}

// The benchmark is imported only when it runs, because the set-up may just have installed what it imports.

/** @param {{ quick: boolean, long: boolean }} options */
async function measure(options) {
  const { runAll } = await import('../benches/run.mjs');
  const { page } = await import('../benches/table.mjs');
  const results = await runAll(options);
  return { results, tables: page(results) };
}

/**
 * @param {string} folder
 * @param {{ quick: boolean, long: boolean }} options
 */
async function compare(folder, options) {
  const { runAgainst } = await import('../benches/against.mjs');
  const { comparisonPage } = await import('../benches/comparison-table.mjs');
  const results = await runAgainst(folder, options);
  return { results, tables: comparisonPage(results) };
}

await script(async () => {
  const values = readArguments();
  if (values.help) return console.log(help);
  if (values.against !== undefined) requireBuiltCheckout(resolve(values.against));
  const ready = await setup(['chromium', 'firefox']);
  await wasm(ready);
  await buildSite();
  await logStep('native command', () => run('cargo', ['build', '--release'], { env: ready.rust.env }));
  const { results, tables } = await (values.against
    ? compare(resolve(values.against), values)
    : measure(values));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results)}\n`);
  console.log(`\n${tables}`);
  if (values.write) write(tables);
  // The servers and browsers would keep it going.
  process.exit();
});
