/** What the build knows of the site it has made. */
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
 * The file of the site that answers a request; null when none does.
 * The page is the same whatever its address asks for.
 */
export function fileFor(url: string, scope: string, files: readonly string[]): string | null {
  const { origin, pathname } = new URL(url);
  const place = origin + pathname;
  if (!place.startsWith(scope)) return null;
  const path = place.slice(scope.length);
  const file = path === 'index.html' ? '' : path;
  return files.includes(file) ? file : null;
}

/** Everything else goes its usual way, untouched. */
export const isAnswered = ({ method, url }: Pick<Request, 'method' | 'url'>, scope: string) =>
  method === 'GET' && url.startsWith(scope);

/** The caches of other sites on the same origin are not ours to touch. */
export const cacheName = (scope: string, version: string) => `latin-rectangles ${scope} ${version}`;

/** The caches of versions before, of all in the order in which they were made: one that came later may still wait. */
export const outdated = (names: readonly string[], scope: string, version: string) =>
  names
    .slice(0, Math.max(0, names.indexOf(cacheName(scope, version))))
    .filter((name) => name.startsWith(cacheName(scope, '')));

/** A note in a version's cache that a page runs that version. */
export const noteOf = (page: string, scope: string) => `${scope}?page=${encodeURIComponent(page)}`;

/** The pages of which there are notes among the addresses in a cache. */
export const notedIn = (urls: readonly string[], scope: string) =>
  urls
    .filter((url) => url.startsWith(noteOf('', scope)))
    .map((url) => decodeURIComponent(url.slice(noteOf('', scope).length)));

/**
 * Which outdated versions no open page runs; none as long as it is not known what some page runs.
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
  // Neither a failed request nor an unfollowed redirect can be made again.
  if (response.status === 0) return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: all });
}
