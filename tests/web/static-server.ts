import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export type StaticServer = {
  /** of the page, with a slash at its end */
  url: string;
  /** What is served instead of a file, by the file's path. */
  instead: Map<string, string>;
  /** the files that it has no more */
  gone: Set<string>;
  /** the files that were asked for */
  requested: Set<string>;
  /** hears what is posted to it */
  onPost: (body: string) => void;
  stop(): Promise<void>;
};

/** Serves a folder at a path, without more headers as the plainest host does. */
export async function serve(
  folder: string,
  path: string,
  headersOf: (name: string) => Record<string, string> = () => ({}),
): Promise<StaticServer> {
  const requested = new Set<string>();
  const instead = new Map<string, string>();
  const gone = new Set<string>();
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      host.onPost(await text(request));
      return response.writeHead(204).end();
    }
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const name = pathname === path ? 'index.html' : pathname.slice(path.length);
    requested.add(name);
    try {
      if (!pathname.startsWith(path) || gone.has(name)) throw new Error('not of the site');
      const content = instead.get(name) ?? (await readFile(join(folder, name)));
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, { ...headersOf(name), 'Content-Type': type });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host: StaticServer = {
    url: `http://127.0.0.1:${port}${path}`,
    instead,
    gone,
    requested,
    onPost: () => {},
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return host;
}
