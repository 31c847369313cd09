/** The part of File that is used. */
export type OpenedFile = Pick<File, 'name' | 'size' | 'text'> & Partial<Pick<File, 'arrayBuffer'>>;

/** The bytes of a text in any Unicode encoding as UTF-8. */
export async function utf8Of(file: Blob): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = utf16Of(bytes);
  return encoding ? new TextEncoder().encode(new TextDecoder(encoding).decode(bytes)) : bytes;
}

/** The encoding by the byte order mark, if there is one. */
function utf16Of([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** The text of a file in any Unicode encoding, without its byte order mark. */
export async function textOf(file: Pick<OpenedFile, 'text' | 'arrayBuffer'>): Promise<string> {
  const text = await file.text();
  // The byte order mark of UTF-16, decoded as UTF-8.
  if (!text.startsWith('\ufffd\ufffd') || !file.arrayBuffer) return text.replace(/^\ufeff/, '');
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
}
