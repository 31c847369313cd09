import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as debian from './debian.mjs';
import { run } from './run.mjs';

/**
 * A Rust toolchain: the environment in which its commands are found, and what is known of it.
 * @typedef {{ env: NodeJS.ProcessEnv, version: string, sysroot: string, linker: string | undefined }} Rust
 */

const oldestMinor = 95;
const debianPackages = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-22'];
const debianLinters = ['rust-web-clippy', 'rustfmt-web'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} command
 * @param {...string} args
 */
function ask(env, command, ...args) {
  const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Where to look: the environment as it is, Debian's own toolchain, rustup's stable one. */
function environments() {
  // A question about a toolchain must not start a download.
  const env = { ...process.env, RUSTUP_AUTO_INSTALL: '0' };
  return [env, { ...env, PATH: `/usr/bin:${process.env.PATH}` }, { ...env, RUSTUP_TOOLCHAIN: 'stable' }];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Rust | undefined}
 */
function inspect(env) {
  const version = ask(env, 'rustc', '-vV');
  const sysroot = ask(env, 'rustc', '--print', 'sysroot');
  const minor = Number(version?.match(/^release: 1\.(\d+)/m)?.[1] ?? 0);
  if (!version || !sysroot || minor < oldestMinor || !ask(env, 'cargo', '-V')) return undefined;
  const host = version.match(/^host: (.+)$/m)?.[1] ?? '';
  const linker = existsSync(join(sysroot, 'lib/rustlib', host, 'bin/rust-lld'))
    ? 'rust-lld'
    : ['wasm-ld-22', 'wasm-ld'].find((name) => ask(env, name, '--version'));
  return { env, version, sysroot, linker };
}

/**
 * Whether it has what a threaded module takes: the source of the standard library, and a wasm linker.
 * @param {Rust | undefined} rust
 */
const buildsWasm = (rust) =>
  rust?.linker && existsSync(join(rust.sysroot, 'lib/rustlib/src/rust/library/std/Cargo.toml'));

/** @param {Rust} rust */
const lints = ({ env }) => ask(env, 'cargo', 'clippy', '-V') && ask(env, 'cargo', 'fmt', '--version');

const find = () => environments().map(inspect).find(buildsWasm);

const hasRustup = () => ask(process.env, 'rustup', '-V') !== undefined;

/** Any toolchain that compiles for this machine; rustup's, where there is one, is the quickest. */
export const findNative = () => environments().map(inspect).find(Boolean);

/** @param {boolean} linters */
async function install(linters) {
  if (debian.canInstall) {
    try {
      await debian.install([...debianPackages, ...(linters ? debianLinters : [])]);
      return;
    } catch (error) {
      // Debian's releases do not all have these packages.
      if (!hasRustup()) throw error;
    }
  }
  if (!hasRustup()) return;
  console.log("installing rustup's stable toolchain");
  const components = ['rust-src', ...(linters ? ['clippy', 'rustfmt'] : [])];
  const options = components.flatMap((component) => ['--component', component]);
  await run('rustup', ['toolchain', 'install', 'stable', '--profile', 'minimal', ...options]);
}

/**
 * The toolchain for everything, installed first if it is missing.
 * @param {{ linters: boolean }} need
 * @returns {Promise<Rust>}
 */
export async function findOrInstall({ linters }) {
  if (!find()) await install(linters);
  const rust = find();
  if (!rust) {
    throw new Error(
      `Please install Rust 1.${oldestMinor} or later with rustup, and then: rustup component add rust-src`,
    );
  }
  if (linters && !lints(rust)) {
    if (rust.sysroot === '/usr' && debian.canInstall) await debian.install(debianLinters);
    else if (hasRustup()) await run('rustup', ['component', 'add', 'clippy', 'rustfmt'], { env: rust.env });
    if (!lints(rust)) throw new Error('Please install clippy and rustfmt.');
  }
  return rust;
}
