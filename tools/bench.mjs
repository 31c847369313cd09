import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measures, repetitions } from '../benches/measures.mjs';
import { at } from './root.mjs';
import { installed, run } from './run.mjs';
import { setup } from './setup.mjs';
import { site } from './site.mjs';
import { script, step } from './step.mjs';
import { wasm } from './wasm.mjs';

/** @typedef {{ rows: number, columns: number, workers: number, where: string, seconds: number[] }} Measured */

const command = at('target/release/latin-rectangles');

/** @returns {Promise<Measured[]>} */
async function measureCommand() {
  const measured = [];
  for (const { rows, columns, workers } of measures) {
    const args = ['count', rows, columns, '--workers', workers, '--format', 'json'].map(String);
    const seconds = [];
    for (let round = 0; round < repetitions; round++) {
      seconds.push(JSON.parse(await run(command, args)).elapsed_seconds);
    }
    measured.push({ rows, columns, workers, where: 'native', seconds });
  }
  return measured;
}

/** @returns {Promise<Measured[]>} */
async function measurePage() {
  const output = await run(installed('playwright'), ['test'], { env: { ...process.env, LATIN_BENCH: '1' } });
  const lines = output.matchAll(/^measured (.+)$/gm);
  return [...lines].map(([, json = '']) => JSON.parse(json));
}

/** @param {number[]} seconds */
const median = (seconds) => [...seconds].sort((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? Number.NaN;

/** @param {number} seconds */
const milliseconds = (seconds) => (seconds * 1000).toPrecision(3);

/** @param {Measured[]} all */
function table(all) {
  const of = (/** @type {Partial<Measured>} */ wanted) =>
    median(
      all.find((one) =>
        Object.entries(wanted).every(([key, value]) => one[/** @type {keyof Measured} */ (key)] === value),
      )?.seconds ?? [],
    );
  const rows = all.map(({ rows, columns, workers, where, seconds }) => [
    `${rows} × ${columns}`,
    where,
    workers,
    milliseconds(median(seconds)),
    `${milliseconds(Math.min(...seconds))} to ${milliseconds(Math.max(...seconds))}`,
    (median(seconds) / of({ rows, columns, workers, where: 'native' })).toFixed(2),
    workers === 1 ? '' : (of({ rows, columns, workers: 1, where }) / median(seconds) / workers).toFixed(2),
  ]);
  const head = [
    'shape',
    'where',
    'workers',
    'median ms',
    'spread ms',
    'times native',
    'of a perfect speed-up',
  ];
  const line = (/** @type {unknown[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

await script(async () => {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const rust = await setup(['chromium', 'firefox']);
  await wasm(rust);
  await site();
  await step('native command', () => run('cargo', ['build', '--release'], { env: rust.env }));
  /** @type {Measured[]} */
  const all = [];
  await step('measure the command', async () => all.push(...(await measureCommand())));
  await step('measure the page', async () => all.push(...(await measurePage())));
  all.sort(
    (a, b) =>
      a.columns - b.columns || a.rows - b.rows || a.where.localeCompare(b.where) || a.workers - b.workers,
  );
  if (values.json) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
  console.log(`\n${cpus()[0]?.model}, ${repetitions} counts each, tables included\n\n${table(all)}`);
});
