/** The folder of this copy of the site; the scripts of its workers are one folder below the page. */
function folder(): string {
  const page = typeof document !== 'undefined';
  const address = page ? document.baseURI : typeof location === 'undefined' ? '' : location.href;
  return /^https?:/.test(address) ? new URL(page ? '.' : '..', address).pathname : '';
}

/** A name that differs between copies of the site on one origin. */
export const ownName = (name: string, place = folder()) => (place === '' ? name : `${name} ${place}`);
