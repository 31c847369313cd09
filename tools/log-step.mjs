import { CommandError } from './run.mjs';

/**
 * Does one named piece of work and prints the time it took; `false` from it means there was nothing to do.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 */
export async function logStep(name, work) {
  const start = performance.now();
  try {
    const result = await work();
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    console.log(`${name.padEnd(22)} ${(result === false ? 'unchanged' : seconds).padStart(9)}`);
    return result;
  } catch (error) {
    console.error(`${name.padEnd(22)} ${'failed'.padStart(9)}`);
    throw error;
  }
}

/**
 * The whole of a script: whatever fails is printed once and ends it with status 1.
 * @param {() => Promise<void>} work
 */
export async function script(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof CommandError) console.error(error.output.trimEnd());
    console.error(error instanceof Error ? error.message : error);
    // Not only exitCode: steps that still run beside the failed one must end too.
    process.exit(1);
  }
}
