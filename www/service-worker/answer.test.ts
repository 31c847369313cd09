import { describe, expect, it } from 'vitest';
import { cacheName, disused, fileFor, isAnswered, notedIn, noteOf, outdated, withHeaders } from './answer';

const scope = 'https://example.org/some/where/';
const files = ['', 'assets/worker-1.js', 'manifest.webmanifest'];

describe('which file answers', () => {
  it.each([
    ['', ''],
    ['?r=5&n=6&run', ''],
    ['index.html?view=lab#x', ''],
    ['assets/worker-1.js', 'assets/worker-1.js'],
    ['assets/worker-1.js?again', 'assets/worker-1.js'],
    ['assets/worker-2.js', null],
    ['sw.js', null],
  ])('%j: %j', (path, file) => {
    expect(fileFor(scope + path, scope, files)).toBe(file);
  });

  it('is none of another folder or origin', () => {
    expect(fileFor('https://example.org/', scope, files)).toBe(null);
    expect(fileFor('https://example.com/some/where/', scope, files)).toBe(null);
  });
});

it('only what is read from the own folder is answered', () => {
  expect(isAnswered({ method: 'GET', url: `${scope}x` }, scope)).toBe(true);
  expect(isAnswered({ method: 'POST', url: `${scope}x` }, scope)).toBe(false);
  expect(isAnswered({ method: 'GET', url: 'https://example.org/x' }, scope)).toBe(false);
});

it('only caches of other versions of this site are outdated', () => {
  const names = [
    cacheName(scope, 'old'),
    cacheName(scope, 'new'),
    cacheName('https://example.org/', 'old'),
    'of another page',
  ];
  expect(outdated(names, scope, 'new')).toEqual([cacheName(scope, 'old')]);
});

it('a version that was made later waits, and is not outdated', () => {
  const names = ['a', 'b', 'c'].map((version) => cacheName(scope, version));
  expect(outdated(names, scope, 'b')).toEqual(names.slice(0, 1));
  expect(outdated(names, scope, 'not there')).toEqual([]);
});

describe('the cache of a version before', () => {
  const [old, current] = [cacheName(scope, 'old'), cacheName(scope, 'current')];
  const noted = new Map([
    [old, ['1', '2']],
    [current, ['3']],
  ]);

  it.each<[string, string[], string[]]>([
    ['goes when no page is open', [], [old]],
    ['goes when every page runs the current version', ['3'], [old]],
    ['stays as long as one page runs it, however many run the current one', ['2', '3'], []],
    ['stays as long as it is not known what some page runs', ['3', '4'], []],
  ])('%s', (_, open, gone) => expect(disused([old], noted, open)).toEqual(gone));

  it('has notes of its pages, which no address of the site is like', () => {
    const urls = [scope, `${scope}assets/a.js`, noteOf('a/b ?', scope), noteOf('2', scope)];
    expect(notedIn(urls, scope)).toEqual(['a/b ?', '2']);
  });
});

it('headers are added, and what was there stays', async () => {
  const before = new Response('{}', { status: 404, headers: { 'Content-Type': 'text/plain', 'X-A': '1' } });
  const after = withHeaders(before, { 'X-A': '2', 'Cross-Origin-Opener-Policy': 'same-origin' });
  expect(after.status).toBe(404);
  const names = ['Content-Type', 'X-A', 'Cross-Origin-Opener-Policy'];
  expect(names.map((name) => after.headers.get(name))).toEqual(['text/plain', '2', 'same-origin']);
  expect(await after.text()).toBe('{}');
});

it('a response that cannot be made again is passed on', () => {
  const failed = Response.error();
  expect(withHeaders(failed, { 'X-A': '1' })).toBe(failed);
});
