import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './build-site.mjs';
import { logStep, script } from './log-step.mjs';
import { at } from './paths.mjs';
import { pythonLint, pythonTests } from './python.mjs';
import { installed, run } from './run.mjs';
import { setup } from './setup.mjs';
import * as slurm from './slurm.mjs';
import { testSlurm } from './slurm-test.mjs';
import { wasm } from './wasm.mjs';

const help = `Runs every check and test.

npm test -- [option]
  --quick   leaves out slow tests of Rust and what needs several processes of Python, and tests one or two things of each
            subject in Chromium only
  --all     everything in both browsers, the longest counts, a real SLURM, and the benchmark's quick form: before a release
  --check   formatting, lint and types only
  --help    says this`;

/** How many browser tests passed, and how long the slowest took. */
const BROWSERS = /^ *(\d+ (passed|flaky|skipped)|\d+\.\d s {2})/;

/**
 * Whether nobody listens on a port.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

async function freePort() {
  for (let port = 4301; port < 4400; port += 1) if (await isFree(port)) return port;
  throw new Error('No port from 4301 to 4399 is free.');
}

/**
 * Lint and tests of every package. The linters are called by path, because cargo might find those of another
 * toolchain.
 * @param {import('./rust.mjs').Rust} rust
 * @param {{ check: boolean, quick: boolean, all: boolean }} how
 * @param {() => void} built is called when the command is there
 */
async function rustLane({ env, sysroot }, { check, quick, all }, built) {
  const linter = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    run(join(sysroot, 'bin', `cargo-${name}`), [name, ...args], { env });
  // The benchmarks' package takes as long to compile as all others together.
  const packages = ['--workspace', ...(all ? [] : ['--exclude', 'latin-rectangles-bench'])];
  const clippy = ['--locked', ...packages, '--all-targets', '--all-features', '--', '-D', 'warnings'];
  await logStep('cargo fmt', () => linter('fmt', '--all', '--check'));
  await logStep('cargo clippy', () => linter('clippy', ...clippy));
  if (check) return;
  const build = ['test', '--locked', '--no-run', ...packages];
  // First the command and what it needs, by tests that run it: those of other languages mostly wait, and begin at once.
  await logStep('command, built', () => run('cargo', [...build, '--test', 'all'], { env }));
  built();
  await logStep('cargo test, built', () => run('cargo', build, { env }));
  const choice = all ? ['--', '--include-ignored'] : quick ? ['--', '--skip', 'slow::'] : [];
  await logStep('cargo test', () =>
    run('cargo', ['test', '--locked', ...packages, ...choice], { env, show: /^test result:/ }),
  );
}

/**
 * Scripts for job arrays on a real SLURM, which takes a minute.
 * @param {boolean} all
 */
async function slurmStep(all) {
  if (!slurm.canUnpack) return console.log('SLURM was left out: it is unpacked from packages of Debian.');
  if (!all && !process.env.CI) return console.log('SLURM was left out: --all runs it, and so does CI.');
  await logStep('set-up: SLURM', slurm.unpack);
  await logStep('SLURM', () => testSlurm(at('target', 'debug', 'latin-rectangles')));
}

/**
 * Lint, types, build and tests of the page; the types of the engine come from the WebAssembly build.
 * @param {import('./setup.mjs').Setup} ready
 * @param {{ check: boolean }} how
 */
async function pageLane(ready, { check }) {
  const biome = ready.rest.then(() =>
    logStep('biome check', () => run(installed('biome'), ['check', '--error-on-warnings'])),
  );
  await Promise.all([biome, wasm(ready)]);
  await logStep('tsc', async () => {
    for (const project of ['.', 'tools', 'www/service-worker']) await run(installed('tsc'), ['-p', project]);
  });
  if (check) return;
  await buildSite();
  await logStep('vitest', () => run(installed('vitest'), ['run'], { show: /^ *(Test Files|Tests) / }));
}

await script(async () => {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const { values } = parseArgs({ options: { quick: flag, all: flag, check: flag, help: flag } });
  const { quick, all, check } = values;
  if (values.help) return console.log(help);
  if ([quick, all, check].filter(Boolean).length > 1) {
    throw new Error('--quick, --all and --check exclude each other.');
  }
  const ready = await setup(check ? [] : quick ? ['chromium'] : ['chromium', 'firefox']);

  // Each lane has long stretches on one processor, which the others fill.
  /** @type {() => void} */
  let built = () => {};
  const command = new Promise((resolve) => {
    built = () => resolve(undefined);
  });
  const lint = pythonLint(ready.rust);
  const python = check ? lint : lint.then(() => pythonTests(ready, { quick, all }, command));
  const cluster = quick || check ? undefined : command.then(() => slurmStep(all));
  const rust = rustLane(ready.rust, { check, quick, all }, built);
  await Promise.all([rust, pageLane(ready, { check }), python, cluster]);
  if (check) return;

  await logStep('browsers', async () => {
    const which = quick ? 'quick' : all ? 'all' : 'default';
    const env = { ...process.env, LATIN_PORT: String(await freePort()), LATIN_TESTS: which };
    await run(installed('playwright'), ['test'], { env, show: BROWSERS });
  });
  if (all) await logStep('benchmark', () => run(process.execPath, ['tools/bench.mjs', '--quick']));
});
