import type { Page } from '@playwright/test';

export type Guard = {
  /** what the page did that it must never do */
  complaints: string[];
  /** to be waited for before the page is opened */
  ready: Promise<unknown>;
  /** Puts a script before the dedicated worker's own. */
  inWorker: (script: () => void) => void;
};

const CHANNEL = 'complaints';
/** What Playwright itself says in the page. */
const BLOCKED = 'Service Worker registration blocked by Playwright';
export const ENGINE = /\/assets\/worker-[^/]+\.js$/;
export const HAND = /\/assets\/hand-[^/]+\.js$/;
export const POOL = /\/assets\/workerHelpers-[^/]+\.js$/;

/**
 * Watches a page and all its workers for errors, warnings, violations of the Content-Security-Policy and requests
 * to other origins. A worker's violations are seen only from inside, so a few lines are put before its script.
 */
export function guard(page: Page, origin: string): Guard {
  const complaints: string[] = [];
  const scripts: string[] = [];

  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(`a request to ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const type = message.type();
    if (message.text() === BLOCKED) return;
    if (type === 'error' || type === 'warning') complaints.push(`${type}: ${message.text()}`);
  });

  const before = (path: RegExp, more: () => string[]) =>
    page.route(path, async (route) => {
      const response = await route.fetch();
      const body = [`(${watchWorker})('${CHANNEL}');`, ...more(), await response.text()].join('\n');
      await route.fulfill({ response, body });
    });

  const ready = Promise.all([
    page.addInitScript(watchPage, CHANNEL),
    before(ENGINE, () => scripts),
    before(HAND, () => []),
    before(POOL, () => []),
  ]);
  return { complaints, ready, inWorker: (script) => void scripts.push(`(${script})();`) };
}

function watchPage(channel: string): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`policy violated: ${violatedDirective} ${blockedURI}`);
  });
  const workers = new BroadcastChannel(channel);
  workers.onmessage = ({ data }) => console.error(`in a worker: ${data}`);
}

function watchWorker(channel: string): void {
  const page = new BroadcastChannel(channel);
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    page.postMessage(`policy violated: ${violatedDirective} ${blockedURI}`);
  });
  addEventListener('error', ({ message }) => page.postMessage(message));
  addEventListener('unhandledrejection', ({ reason }) => page.postMessage(String(reason)));
}
