import {
  cacheName,
  disused,
  fileFor,
  isAnswered,
  notedIn,
  noteOf,
  outdated,
  type Site,
  withHeaders,
} from './answer';

declare const self: ServiceWorkerGlobalScope;
declare const SITE: Site;

const site = SITE;
const files = [...site.first, ...site.later];
const scope = new URL('./', self.location.href).href;
const name = cacheName(scope, site.version);
/** Older notes of closed pages are deleted. */
const MOST_NOTES = 50;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([tidy(), self.clients.claim()]));
});
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
  // Offline, missing files are fetched after another visit.
  if (event.data === 'opened') event.waitUntil(Promise.all([fill(files).catch(() => {}), tidy()]));
});
self.addEventListener('fetch', (event) => {
  if (isAnswered(event.request, scope)) event.respondWith(answer(event));
});

/** Fetches all files or none. The first version only fetches what the page needs first, and the rest later. */
async function install(): Promise<void> {
  const known = await caches.has(name);
  try {
    await fill(site.first);
    // When the next version is deployed, the host may no longer have the files of this one.
    if (self.registration.active) await fill(site.later);
  } catch (error) {
    if (!known) await caches.delete(name);
    throw error;
  }
}

/** Fetches those of some files that are missing. */
async function fill(some: readonly string[]): Promise<void> {
  const cache = await caches.open(name);
  await Promise.all(
    some.map(async (file) => {
      const url = new URL(file, scope).href;
      if (await cache.match(url, { ignoreVary: true })) return;
      const response = await fetchWhole(url, /^assets\//.test(file));
      await cache.put(url, withHeaders(response, site.headers));
    }),
  );
}

/** @param lasting its name changes with its content, so that any copy will do */
async function fetchWhole(url: string, lasting: boolean): Promise<Response> {
  const known = lasting ? await caches.match(url, { ignoreVary: true }) : undefined;
  if (known) return known;
  const response = await fetch(url, { cache: lasting ? 'default' : 'reload' });
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
  return response;
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request, resultingClientId } = event;
  const file = fileFor(request.url, scope, files);
  const url = file === null ? request.url : new URL(file, scope).href;
  const ours = await caches.match(url, { cacheName: name, ignoreVary: true });
  if (ours && resultingClientId) event.waitUntil(note(resultingClientId));
  // A page of an earlier version still finds its own files.
  const cached = ours ?? (await caches.match(url, { ignoreVary: true }));
  return cached ?? withHeaders(await fetch(request), site.headers);
}

/** Remembers that a page runs this version. */
async function note(page: string): Promise<void> {
  const cache = await caches.open(name);
  await cache.put(noteOf(page, scope), new Response());
}

/** Deletes the caches of earlier versions that no open page runs. */
async function tidy(): Promise<void> {
  const names = await caches.keys();
  // The newest version does this once it is active.
  if (self.registration.waiting || self.registration.installing) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.filter(({ url }) => url.startsWith(scope)).map(({ id }) => id);
  const old = outdated(names, scope, site.version);
  const noted = new Map<string, string[]>();
  for (const one of [...old, name]) noted.set(one, await notesIn(one, open));
  await Promise.all(disused(old, noted, open).map((one) => caches.delete(one)));
}

/** The pages that are noted to run a version; the oldest notes of those that are not open are deleted. */
async function notesIn(version: string, open: readonly string[]): Promise<string[]> {
  const cache = await caches.open(version);
  const pages = notedIn(
    (await cache.keys()).map(({ url }) => url),
    scope,
  );
  const closed = pages.slice(0, -MOST_NOTES).filter((page) => !open.includes(page));
  await Promise.all(closed.map((page) => cache.delete(noteOf(page, scope))));
  return pages;
}
