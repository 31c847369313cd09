import { afterEach, expect, it, vi } from 'vitest';
import { ownName } from './site';

afterEach(() => vi.unstubAllGlobals());

it('is the same in the page and in its workers, and another one in another folder', () => {
  const names = ['/', '/some/where/', '/assets/'].map((folder) => {
    vi.stubGlobal('document', { baseURI: `https://example.org${folder}?r=5&n=6` });
    const page = ownName('results');
    vi.stubGlobal('document', undefined);
    vi.stubGlobal('location', { href: `https://example.org${folder}assets/worker-1.js` });
    expect(ownName('results')).toBe(page);
    return page;
  });
  expect(new Set(names).size).toBe(3);
});
