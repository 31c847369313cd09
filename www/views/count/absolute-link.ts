/** What the one-file page is called where it was built. */
const ONE_FILE = 'latin-rectangles.html';

/** An address of this page as it is sent to someone; one that lies on a disk does not tell where. */
export function absoluteLink(search: string): string {
  return /^https?:$/.test(location.protocol) ? new URL(search, location.href).href : `${ONE_FILE}${search}`;
}
