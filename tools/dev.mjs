import { watch } from 'node:fs';
import { script } from './log-step.mjs';
import { at } from './paths.mjs';
import { CommandError } from './run.mjs';
import { setup } from './setup.mjs';
import { wasm } from './wasm.mjs';

await script(async () => {
  const ready = await setup();
  await wasm(ready);
  const { createServer } = await import('vite');
  const server = await createServer({ configFile: at('vite.config.ts') });
  await server.listen();
  server.printUrls();

  let building = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const rebuild = () => {
    building = building
      .then(() => wasm(ready))
      .then(() => undefined)
      // A mistake in the source must not end the server.
      .catch((error) => console.error(error instanceof CommandError ? error.output : error));
  };
  for (const folder of ['src', 'crates/lab', 'crates/learn', 'crates/web']) {
    watch(at(folder), { recursive: true }, () => {
      // An editor's save is several events.
      clearTimeout(timer);
      timer = setTimeout(rebuild, 100);
    });
  }
});
