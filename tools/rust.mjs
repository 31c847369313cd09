import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as debian from './debian.mjs';
import { run } from './run.mjs';
import { choose, OLDEST_MINOR } from './toolchain.mjs';

/**
 * A toolchain and the environment in which its programs are the ones that are found.
 * @typedef {import('./toolchain.mjs').Toolchain & { env: NodeJS.ProcessEnv }} Rust
 */

const LINTERS = ['cargo-clippy', 'clippy-driver', 'cargo-fmt', 'rustfmt'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} command
 * @param {...string} args
 */
function output(env, command, ...args) {
  const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * The toolchain whose compiler is found first in an environment.
 * @param {NodeJS.ProcessEnv} outer
 * @returns {Rust | undefined}
 */
function inspect(outer) {
  const sysroot = output(outer, 'rustc', '--print', 'sysroot');
  if (!sysroot) return undefined;
  const bin = join(sysroot, 'bin');
  const env = { ...outer, PATH: `${bin}:${outer.PATH}` };
  const version = output(env, 'rustc', '-vV');
  if (!version || !output(env, 'cargo', '-V')) return undefined;
  const host = version.match(/^host: (.+)$/m)?.[1] ?? '';
  return {
    env,
    sysroot,
    version,
    minor: Number(version.match(/^release: 1\.(\d+)/m)?.[1] ?? 0),
    source: existsSync(join(sysroot, 'lib/rustlib/src/rust/library/std/Cargo.toml')),
    linker: existsSync(join(sysroot, 'lib/rustlib', host, 'bin/rust-lld'))
      ? 'rust-lld'
      : ['wasm-ld-22', 'wasm-ld'].find((name) => output(env, name, '--version')),
    linters: LINTERS.every((name) => existsSync(join(bin, name))),
  };
}

/** The toolchains here: the one on the path, Debian's own, rustup's stable one. */
function find() {
  // A question about a toolchain must not start a download.
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, RUSTUP_AUTO_INSTALL: '0' };
  const environments = [
    env,
    { ...env, PATH: `/usr/bin:${env.PATH}` },
    { ...env, RUSTUP_TOOLCHAIN: 'stable' },
  ];
  const found = environments.map(inspect).filter((rust) => rust !== undefined);
  return found.filter(({ sysroot }, i) => found.findIndex((other) => other.sysroot === sysroot) === i);
}

/** Any toolchain that compiles for this machine; rustup's, where there is one, is the quickest. */
export const findNative = () => find().find(({ minor }) => minor >= OLDEST_MINOR);

/**
 * The toolchain for everything, installed first if it is missing.
 * @param {{ linters: boolean }} need
 * @returns {Promise<Rust>}
 */
export async function findOrInstall(need) {
  const installers = { debian: debian.canInstall, rustup: output(process.env, 'rustup', '-V') !== undefined };
  // Each installation is tried once.
  for (;;) {
    const choice = choose(find(), need, installers);
    if ('error' in choice) throw new Error(choice.error);
    if ('use' in choice) return choice.use;
    const { install } = choice;
    if (install.by === 'rustup') {
      installers.rustup = false;
      console.log(`rustup ${install.args.join(' ')}`);
      await run('rustup', install.args);
      continue;
    }
    installers.debian = false;
    try {
      await debian.install(install.packages);
    } catch (error) {
      // Debian's releases do not all have these packages.
      if (!installers.rustup) throw error;
    }
  }
}
