import { parseArgs } from 'node:util';
import { buildSite } from './build-site.mjs';
import { script } from './log-step.mjs';
import { at } from './paths.mjs';
import { setup } from './setup.mjs';
import { wasm } from './wasm.mjs';

await script(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  await wasm(await setup());
  await buildSite();
  // Only now, because the set-up may just have installed it.
  const { preview } = await import('vite');
  const server = await preview({
    configFile: at('vite.config.ts'),
    // A port that was asked for is meant; without one the next free port will do.
    preview: values.port ? { port: Number(values.port), strictPort: true } : {},
  });
  console.log(`\nLatin Rectangles is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it)`);
});
