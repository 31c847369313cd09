import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { at } from './root.mjs';
import { installed, run } from './run.mjs';
import { once } from './stamp.mjs';
import { step } from './step.mjs';

/** @typedef {import('./rust.mjs').Rust} Rust */

/**
 * The modules, by their folder in www/engine/pkg, with the cargo features of each: one does all there is, and is the only
 * one of the page in one file; the other, half as large, counts first columns. The longest comes first.
 */
const modules = { full: ['web', 'classes', 'lab'], counting: ['web'] };
/** With -Os short lists are counted a tenth more slowly, and the module is hardly smaller. */
const OPTIMISE = ['-O3', '--converge', '--strip-producers', '--strip-target-features'];
const bindgen = 'target/bindgen/debug/bindgen';
const bindgenSources = ['tools/bindgen/Cargo.toml', 'tools/bindgen/Cargo.lock', 'tools/bindgen/src'];

/** @param {Rust} rust */
export const buildBindgen = (rust) =>
  once('bindgen', { inputs: bindgenSources, outputs: [bindgen] }, async () => {
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
 * Makes a package of a compiled module, beside the compiler at work on the next one.
 * @param {string} compiled
 * @param {string} folder
 * @param {string} name
 */
async function finish(compiled, folder, name) {
  await run(at(bindgen), [compiled, folder]);
  rmSync(compiled);
  const module = join(folder, `${name}_bg.wasm`);
  await run(installed('wasm-opt'), [...OPTIMISE, module, '-o', module]);
  // The pool's workers import the package's folder, which needs a name for its main file.
  const description = { type: 'module', main: `${name}.js`, types: `${name}.d.ts` };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description)}\n`);
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
  const built = at('target/pkg');
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  const finishing = [];
  for (const [name, features] of Object.entries(modules)) {
    const options = ['--target-dir', 'target', '--config', remapping(rust)];
    await run('cargo', ['wasm', '--features', features.join(), ...options], { env });
    // Bindgen calls what it writes by the name of what it reads.
    const compiled = join(built, `${name}.wasm`);
    cpSync(at('target/wasm32-unknown-unknown/web/latin_rectangles.wasm'), compiled);
    await rest;
    const finished = finish(compiled, join(built, name), name);
    // Its failure is for the end, not for nobody.
    finished.catch(() => {});
    finishing.push(finished);
  }
  await Promise.all(finishing);

  const place = at('www/engine/pkg');
  rmSync(place, { recursive: true, force: true });
  cpSync(built, place, { recursive: true });
}

/**
 * Compiles the library to the modules in www/engine/pkg; then all that was to be set up is there.
 * @param {import('./setup.mjs').Setup} setup
 */
export const wasm = (setup) =>
  step('WebAssembly', async () => {
    const sources = ['Cargo.toml', 'Cargo.lock', '.cargo', 'src', 'tools/wasm.mjs', 'package-lock.json'];
    const what = {
      inputs: [...sources, ...bindgenSources],
      facts: [setup.rust.version],
      outputs: ['www/engine/pkg'],
    };
    const built = await once('wasm', what, () => build(setup));
    await setup.rest;
    return built;
  });
