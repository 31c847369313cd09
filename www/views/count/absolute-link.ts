/** An address of this page as it is sent to someone. */
export function absoluteLink(search: string): string {
  return new URL(search, location.href).href;
}
