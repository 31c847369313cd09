import { defineConfig, type Project } from '@playwright/test';
import { type Browser, find } from './tools/browsers.mjs';

const port = Number(process.env.LATIN_PORT ?? 4300);
const url = `http://127.0.0.1:${port}/`;

const program = (browser: Browser) => {
  const executablePath = find(browser);
  return executablePath ? { executablePath } : {};
};

const browsers = {
  chromium: {
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
  // The channel is what lets a stock Firefox start.
  firefox: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: program('firefox') },
} satisfies Record<Browser, Project['use']>;

/** Whether the page is served at all, and counts. */
const SMOKE = /\/smoke\.spec\.ts$/;
/** Pages that count a few milliseconds at most, so that two of them do not disturb each other. */
const PAGES =
  /\/(address|bad-input|example|first-load|guard|results|several|take-away|unsupported)\.spec\.ts$/;

/**
 * A browser's tests in three projects: the first and the second run together, on two workers; then come the rest, one
 * at a time by their lock. They wait only for the first, since what depends on a project does not run if that fails.
 */
function projects(browser: Browser, which: Pick<Project, 'grep' | 'grepInvert'>): Project[] {
  const common = { ...which, use: browsers[browser] };
  return [
    { ...common, name: `${browser}-smoke`, testMatch: SMOKE },
    { ...common, name: `${browser}-pages`, testMatch: PAGES, fullyParallel: true },
    {
      ...common,
      name: browser,
      testIgnore: [SMOKE, PAGES],
      dependencies: [`${browser}-smoke`],
      workers: 1,
    },
  ];
}

/** Tests are marked @slow or @long, and @firefox where they are about what differs between browsers. */
const selections: Record<string, Project[]> = {
  quick: projects('chromium', { grepInvert: /@slow|@long/ }),
  default: [
    ...projects('chromium', { grepInvert: /@long/ }),
    ...projects('firefox', { grep: /@firefox/, grepInvert: /@long/ }),
  ],
  all: [...projects('chromium', {}), ...projects('firefox', {})],
};

const selected = selections[process.env.LATIN_TESTS ?? 'default'];
if (!selected) throw new Error(`LATIN_TESTS is one of ${Object.keys(selections).join(', ')}`);

export default defineConfig({
  testDir: 'tests/web',
  outputDir: 'target/playwright',
  reporter: [['list'], ['./tests/web/slowest.ts']],
  workers: 2,
  retries: 0,
  // A busy machine is slow, not wrong.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // What a service worker answers, a test can neither see nor change.
  use: { baseURL: url, trace: 'off', serviceWorkers: 'block' },
  projects: selected,
  webServer: {
    command: `node tools/start.mjs --port ${port}`,
    url,
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
