/** What is needed of a File. */
export type OpenedFile = Pick<File, 'name' | 'size' | 'text'> & Partial<Pick<File, 'arrayBuffer'>>;

/** The text of a file in any Unicode encoding, without the mark that says which. */
export async function textOf(file: Pick<OpenedFile, 'text' | 'arrayBuffer'>): Promise<string> {
  const text = await file.text();
  // What the mark of UTF-16 becomes when it is read as UTF-8.
  if (!text.startsWith('\ufffd\ufffd') || !file.arrayBuffer) return text.replace(/^\ufeff/, '');
  const bytes = await file.arrayBuffer();
  const [first] = new Uint8Array(bytes, 0, 1);
  return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
}
