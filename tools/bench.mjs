import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { at } from './root.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';
import { site } from './site.mjs';
import { script, step } from './step.mjs';
import { wasm } from './wasm.mjs';

const help = `Measures the command and the page in Chromium and Firefox, and prints tables in Markdown.

npm run bench -- [options]
  --quick      few repetitions of what is short: about three minutes
  --long       also what takes minutes and, for 8 × 8, a quarter of an hour in each place
  --json FILE  puts every single time into a file
  --write      puts the tables into benches/README.md
  --help       says this

Without options it takes about ten minutes. Let the machine do nothing else.`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.quick && values.long) throw new Error('--quick and --long exclude each other.');
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

await script(async () => {
  const values = readArguments();
  if (values.help) return console.log(help);
  const rust = await setup(['chromium', 'firefox']);
  await wasm(rust);
  await site();
  await step('native command', () => run('cargo', ['build', '--release'], { env: rust.env }));
  // Only now, because the set-up may just have installed what they import.
  const { runAll } = await import('../benches/run.mjs');
  const { page } = await import('../benches/table.mjs');
  const results = await runAll(values);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results)}\n`);
  const tables = page(results);
  console.log(`\n${tables}`);
  if (values.write) write(tables);
  // The servers and browsers would keep it going.
  process.exit();
});
