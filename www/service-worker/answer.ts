/** What the build knows of the site it has made. */
export type Site = {
  /** a hash of all files and headers */
  version: string;
  /** relative to the site's folder; '' is the page */
  files: string[];
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

export const outdated = (names: readonly string[], scope: string, version: string) =>
  names.filter((name) => name.startsWith(cacheName(scope, '')) && name !== cacheName(scope, version));

/** The same response with the site's headers. */
export function withHeaders(response: Response, headers: Record<string, string>): Response {
  // Neither a failed request nor an unfollowed redirect can be made again.
  if (response.status === 0) return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: all });
}
