import * as browsers from './browsers.mjs';
import { ifChanged } from './if-changed.mjs';
import { logStep } from './log-step.mjs';
import { run } from './run.mjs';
import * as rust from './rust.mjs';
import { buildBindgen } from './wasm.mjs';

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
    throw new Error(`Please install Node 20.19, 22.12 or later; this is ${process.versions.node}.`);
  }
}

const npmPackages = () =>
  ifChanged(
    'npm',
    {
      inputs: ['package.json', 'package-lock.json', '.npmrc'],
      facts: [process.platform, process.arch],
      outputs: ['node_modules/.package-lock.json'],
    },
    async () => {
      await run('npm', ['ci']);
    },
  );

/**
 * The toolchain, with which work can begin, and when all else is there too.
 * @typedef {{ rust: rust.Rust, rest: Promise<unknown> }} Setup
 */

/**
 * Gets everything that is missing for the build and, if asked, for tests in these browsers.
 * @param {import('./browsers.mjs').Browser[]} [tests]
 * @returns {Promise<Setup>}
 */
export async function setup(tests) {
  checkNode();
  const toolchain = logStep('set-up: Rust', () => rust.findOrInstall({ linters: tests !== undefined }));
  // The tool is small and compiles while the toolchain for everything else may still be downloading.
  const bindgen = logStep('set-up: bindgen', async () =>
    buildBindgen(rust.findNative() ?? (await toolchain)),
  );
  const npm = logStep('set-up: npm packages', npmPackages);
  const programs = tests && logStep('set-up: browsers', () => browsers.ensure(tests));
  const rest = Promise.all([bindgen, npm, programs]);
  // Its failure is for whoever waits for it.
  rest.catch(() => {});
  return { rust: await toolchain, rest };
}
