import type { Page } from '@playwright/test';

/** The channel on which workers report their errors to the page. */
export const COMPLAINTS = 'complaints';
/** What Playwright itself logs in the page. */
const BLOCKED = 'Service Worker registration blocked by Playwright';
/** The scripts of the dedicated worker, of a pool worker, and of a message worker. */
export const WORKERS = {
  engine: /\/assets\/worker-[^/]+\.js$/,
  pool: /\/assets\/workerHelpers-[^/]+\.js$/,
  message: /\/assets\/message-worker-[^/]+\.js$/,
};
export type WorkerKind = keyof typeof WORKERS;

/** Records errors, warnings and requests to other origins of a page and its workers. */
export async function guard(page: Page, origin: string, complaints: string[]): Promise<void> {
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(`a request to ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const type = message.type();
    if (message.text() === BLOCKED) return;
    if (type === 'error' || type === 'warning') complaints.push(`${type}: ${message.text()}`);
  });
  await page.addInitScript((channel) => {
    new BroadcastChannel(channel).onmessage = ({ data }) => console.error(`in a worker: ${data}`);
  }, COMPLAINTS);
}

/** A violation of the policy, as browsers report it. */
export function violation(report: string): string {
  const { 'csp-report': details } = JSON.parse(report);
  return `policy violated: ${details['violated-directive']} ${details['blocked-uri']} in ${details['document-uri']}`;
}
