import { copyFileSync } from 'node:fs';
import { at } from './root.mjs';
import { installed, run } from './run.mjs';
import { once } from './stamp.mjs';
import { step } from './step.mjs';

/** The whole page in one file; not in dist, whose headers would forbid its script. */
export const singleFile = 'latin-rectangles.html';

/** Builds the production site in dist, and the single file beside it. */
export const site = () =>
  step('site', () => {
    const inputs = [
      'www',
      'vite.config.ts',
      'vite.single-file.config.ts',
      'tools/first-load.mjs',
      'tools/first-script.mjs',
      'tools/fonts.mjs',
      'tools/headers.mjs',
      'tools/offline.mjs',
      'tools/policy.mjs',
      'tools/pool-script.mjs',
      'tools/single-file.mjs',
      'tsconfig.json',
      'package-lock.json',
    ];
    return once('site', { inputs, outputs: ['dist', singleFile] }, async () => {
      await run(installed('vite'), ['build']);
      await run(installed('vite'), ['build', '--config', 'vite.single-file.config.ts']);
      copyFileSync(at('target/single-file', singleFile), at(singleFile));
    });
  });
