import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './paths.mjs';

/**
 * A hash of the names and contents of files and folders.
 * @param {string[]} paths
 */
function digest(paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    if (!existsSync(at(path))) {
      hash.update(`${path} absent\n`);
    } else if (statSync(at(path)).isDirectory()) {
      for (const name of readdirSync(at(path)).sort()) add(join(path, name));
    } else {
      const content = readFileSync(at(path));
      hash.update(`${path} ${content.length}\n`).update(content);
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/**
 * Does `work` unless it was done before with the same inputs and its outputs are still as it left them.
 * @param {string} name
 * @param {{ inputs: string[], facts?: string[], outputs: string[] }} what
 * @param {() => Promise<void>} work
 * @returns whether there was work to do
 */
export async function ifChanged(name, { inputs, facts = [], outputs }, work) {
  const stamp = at('target', 'stamps', name);
  const before = JSON.stringify([digest(inputs), ...facts]);
  const stamped = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (stamped === `${before}\n${digest(outputs)}\n`) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(at('target', 'stamps'), { recursive: true });
  writeFileSync(stamp, `${before}\n${digest(outputs)}\n`);
  return true;
}
