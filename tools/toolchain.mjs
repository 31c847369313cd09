import { basename } from 'node:path';

/** The oldest compiler that will do is Rust 1.95. */
export const OLDEST_MINOR = 95;

const DEBIAN_PACKAGES = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-22'];
const DEBIAN_LINTERS = ['rust-web-clippy', 'rustfmt-web'];

/**
 * A Rust toolchain of this machine. Everything but the linker lies below its sysroot, the programs in `bin`.
 * @typedef {{
 *   sysroot: string, version: string, minor: number,
 *   source: boolean, linker: string | undefined, linters: boolean,
 * }} Toolchain
 */

/** @typedef {{ by: 'debian', packages: string[] } | { by: 'rustup', args: string[] }} Installation */

/**
 * The toolchain for everything, or else what has to be installed first, or else what the user is to do.
 *
 * A linter of another toolchain cannot read what this compiler made, so only a toolchain's own linters count.
 * @template {Toolchain} T
 * @param {T[]} found the ones to be preferred first
 * @param {{ linters: boolean }} need
 * @param {{ debian: boolean, rustup: boolean }} installers that can be used here
 * @returns {{ use: T } | { install: Installation } | { error: string }}
 */
export function choose(found, need, installers) {
  const compilers = found.filter(({ minor, source, linker }) => minor >= OLDEST_MINOR && source && linker);
  const complete = compilers.find(({ linters }) => linters || !need.linters);
  if (complete) return { use: complete };

  for (const { sysroot } of compilers) {
    const ofDebian = sysroot === '/usr';
    if (ofDebian && installers.debian) return { install: { by: 'debian', packages: DEBIAN_LINTERS } };
    if (!ofDebian && installers.rustup) {
      const args = ['component', 'add', 'clippy', 'rustfmt', '--toolchain', basename(sysroot)];
      return { install: { by: 'rustup', args } };
    }
  }
  if (installers.debian) {
    return {
      install: { by: 'debian', packages: [...DEBIAN_PACKAGES, ...(need.linters ? DEBIAN_LINTERS : [])] },
    };
  }
  const components = ['rust-src', ...(need.linters ? ['clippy', 'rustfmt'] : [])];
  if (installers.rustup) {
    const options = components.flatMap((component) => ['--component', component]);
    const args = ['toolchain', 'install', 'stable', '--profile', 'minimal', ...options];
    return { install: { by: 'rustup', args } };
  }
  const [compiler] = compilers;
  if (compiler) {
    const linters = compiler.sysroot === '/usr' ? DEBIAN_LINTERS : ['clippy', 'rustfmt'];
    return { error: `Please install the linters of Rust at ${compiler.sysroot}: ${linters.join(' ')}` };
  }
  const commands = `rustup component add ${components.join(' ')}`;
  return { error: `Please install Rust 1.${OLDEST_MINOR} or later with rustup, and then: ${commands}` };
}
