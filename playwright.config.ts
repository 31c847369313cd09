import { defineConfig } from '@playwright/test';
import { type Browser, find } from './tools/browsers.mjs';

const port = Number(process.env.LATIN_PORT ?? 4300);
const url = `http://127.0.0.1:${port}/`;

const program = (browser: Browser) => {
  const executablePath = find(browser);
  return executablePath ? { executablePath } : {};
};

export default defineConfig({
  testDir: 'tests/web',
  outputDir: 'target/playwright',
  ...(process.env.LATIN_QUICK ? { grepInvert: /@long/ } : {}),
  reporter: 'list',
  // The engine's own workers take the processors.
  workers: 1,
  retries: 0,
  // What a service worker answers, a test can neither see nor change.
  use: { baseURL: url, trace: 'off', serviceWorkers: 'block' },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...program('chromium'),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    {
      name: 'firefox',
      // The channel is what lets a stock Firefox start.
      use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: program('firefox') },
    },
  ],
  webServer: {
    command: `node tools/start.mjs --port ${port}`,
    url,
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
