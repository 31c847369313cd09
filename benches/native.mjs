import { at } from '../tools/paths.mjs';
import { CommandError, run } from '../tools/run.mjs';

/** @typedef {import('./by-formula.mjs').FormulaPlace} FormulaPlace */
/** @typedef {import('./measures.mjs').Options} Options */

const command = at('target/release/latin-rectangles');

/** @param {(string | number)[]} args */
const call = async (...args) => JSON.parse(await run(command, [...args.map(String), '--format', 'json']));

/** @param {Partial<Options>} options */
function optionArguments({ kernel, popcount, ...switches }) {
  const off = Object.entries(switches).filter(([, on]) => !on);
  return [
    ...(kernel ? ['--kernel', kernel] : []),
    ...(popcount ? ['--popcount', popcount] : []),
    ...(off.length > 0 ? ['--without', off.map(([name]) => name.replaceAll('_', '-')).join(',')] : []),
  ];
}

/**
 * The command; each call starts a new process.
 * @type {FormulaPlace}
 */
export const native = {
  name: 'native',
  warmUps: 1,
  unit({ shape, firstColumn, parts, part, repetitions, options }) {
    const which = ['--first-column', firstColumn, '--parts', parts, '--part', part];
    const how = ['--repetitions', repetitions, ...optionArguments(options)];
    return call('unit', shape.rows, shape.columns, ...which, ...how);
  },
  count({ shape, workers, schedule, options }) {
    const how = ['--workers', workers, '--schedule', schedule, ...optionArguments(options)];
    return call('count', shape.rows, shape.columns, ...how);
  },
  async formula({ rows, columns, workers }) {
    const how = ['--engine', 'formula', '--figure', 'K', '--workers', workers];
    const { elapsed_seconds, total } = await call('count', rows, columns, ...how);
    return { seconds: elapsed_seconds, total, multiplications: null, plain_seconds: null };
  },
};

/**
 * Whether this processor supports the kernel.
 * @param {string} kernel
 */
export async function hasKernel(kernel) {
  try {
    await call('unit', 2, 3, '--kernel', kernel);
    return true;
  } catch (error) {
    if (error instanceof CommandError && error.output.includes('there is no kernel')) return false;
    throw error;
  }
}
