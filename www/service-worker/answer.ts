/** What the build writes about the site into the service worker. */
export type Site = {
  /** a hash of all files and headers */
  version: string;
  /** what a first visit needs, relative to the site's folder; '' is the page */
  first: string[];
  /** all other files */
  later: string[];
  headers: Record<string, string>;
};

/**
 * The file of the site that a request is for; null if there is none. The query does not matter.
 */
export function fileFor(url: string, scope: string, files: readonly string[]): string | null {
  const { origin, pathname } = new URL(url);
  const place = origin + pathname;
  if (!place.startsWith(scope)) return null;
  const path = place.slice(scope.length);
  const file = path === 'index.html' ? '' : path;
  return files.includes(file) ? file : null;
}

/** Other requests go to the network untouched. */
export const isAnswered = ({ method, url }: Pick<Request, 'method' | 'url'>, scope: string) =>
  method === 'GET' && url.startsWith(scope);

/** Names include the scope, as other sites on the same origin have caches too. */
export const cacheName = (scope: string, version: string) => `latin-rectangles ${scope} ${version}`;

/** The caches of earlier versions, from all in order of creation; a later one may still be waiting. */
export const outdated = (names: readonly string[], scope: string, version: string) =>
  names
    .slice(0, Math.max(0, names.indexOf(cacheName(scope, version))))
    .filter((name) => name.startsWith(cacheName(scope, '')));

/** A note in a version's cache that a page runs this version. */
export const noteOf = (page: string, scope: string) => `${scope}?page=${encodeURIComponent(page)}`;

/** The pages noted among the addresses in a cache. */
export const notedIn = (urls: readonly string[], scope: string) =>
  urls
    .filter((url) => url.startsWith(noteOf('', scope)))
    .map((url) => decodeURIComponent(url.slice(noteOf('', scope).length)));

/**
 * The outdated versions that no open page runs; none while the version of some page is unknown.
 * @param noted the pages that are known to run each version, by the name of its cache
 */
export function disused(
  names: readonly string[],
  noted: ReadonlyMap<string, readonly string[]>,
  open: readonly string[],
): string[] {
  const known = new Set([...noted.values()].flat());
  if (open.some((page) => !known.has(page))) return [];
  return names.filter((name) => !noted.get(name)?.some((page) => open.includes(page)));
}

/** The same response with the site's headers. */
export function withHeaders(response: Response, headers: Record<string, string>): Response {
  // A failed request or an unfollowed redirect cannot be rebuilt.
  if (response.status === 0) return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: all });
}
