// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveText } from './download';
import { OpenFile } from './open-file';

let saved: Blob[];
let revoked: string[];

beforeEach(() => {
  vi.useFakeTimers();
  saved = [];
  revoked = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    saved.push(content as Blob);
    return `blob:${saved.length}`;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void revoked.push(address));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it.each([
  ['latin-rectangles-results.json', 'application/json'],
  ['latin-rectangles-5x8-checkpoint.json', 'application/json'],
  ['latin-rectangles-results.csv', 'text/csv;charset=utf-8'],
  ['latin-rectangles-results.tex', 'application/x-tex'],
  ['latin-rectangles-results.fods', 'application/vnd.oasis.opendocument.spreadsheet-flat-xml'],
  ['lab-timeline.svg', 'image/svg+xml'],
  ['latin-rectangles-4x5-1-2-3-4.txt', 'text/plain;charset=utf-8'],
])('%s has the type of its ending', (name, type) => {
  saveText(name, '1');
  expect(saved[0]?.type).toBe(type);
});

it('a download can be confirmed minutes later', () => {
  saveText('results.json', '{}');
  vi.advanceTimersByTime(5 * 60_000);
  expect(revoked).toEqual([]);
  vi.advanceTimersByTime(60 * 60_000);
  expect(revoked).toEqual(['blob:1']);
});

it('what was saved can be chosen, whatever its name became', () => {
  const root = document.createElement('div');
  render(
    <OpenFile look="button" label="A file" open={async () => {}}>
      Open
    </OpenFile>,
    root,
  );
  const accepted = root.querySelector('input')?.accept.split(',');
  // 'results.json.txt' is what an iPhone makes of a JSON file of the type of text.
  for (const kind of ['.json', '.txt', 'application/json', 'text/plain']) expect(accepted).toContain(kind);
});
