import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as debian from './debian.mjs';
import { ifChanged } from './if-changed.mjs';
import { logStep } from './log-step.mjs';
import { at } from './paths.mjs';
import { choose, hasNewPackages, OLDEST_MINOR, requirements } from './python-choice.mjs';
import { run } from './run.mjs';

/** @typedef {import('./python-choice.mjs').Python} Python */

const CRATE = 'crates/python';
/** A workspace of its own, whose files must not wait for those of the other one. */
const CARGO_TARGET = at('target/python/cargo');
const WHEELS = 'target/python/wheels';
/** How many tests passed, and which were left out. */
const PYTEST = /^(SKIPPED .*|\d+ passed.*|.*\d+ failed.*)$/;
/** Others than CPython, and a CPython without its lock, have no use for the wheel. */
const INSPECT = `import importlib.util as u, platform as p, sys, sysconfig as s
print(p.python_implementation(), p.python_version(), bool(s.get_config_var("Py_GIL_DISABLED")),
  sys.base_prefix, u.find_spec("ensurepip") is not None, sep="\\n")`;

/**
 * @param {string} command
 * @param {...string} args
 */
function output(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * The names in a folder; none where it cannot be read.
 * @param {string} folder
 */
const names = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** The Pythons here, that of the path first. */
function find() {
  const onPath = (process.env.PATH ?? '').split(':').flatMap((folder) =>
    names(folder)
      .filter((name) => /^python3\.\d+$/.test(name))
      .map((name) => join(folder, name)),
  );
  const pyenv = join(output('pyenv', 'root') ?? join(homedir(), '.pyenv'), 'versions');
  const ofPyenv = names(pyenv).map((version) => join(pyenv, version, 'bin/python3'));
  /** @type {(Python & { prefix: string })[]} */
  const found = [];
  for (const program of ['python3', ...onPath, ...ofPyenv]) {
    const lines = output(program, '-c', INSPECT)?.split('\n');
    const [implementation, version = '', withoutLock, prefix = '', venv] = lines ?? [];
    if (implementation !== 'CPython' || withoutLock !== 'False') continue;
    if (found.some((other) => other.prefix === prefix && other.version === version)) continue;
    const minor = version.startsWith('3.') ? Number(version.split('.')[1]) : 0;
    found.push({ program, version, minor, venv: venv === 'True', prefix });
  }
  return found;
}

/**
 * A program of a Python's own environment.
 * @param {Python} python
 * @param {string} [name]
 */
const inside = ({ version }, name = 'python') => at('target/python', version, 'bin', name);

/** @param {Python} python */
const packages = ({ version, minor }) => join('target/python', version, `lib/python3.${minor}/site-packages`);

/**
 * A virtual environment with the packages that the tests need.
 * @param {Python} python
 */
const environment = (python) =>
  ifChanged(
    `python-${python.version}`,
    {
      inputs: [requirements(python)],
      facts: [python.program],
      outputs: [join('target/python', python.version, 'pyvenv.cfg')],
    },
    async () => {
      if (!python.venv && debian.canInstall) await debian.install(['python3-venv']);
      await run(python.program, ['-m', 'venv', '--clear', at('target/python', python.version)]);
      const pip = [
        '-m',
        'pip',
        'install',
        '--disable-pip-version-check',
        '--quiet',
        '--only-binary',
        ':all:',
      ];
      await run(inside(python), [...pip, '-r', requirements(python)]);
    },
  );

/**
 * The wheel, one for every Python.
 * @param {Python} python
 * @param {import('./rust.mjs').Rust} rust
 */
const wheel = (python, { env, version }) =>
  ifChanged(
    'python-wheel',
    {
      inputs: [
        'Cargo.toml',
        'src',
        ...['Cargo.toml', 'Cargo.lock', 'pyproject.toml', 'README.md', 'src', 'python'].map((name) =>
          join(CRATE, name),
        ),
      ],
      facts: [version],
      outputs: [WHEELS],
    },
    async () => {
      rmSync(at(WHEELS), { recursive: true, force: true });
      const args = ['build', '--release', '--manifest-path', join(CRATE, 'Cargo.toml'), '--out', WHEELS];
      await run(inside(python, 'maturin'), args, { env: { ...env, CARGO_TARGET_DIR: CARGO_TARGET } });
    },
  );

/**
 * The wheel in the environment of a Python.
 * @param {Python} python
 */
const install = (python) =>
  ifChanged(
    `python-${python.version}-wheel`,
    { inputs: [WHEELS], outputs: [join(packages(python), 'latinrect/py.typed')] },
    async () => {
      const [file = ''] = names(at(WHEELS));
      const pip = [
        '-m',
        'pip',
        'install',
        '--disable-pip-version-check',
        '--quiet',
        '--no-index',
        '--no-deps',
      ];
      await run(inside(python), [...pip, '--force-reinstall', '--no-compile', at(WHEELS, file)]);
    },
  );

/**
 * Lint of the package for Python, which has a workspace of its own and needs no Python for this.
 * @param {import('./rust.mjs').Rust} rust
 */
export async function pythonLint({ env: outer, sysroot }) {
  const env = {
    ...outer,
    CARGO_TARGET_DIR: CARGO_TARGET,
    PYO3_NO_PYTHON: '1',
    PYO3_BUILD_EXTENSION_MODULE: '1',
  };
  const manifest = ['--manifest-path', join(CRATE, 'Cargo.toml')];
  const linter = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    run(join(sysroot, 'bin', `cargo-${name}`), [name, ...manifest, ...args], { env });
  await logStep('Python: fmt, clippy', async () => {
    await linter('fmt', '--check');
    await linter('clippy', '--locked', '--all-targets', '--', '-D', 'warnings');
  });
}

/**
 * Environments and the wheel, which need nothing but a compiler; and then the tests, which need the command.
 * @param {import('./setup.mjs').Setup} ready
 * @param {{ quick: boolean, all: boolean }} how
 * @param {Promise<unknown>} command
 */
export async function pythonTests({ rust }, { quick, all }, command) {
  const chosen = choose(find(), { quick });
  if ('error' in chosen) throw new Error(chosen.error);
  const { all: main, some } = chosen;
  const pythons = [main, ...some];
  const beside = some.length > 0 ? `, some on ${some.map(({ version }) => version).join(' and ')}` : '';
  console.log(`Python: ${quick ? 'quick' : 'all'} tests on ${main.version}${beside}`);
  await logStep('Python environments', async () => {
    // Debian's installer takes one at a time, and so does a disk
    let changed = false;
    for (const python of pythons) changed = (await environment(python)) || changed;
    return changed;
  });
  await logStep('Python wheel', async () => {
    const built = await wheel(main, rust);
    const installed = await Promise.all(pythons.map(install));
    return built || installed.includes(true);
  });
  // The types of older packages are not all there.
  if (hasNewPackages(main)) await logStep('mypy', () => types(main));
  if (!quick) await command;
  const env = { ...process.env, ...(all ? { LATIN_ALL: '1' } : {}) };
  /** @type {(python: Python, ...choice: string[]) => Promise<unknown>} */
  const test = (python, ...choice) =>
    logStep(`pytest, Python 3.${python.minor}`, () =>
      run(
        inside(python),
        ['-m', 'pytest', '-q', '-rs', '-c', join(CRATE, 'pyproject.toml'), CRATE, ...choice],
        {
          env,
          show: PYTEST,
        },
      ),
    );
  // Those of all processes wait for most of their time.
  const rest = (async () => {
    for (const python of some) {
      await test(python, '-m', python.minor === OLDEST_MINOR ? 'not processes or oldest' : 'not processes');
    }
  })();
  await Promise.all([test(main, ...(quick ? ['-m', 'not processes'] : [])), rest]);
}

/** @param {Python} python */
async function types(python) {
  const config = ['--config-file', join(CRATE, 'pyproject.toml')];
  await run(inside(python), [
    '-m',
    'mypy',
    ...config,
    ...['python', 'tests', 'benches'].map((name) => join(CRATE, name)),
  ]);
  await run(inside(python), ['-m', 'mypy.stubtest', 'latinrect._native', '--concise']);
}
