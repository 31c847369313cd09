import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { FIRST, firstScript } from './tools/first-script.mjs';
import { fonts } from './tools/fonts.mjs';
import { isolation, production } from './tools/headers.mjs';
import { offline } from './tools/offline.mjs';
import { policy } from './tools/policy.mjs';
import { poolScript } from './tools/pool-script.mjs';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests of what runs in a worker, or speaks to one. */
const ENGINE = 'engine/**/*.test.ts';

export default defineConfig({
  root: at('www'),
  // Works from any folder of a host.
  base: './',
  appType: 'mpa',
  cacheDir: at('target/vite'),
  // Said here too, because Vite reads it from tsconfig.json only for the files that one includes.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [fonts(), poolScript(), firstScript(), policy(), offline()],
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    // The Content-Security-Policy allows no fonts in data: addresses.
    assetsInlineLimit: 0,
    // Without it an older browser fetches a view a moment later.
    modulePreload: { polyfill: false },
    // One file of what nearly every view needs is smaller than one for each way in which views share it.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: FIRST,
              test: /www\/(engine\/(first-worker|module|start-worker)|model\/worker-count)\.ts$/,
            },
            {
              name: 'shared',
              test: /rolldown\/runtime|node_modules\/@?preact\/|www\/(format\/(units|number)|model\/(shape|soundness|result|saved-result)|components\/(exact|mathematics)|views\/app-context)\.tsx?$/,
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [poolScript()] },
  // No policy in development, where Vite puts styles inline.
  server: { host: '127.0.0.1', headers: isolation },
  preview: { host: '127.0.0.1', headers: production },
  test: {
    // Few need a document, which takes as long as most tests; those say so.
    environment: 'node',
    projects: [
      {
        extends: true,
        test: {
          name: 'page',
          include: ['**/*.test.{ts,tsx}', '../{tools,benches}/*.test.ts'],
          exclude: [ENGINE],
          // To load every module anew for each file takes longer than most tests.
          isolate: false,
        },
      },
      // Some of these replace modules.
      { extends: true, test: { name: 'engine', include: [ENGINE] } },
    ],
    // What counts shares the processors with the library's tests.
    testTimeout: 30_000,
    // Node has no Web Workers to make a pool of; the module counts on the calling thread there.
    alias: [{ find: /^.*workerHelpers\.js$/, replacement: at('www/single-file/no-pool.ts') }],
  },
});
