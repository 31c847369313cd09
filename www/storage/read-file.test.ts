import { expect, it } from 'vitest';
import { savedFor } from '../testing/saved';
import { textOf, utf8Of } from './read-file';
import { formatFile, readFile } from './result-file';

const results = [savedFor({ rows: 5, columns: 6 }), savedFor({ rows: 5, columns: 8 })];
const text = formatFile(results);

const utf16 = (littleEndian: boolean) => {
  const marked = `\ufeff${text}`;
  const bytes = new DataView(new ArrayBuffer(2 * marked.length));
  for (let i = 0; i < marked.length; i++) bytes.setUint16(2 * i, marked.charCodeAt(i), littleEndian);
  return bytes;
};

/** The same fields in the opposite order, at every depth. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]) => [name, turned(one)] as const)
      .toReversed(),
  );
}

it.each<[string, BlobPart]>([
  ['as it was written', text],
  ['with the mark of UTF-8', `\ufeff${text}`],
  ['in UTF-16, as PowerShell writes it', utf16(true)],
  ['in UTF-16 the other way round', utf16(false)],
  ['on one line', JSON.stringify(JSON.parse(text))],
  ['with other white space', `\r\n\t${text.replaceAll('\n', '\r\n\t')}\n\n`],
  ['with its fields in another order', JSON.stringify(turned(JSON.parse(text)), null, 4)],
])('a file of results %s is the same file', async (_, content) => {
  const file = new Blob([content]);
  expect(readFile(await textOf(file))).toEqual({ results, problem: null });
  expect(new TextDecoder().decode(await utf8Of(file))).toBe(await textOf(file));
});
