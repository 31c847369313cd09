import { installed, run } from './run.mjs';
import { once } from './stamp.mjs';
import { step } from './step.mjs';

/** Builds the production site in dist. */
export const site = () =>
  step('site', () => {
    const inputs = [
      'www',
      'vite.config.ts',
      'tools/fonts.mjs',
      'tools/headers.mjs',
      'tools/offline.mjs',
      'tsconfig.json',
      'package-lock.json',
    ];
    return once('site', { inputs, outputs: ['dist'] }, async () => {
      await run(installed('vite'), ['build']);
    });
  });
