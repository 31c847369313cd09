import { afterEach, expect, it, vi } from 'vitest';
import { errorMessage } from '../../engine/error-message';
import { absoluteLink } from './absolute-link';

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ['https://example.org/maths/?r=4&n=6#cite', 'https://example.org/maths/?r=5&n=6&run'],
  ['http://localhost:4300/', 'http://localhost:4300/?r=5&n=6&run'],
  ['file:///home/ada/Documents/the%20page.html?r=4&n=6', 'latin-rectangles.html?r=5&n=6&run'],
  ['file:///C:/Users/ada/page.html', 'latin-rectangles.html?r=5&n=6&run'],
  ['about:srcdoc', 'latin-rectangles.html?r=5&n=6&run'],
])('at %s', (href, link) => {
  vi.stubGlobal('location', new URL(href));
  expect(absoluteLink('?r=5&n=6&run')).toBe(link);
});

it('an error tells no path of the machine', () => {
  const error = new Error(
    "Script at 'file:///home/ada/the%20page.html' cannot be accessed from origin 'null'.",
  );
  expect(errorMessage(error)).toBe("Script at 'this file' cannot be accessed from origin 'null'.");
});
