/** By the ending of a name. A phone adds an ending of its own where the type is of another one. */
const TYPES: Record<string, string> = {
  csv: 'text/csv;charset=utf-8',
  fods: 'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
  json: 'application/json',
  svg: 'image/svg+xml',
  tex: 'application/x-tex',
  txt: 'text/plain;charset=utf-8',
};

/** A browser may ask first, and is answered when somebody looks at it. */
const KEPT_MS = 10 * 60_000;

/** Lets the browser keep a text as a file. */
export function saveText(name: string, text: string): void {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
