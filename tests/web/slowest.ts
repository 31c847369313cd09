import { basename } from 'node:path';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const MOST = 10;

type Time = { browser: string; name: string; seconds: number };

const line = (seconds: number, browser: string, what: string) =>
  console.log(`${seconds.toFixed(1).padStart(8)} s  ${browser.padEnd(8)}  ${what}`);

/** Prints at the end which tests took longest, and how long those of each browser took together. */
export default class Slowest implements Reporter {
  readonly #times: Time[] = [];

  // Another reporter prints the results.
  printsToStdio(): boolean {
    return false;
  }

  onTestEnd(test: TestCase, { duration, status }: TestResult): void {
    if (status === 'skipped') return;
    const browser = test.parent.project()?.use.browserName ?? '';
    const name = `${basename(test.location.file, '.spec.ts')}: ${test.title}`;
    this.#times.push({ browser, name, seconds: duration / 1000 });
  }

  onEnd(): void {
    const slowest = this.#times.toSorted((a, b) => b.seconds - a.seconds).slice(0, MOST);
    for (const { seconds, browser, name } of slowest) line(seconds, browser, name);
    for (const browser of new Set(this.#times.map((time) => time.browser))) {
      const times = this.#times.filter((time) => time.browser === browser);
      const sum = times.reduce((all, { seconds }) => all + seconds, 0);
      line(sum, browser, `all ${times.length} tests together`);
    }
  }
}
