import { readdirSync, readFileSync } from 'node:fs';
import { contentSecurityPolicy, isolation, production } from '../../tools/headers.mjs';
import { at } from '../../tools/paths.mjs';
import { COMPLAINTS, WORKERS, type WorkerKind } from './guard';
import { type StaticServer, serve } from './static-server';

export type { WorkerKind };

export type WatchedSite = StaticServer & {
  /** Serves the workers of a kind with a script before their own, until `putNothingBefore`. */
  putBefore(kind: WorkerKind, script: string): void;
  putNothingBefore(): void;
};

const policy = `${contentSecurityPolicy}; report-uri /violations`;
const immutable = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * The built site with the headers of production, but for a policy whose violations are reported to the server, and a
 * few lines before each worker's script that tell the page of errors in there.
 */
export async function serveWatched(isolated: boolean): Promise<WatchedSite> {
  const headers: Record<string, string> = { ...production, 'Content-Security-Policy': policy };
  if (!isolated) for (const name of Object.keys(isolation)) delete headers[name];
  const site = await serve(at('dist'), '/', (name) =>
    name.startsWith('assets/') ? { ...headers, ...immutable } : headers,
  );

  function putNothingBefore(): void {
    for (const name of readdirSync(at('dist/assets'))) {
      const path = `assets/${name}`;
      if (!Object.values(WORKERS).some((worker) => worker.test(`/${path}`))) continue;
      site.instead.set(path, `(${watchWorker})('${COMPLAINTS}');\n${readFileSync(at('dist', path), 'utf8')}`);
    }
  }

  function putBefore(kind: WorkerKind, script: string): void {
    for (const [path, content] of site.instead)
      if (WORKERS[kind].test(`/${path}`)) site.instead.set(path, `${script}\n${content}`);
  }

  putNothingBefore();
  return Object.assign(site, { putBefore, putNothingBefore });
}

function watchWorker(channel: string): void {
  const page = new BroadcastChannel(channel);
  addEventListener('error', ({ message }) => page.postMessage(message));
  addEventListener('unhandledrejection', ({ reason }) => page.postMessage(String(reason)));
}
