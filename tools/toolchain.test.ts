import { describe, expect, it } from 'vitest';
import { choose, type Toolchain } from './toolchain.mjs';

const debian: Toolchain = {
  sysroot: '/usr',
  version: 'rustc 1.96.0',
  minor: 96,
  source: true,
  linker: 'wasm-ld-22',
  linters: true,
};
const rustup: Toolchain = {
  sysroot: '/home/me/.rustup/toolchains/stable-x86_64-unknown-linux-gnu',
  version: 'rustc 1.95.0',
  minor: 95,
  source: true,
  linker: 'rust-lld',
  linters: true,
};
const build = { linters: false };
const test = { linters: true };
const nothing = { debian: false, rustup: false };
const both = { debian: true, rustup: true };

describe("Debian's compiler without linters beside rustup's toolchain with some", () => {
  // Rustup's has no source of the standard library here, and cannot fetch any.
  const ofRustup = { ...rustup, source: false };
  const ofDebian = { ...debian, linters: false };
  const found = [ofRustup, ofDebian];

  it("builds with Debian's", () => {
    expect(choose(found, build, both)).toEqual({ use: ofDebian });
  });

  it("gets Debian's own linters for the tests, and never takes those of rustup", () => {
    const install = { by: 'debian', packages: ['rust-web-clippy', 'rustfmt-web'] };
    expect(choose(found, test, both)).toEqual({ install });
    expect(choose([ofRustup, debian], test, both)).toEqual({ use: debian });
  });

  it('says what is missing where nothing can be installed', () => {
    const error = 'Please install the linters of Rust at /usr: rust-web-clippy rustfmt-web';
    expect(choose(found, test, nothing)).toEqual({ error });
  });

  it('takes a whole toolchain of rustup before it gives up', () => {
    const complete = { ...rustup, linters: true };
    expect(choose([{ ...debian, linters: false }, complete], test, both)).toEqual({ use: complete });
  });
});

describe("rustup's toolchain only", () => {
  it('is used as it is when it has all', () => {
    expect(choose([rustup], build, nothing)).toEqual({ use: rustup });
    expect(choose([rustup], test, nothing)).toEqual({ use: rustup });
  });

  it('gets the linters that it lacks, in that toolchain', () => {
    const args = ['component', 'add', 'clippy', 'rustfmt', '--toolchain', 'stable-x86_64-unknown-linux-gnu'];
    const found = [{ ...rustup, linters: false }];
    expect(choose(found, test, { debian: false, rustup: true })).toEqual({ install: { by: 'rustup', args } });
    expect(choose(found, build, nothing)).toEqual({ use: found[0] });
  });

  it('gets the source of the standard library', () => {
    const found = [{ ...rustup, source: false }];
    const args = 'toolchain install stable --profile minimal --component rust-src'.split(' ');
    const installers = { debian: false, rustup: true };
    expect(choose(found, build, installers)).toEqual({ install: { by: 'rustup', args } });
    const linters = '--component clippy --component rustfmt'.split(' ');
    expect(choose(found, test, installers)).toEqual({
      install: { by: 'rustup', args: [...args, ...linters] },
    });
  });

  it('is no use when it is too old or has no linker for WebAssembly', () => {
    for (const useless of [
      { ...rustup, minor: 94 },
      { ...rustup, linker: undefined },
    ]) {
      expect(choose([useless], build, nothing)).toHaveProperty('error');
    }
  });
});

describe('no toolchain', () => {
  it("installs Debian's where that is possible, with its linters for the tests", () => {
    const packages = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-22'];
    expect(choose([], build, both)).toEqual({ install: { by: 'debian', packages } });
    expect(choose([], test, both)).toEqual({
      install: { by: 'debian', packages: [...packages, 'rust-web-clippy', 'rustfmt-web'] },
    });
  });

  it('says in one line what to install', () => {
    const wanted = 'Please install Rust 1.95 or later with rustup, and then: rustup component add rust-src';
    expect(choose([], build, nothing)).toEqual({ error: wanted });
    expect(choose([], test, nothing)).toEqual({ error: `${wanted} clippy rustfmt` });
  });
});
