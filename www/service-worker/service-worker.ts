import { cacheName, fileFor, isAnswered, outdated, type Site, withHeaders } from './answer';

declare const self: ServiceWorkerGlobalScope;
declare const SITE: Site;

const site = SITE;
const scope = new URL('./', self.location.href).href;
const name = cacheName(scope, site.version);

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([tidy(), self.clients.claim()]));
});
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (!isAnswered(request, scope)) return;
  if (request.mode === 'navigate') event.waitUntil(tidy());
  event.respondWith(answer(request));
});

/** Fetches the whole site; all of it or nothing. */
async function fill(): Promise<void> {
  const cache = await caches.open(name);
  try {
    await Promise.all(
      site.files.map(async (file) => {
        const url = new URL(file, scope).href;
        const response = await fetchWhole(url, /^assets\//.test(file));
        await cache.put(url, withHeaders(response, site.headers));
      }),
    );
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** @param lasting its name changes with its content, so that any copy will do */
async function fetchWhole(url: string, lasting: boolean): Promise<Response> {
  const known = lasting ? await caches.match(url, { ignoreVary: true }) : undefined;
  if (known) return known;
  const response = await fetch(url, { cache: lasting ? 'default' : 'reload' });
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
  return response;
}

async function answer(request: Request): Promise<Response> {
  const file = fileFor(request.url, scope, site.files);
  const url = file === null ? request.url : new URL(file, scope).href;
  const ours = await caches.match(url, { cacheName: name, ignoreVary: true });
  // A page of the version before still finds its own files.
  const cached = ours ?? (await caches.match(url, { ignoreVary: true }));
  return cached ?? withHeaders(await fetch(request), site.headers);
}

/** Deletes the caches of other versions, unless another page may still live on them. */
async function tidy(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.filter(({ url }) => url.startsWith(scope));
  if (open.length > 1) return;
  const names = outdated(await caches.keys(), scope, site.version);
  await Promise.all(names.map((old) => caches.delete(old)));
}
