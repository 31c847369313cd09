import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, test } from './page';

/** As `cargo test` has built it. */
const command = fileURLToPath(new URL('../../target/debug/latin-rectangles', import.meta.url));

const printed = (args: string) => execFileSync(command, args.split(' '), { encoding: 'utf8' });

function expectFits(name: string, text: string): void {
  const path = new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url);
  // Its formats are those of Rust's numbers.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const fits = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  fits(JSON.parse(text));
  expect(fits.errors).toBeNull();
}

test(
  'what the command prints as JSON and saves fits the schemas',
  { tag: '@quick' },
  async ({ browserName: _ }, testInfo) => {
    for (const engine of ['enumerate', 'classes', 'naive'])
      expectFits('answer', printed(`count 4 5 --engine ${engine} --format json`));
    expectFits('answer', printed('count 4 5 --engine enumerate --per-column --format json'));
    expectFits('table', printed('table 6 --format json'));
    for (const engine of ['enumerate', 'classes']) {
      const file = testInfo.outputPath(`${engine}.checkpoint`);
      printed(`count 5 7 --engine ${engine} --quiet --checkpoint ${file}`);
      expectFits('checkpoint', readFileSync(file, 'utf8'));
    }
  },
);
