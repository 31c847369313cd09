import { copyFileSync } from 'node:fs';
import { ifChanged } from './if-changed.mjs';
import { logStep } from './log-step.mjs';
import { at } from './paths.mjs';
import { installed, run } from './run.mjs';

/** The whole page in one file; not in dist, whose headers would forbid its script. */
export const singleFile = 'latin-rectangles.html';

/** Builds the production site in dist, and the single file beside it. */
export const buildSite = () =>
  logStep('site', () => {
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
    return ifChanged('site', { inputs, outputs: ['dist', singleFile] }, async () => {
      await run(installed('vite'), ['build']);
      await run(installed('vite'), ['build', '--config', 'vite.single-file.config.ts']);
      copyFileSync(at('target/single-file', singleFile), at(singleFile));
    });
  });
