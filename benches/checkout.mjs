import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program in a built checkout. */
export const commandIn = (/** @type {string} */ folder) => join(folder, 'target/release/latin-rectangles');

const needed = ['benches/native.mjs', 'benches/browser.mjs', 'benches/click.mjs', 'node_modules'];
const built = ['dist/index.html', 'target/release/latin-rectangles'];

/**
 * Throws if a folder lacks something that the comparison needs.
 * @param {string} folder
 */
export function requireBuiltCheckout(folder) {
  const missing = [...needed, ...built].filter((path) => !existsSync(join(folder, path)));
  if (missing.length === 0) return;
  throw new Error(`${folder} is not a built checkout: it has no ${missing.join(', no ')}.
To make one of a COMMIT:
  git worktree add ${folder} COMMIT
  cd ${folder}
  npm run build
  cargo build --release`);
}

/**
 * Which commit a checkout is, with a + if files have changed since.
 * @param {string} folder
 */
export function commitOf(folder) {
  const { status, stdout } = spawnSync(
    'git',
    ['-C', folder, 'describe', '--always', '--exclude=*', '--dirty=+'],
    { encoding: 'utf8' },
  );
  return status === 0 ? stdout.trim() : 'unknown';
}

/**
 * What compiled the command of a checkout, as the linker keeps it where it does.
 * @param {string} folder
 */
export function compilerOf(folder) {
  const program = readFileSync(commandIn(folder), 'latin1');
  return program.match(/rustc version ([\d.]+)/)?.[1] ?? 'unknown';
}
