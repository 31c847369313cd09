import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ifChanged } from './if-changed.mjs';
import { logStep } from './log-step.mjs';
import { at } from './paths.mjs';
import { installed, run } from './run.mjs';

/** @typedef {import('./rust.mjs').Rust} Rust */

/** What the module and its JavaScript are called in www/engine/pkg. */
const NAME = 'latin_rectangles';
/** What the module may take, compressed; 1 kB is 1000 bytes. */
const BUDGET_KB = 412;
/**
 * With -Os short lists are counted a tenth more slowly, and the module is hardly smaller; nor is it after more rounds of
 * -O3. Functions that are called from one place stay functions: with all loops of a search in one function, V8 had too few
 * registers, and short lists took up to a fifth longer. By name, functions stand beside others like them, and compress better.
 * Low memory is the far end of the first stack, which nothing reaches.
 */
const OPTIMISE = [
  '-O3',
  '--one-caller-inline-max-function-size=30',
  '--low-memory-unused',
  '--reorder-functions-by-name',
  '--strip-producers',
  '--strip-target-features',
];
const bindgen = 'target/bindgen/debug/bindgen';
const bindgenSources = ['tools/bindgen/Cargo.toml', 'tools/bindgen/Cargo.lock', 'tools/bindgen/src'];

/** @param {Rust} rust */
export const buildBindgen = (rust) =>
  ifChanged('bindgen', { inputs: bindgenSources, outputs: [bindgen] }, async () => {
    const manifest = 'tools/bindgen/Cargo.toml';
    const args = ['build', '--locked', '--manifest-path', manifest, '--target-dir', 'target/bindgen'];
    await run('cargo', args, { env: rust.env });
  });

/**
 * Flags that keep the paths of this machine out of the module, so that it is the same from everywhere.
 * @param {Rust} rust
 */
function remapping({ sysroot }) {
  const registry = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry/src');
  const places = [
    [at('.'), '.'],
    [join(sysroot, 'lib/rustlib/src/rust'), 'rust'],
    // Each registry's own folder, because its name may be that of a mirror.
    ...readdirSync(registry).map((folder) => [join(registry, folder), 'crates']),
  ];
  const flags = places.map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
  return `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(flags)}`;
}

/**
 * Prints the compressed size of the module.
 * @param {string} module
 */
function weigh(module) {
  const size = gzipSync(readFileSync(module), { level: 9 }).length / 1000;
  console.log(`The module takes ${size.toFixed(1)} kB with gzip -9, of at most ${BUDGET_KB} kB.`);
  if (size > BUDGET_KB) throw new Error(`The module is larger than ${BUDGET_KB} kB.`);
}

/** @param {import('./setup.mjs').Setup} setup */
async function build({ rust, rest }) {
  const env = {
    ...rust.env,
    // Building the standard library is a nightly feature of a stable compiler.
    RUSTC_BOOTSTRAP: '1',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: rust.linker,
    // These would replace the flags of .cargo/config.toml.
    RUSTFLAGS: undefined,
    CARGO_ENCODED_RUSTFLAGS: undefined,
  };
  // Beforehand, so that the registry's folder is there to be remapped.
  await run('cargo', ['fetch', '--target', 'wasm32-unknown-unknown'], { env });
  await run('cargo', ['wasm', '--target-dir', 'target', '--config', remapping(rust)], { env });
  await rest;
  const built = at('target/pkg');
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  // Bindgen calls what it writes by the name of what it reads.
  const compiled = at('target', `${NAME}.wasm`);
  cpSync(at('target/wasm32-unknown-unknown/web/latin_rectangles_web.wasm'), compiled);
  await run(at(bindgen), [compiled, built]);
  rmSync(compiled);
  const module = join(built, `${NAME}_bg.wasm`);
  await run(installed('wasm-opt'), [...OPTIMISE, module, '-o', module]);
  // The pool's workers import the package's folder, which needs a name for its main file.
  const description = { type: 'module', main: `${NAME}.js`, types: `${NAME}.d.ts` };
  writeFileSync(join(built, 'package.json'), `${JSON.stringify(description)}\n`);

  const place = at('www/engine/pkg');
  rmSync(place, { recursive: true, force: true });
  cpSync(built, place, { recursive: true });
  weigh(module);
}

/**
 * Compiles the library to the module in www/engine/pkg; resolves when the set-up is complete too.
 * @param {import('./setup.mjs').Setup} setup
 */
export const wasm = (setup) =>
  logStep('WebAssembly', async () => {
    const rust = ['Cargo.toml', 'Cargo.lock', '.cargo', 'src', 'crates/lab', 'crates/learn', 'crates/web'];
    const what = {
      inputs: [...rust, 'tools/wasm.mjs', 'package-lock.json', ...bindgenSources],
      facts: [setup.rust.version],
      outputs: ['www/engine/pkg'],
    };
    const built = await ifChanged('wasm', what, () => build(setup));
    await setup.rest;
    return built;
  });
