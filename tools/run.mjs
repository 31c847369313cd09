import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { at } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

process.on('exit', () => {
  for (const child of children) child.kill();
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

/** A command that failed, with all it printed. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

/**
 * Runs a command quietly in the repository's folder; only lines that match `show` are printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: RegExp }} [options]
 * @returns {Promise<string>} what it wrote on standard output
 */
export function run(command, args, { env = process.env, show } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: at(), env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let written = '';
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      let line = '';
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        if (stream === child.stdout) written += text;
        output += text;
        const lines = (line + text).split('\n');
        line = lines.pop() ?? '';
        for (const complete of lines.map(stripVTControlCharacters)) {
          if (show?.test(complete)) console.log(complete.trimEnd());
        }
      });
    }
    child.on('error', (error) => {
      children.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      children.delete(child);
      if (code === 0) resolve(written);
      else reject(new CommandError(`${command} ended with ${signal ?? `status ${code}`}`, output));
    });
  });
}

/**
 * A program of node_modules.
 * @param {string} name
 */
export const installed = (name) => at('node_modules', '.bin', name);
