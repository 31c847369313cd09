import { defineConfig, type Project } from '@playwright/test';
import { type Browser, findForTests } from './tools/browsers.mjs';

const port = Number(process.env.LATIN_PORT ?? 4300);
const url = `http://127.0.0.1:${port}/`;

const program = (browser: Browser) => {
  const executablePath = findForTests(browser);
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
/** Long counts, and what is measured: one at a time in all browsers, by their lock. */
const COUNTS = /\/(cancel|lab|lab-command|layout|pool|resume|still|without-threads)\.spec\.ts$/;

/** A browser's tests in three projects: if the first fails, the others do not run. */
function projects(browser: Browser, which: Pick<Project, 'grep' | 'grepInvert'>) {
  const common = { ...which, use: browsers[browser], fullyParallel: true };
  const smoke = `${browser}-smoke`;
  return {
    smoke: { ...common, name: smoke, testMatch: SMOKE },
    counts: { ...common, name: browser, testMatch: COUNTS, dependencies: [smoke] },
    pages: { ...common, name: `${browser}-pages`, testIgnore: [SMOKE, COUNTS], dependencies: [smoke] },
  };
}

/** In the order in which two workers take them: one has what counts long, and the other one meanwhile all the rest. */
const inOrder = (...all: ReturnType<typeof projects>[]): Project[] => [
  ...all.map(({ smoke }) => smoke),
  ...all.map(({ counts }) => counts),
  ...all.map(({ pages }) => pages),
];

/** Tests are marked @quick, one or two of each subject, or @long, and @firefox where browsers differ in what they test. */
const selections: Record<string, Project[]> = {
  quick: inOrder(projects('chromium', { grep: /@quick/ })),
  default: inOrder(
    projects('chromium', { grepInvert: /@long/ }),
    projects('firefox', { grep: /@firefox/, grepInvert: /@long/ }),
  ),
  all: inOrder(projects('chromium', {}), projects('firefox', {})),
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
