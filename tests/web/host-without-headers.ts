import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { at } from '../../tools/paths.mjs';
import { type StaticServer, serve } from './static-server';

export type Visit = {
  page: Page;
  /** how often the page was loaded */
  loads(): number;
};

type Fixtures = {
  host: StaticServer;
  profile: string;
  /** Closes the browser, if it is open, and opens it with the same profile. */
  visit(before?: (page: Page) => Promise<unknown>): Promise<Visit>;
};

/** The built site on a host without headers, at a path of its own, and a browser that can be closed and opened. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from a pattern.
  host: async ({}, use) => {
    const host = await serve(at('dist'), '/some/where/');
    await use(host);
    await host.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from a pattern.
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'latin-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  visit: async ({ playwright, browserName, channel, launchOptions, profile }, use) => {
    const options = { ...launchOptions, ...(channel ? { channel } : {}), serviceWorkers: 'allow' as const };
    const open = () => playwright[browserName].launchPersistentContext(profile, options);
    let context: Awaited<ReturnType<typeof open>> | undefined;
    await use(async (before) => {
      await context?.close();
      context = await open();
      const page = await context.newPage();
      await before?.(page);
      let loads = 0;
      page.on('domcontentloaded', () => loads++);
      return { page, loads: () => loads };
    });
    await context?.close();
  },
});

/** Of the built site, as its service worker names it. */
export function builtVersion(): string {
  const version = /version:[`"']([0-9a-f]{16})[`"']/.exec(readFileSync(at('dist/sw.js'), 'utf8'))?.[1];
  if (!version) throw new Error('sw.js names no version');
  return version;
}

/** Puts a newer version on the host: its service worker and its page differ, and files of `replaced` have other names. */
export function deployNewer(host: StaticServer, replaced: RegExp | null = null): void {
  let script = readFileSync(at('dist/sw.js'), 'utf8').replace(builtVersion(), 'f'.repeat(16));
  for (const name of replaced ? readdirSync(at('dist/assets')).filter((one) => replaced.test(one)) : []) {
    host.gone.add(`assets/${name}`);
    host.instead.set(`assets/newer-${name}`, readFileSync(at('dist/assets', name), 'utf8'));
    script = script.replaceAll(`assets/${name}`, `assets/newer-${name}`);
  }
  host.instead.set('sw.js', script);
  const html = readFileSync(at('dist/index.html'), 'utf8');
  host.instead.set('index.html', html.replace('</head>', '<meta name="newer" content="yes"></head>'));
}
