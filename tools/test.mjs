import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { installed, run } from './run.mjs';
import { setup } from './setup.mjs';
import { site } from './site.mjs';
import { script, step } from './step.mjs';
import { wasm } from './wasm.mjs';

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
 * Formatting, lint and types; the types of the engine come from the WebAssembly build.
 * @param {import('./rust.mjs').Rust} rust
 */
async function check(rust) {
  const cargo = (/** @type {string[]} */ ...args) => run('cargo', args, { env: rust.env });
  const clippy = ['clippy', '--locked', '--all-targets', '--all-features', '--', '-D', 'warnings'];
  await step('biome check', () => run(installed('biome'), ['check', '--error-on-warnings']));
  await step('cargo fmt', () => cargo('fmt', '--check'));
  await step('cargo clippy', () => cargo(...clippy));
  await wasm(rust);
  await step('tsc', async () => {
    await run(installed('tsc'), ['-p', 'tsconfig.json']);
    await run(installed('tsc'), ['-p', 'tools/tsconfig.json']);
    await run(installed('tsc'), ['-p', 'www/service-worker/tsconfig.json']);
  });
}

await script(async () => {
  // --quick leaves out what takes long; --check stops before the tests.
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, check: { type: 'boolean' } } });
  if (values.quick) process.env.LATIN_QUICK = '1';
  const rust = await setup(values.check ? [] : values.quick ? ['chromium'] : ['chromium', 'firefox']);

  await check(rust);
  if (values.check) return;

  await step('cargo test', () => run('cargo', ['test'], { env: rust.env, show: /^test result:/ }));
  await step('vitest', () => run(installed('vitest'), ['run'], { show: /^ *(Test Files|Tests) / }));
  await site();
  await step('playwright', async () => {
    const env = { ...process.env, LATIN_PORT: String(await freePort()) };
    const projects = values.quick ? ['--project=chromium'] : [];
    await run(installed('playwright'), ['test', ...projects], { env, show: /^ *\d+ (passed|flaky|skipped)/ });
  });
});
