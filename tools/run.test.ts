import { expect, it } from 'vitest';
import { CommandError, run } from './run.mjs';

/** Node, which says "answer" on standard output and "progress" on standard error, and ends with a status. */
const both = (status: number) =>
  run(process.execPath, [
    '-e',
    `console.log('answer'); console.error('progress'); process.exitCode = ${status}`,
  ]);

it('gives what a command wrote on standard output alone', async () => {
  expect(await both(0)).toBe('answer\n');
});

it('an error has all that the command said', async () => {
  const error = await both(3).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(CommandError);
  const { message, output } = error as CommandError;
  expect(message).toContain('ended with status 3');
  expect(output).toContain('answer');
  expect(output).toContain('progress');
});
