import { afterEach, expect, it, vi } from 'vitest';
import { differenceAlone } from '../testing/formula';
import { resultFor } from '../testing/results';
import { citeBibtex, citeText } from './cite';
import { dayKey } from './date';

const citation = {
  result: resultFor({ rows: 5, columns: 6 }),
  version: '0.1.0',
  date: new Date('2026-03-04T05:06:07Z'),
  link: 'https://example.org/latin/?r=5&n=6&run',
};

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ['Pacific/Kiritimati', '2025-12-31T12:00:00Z', '2026-01-01'],
  ['America/Los_Angeles', '2026-01-01T03:00:00Z', '2025-12-31'],
])('the day in %s is the one that Results have', (zone, moment, day) => {
  vi.stubEnv('TZ', zone);
  const date = new Date(moment);
  expect(dayKey(date.toISOString())).toBe(day);
  expect(citeText({ ...citation, date })).toContain(`Counted exactly on ${day} `);
  expect(citeBibtex({ ...citation, date })).toContain(`year         = {${day.slice(0, 4)}}`);
  expect(citeBibtex({ ...citation, date })).toContain(`Counted exactly on ${day}:`);
});

it('a sentence with figures, date, version and engine', () => {
  expect(citeText(citation)).toBe(
    'K(5, 6) = 1,128,960 normalised Latin rectangles, 576,000 even and 552,960 odd. ' +
      'The sign of a rectangle is the product of the signs of its rows. ' +
      'Counted exactly on 2026-03-04 with Latin Rectangles 0.1.0, by enumeration, 2 workers, SIMD, 2.5 ms. ' +
      'https://example.org/latin/?r=5&n=6&run',
  );
});

it('of a square says how its signs relate to those of rows and columns together', () => {
  const square = { ...citation, result: resultFor({ rows: 6, columns: 6 }) };
  expect(citeText(square)).toContain('6! · K⁻ are even by rows and columns together');
  expect(citeBibtex(square)).toContain('$6! \\, K^{-}$ are even by rows and columns together');
});

it('an answer of D alone says so, and a very long one is written as a power of ten', () => {
  const result = differenceAlone({ rows: 5, columns: 6 });
  expect(citeText({ ...citation, result })).toContain(
    'D(5, 6) = −360, even less odd. K is not counted here; D alone is known. ',
  );
  expect(citeBibtex({ ...citation, result })).toContain('$D(5,6) = -360$');
  expect(citeBibtex({ ...citation, result })).toContain('$K$ is not counted here; $D$ alone is known. ');
  const long = { ...result, difference: `-${'9'.repeat(100)}` };
  expect(citeText({ ...citation, result: long })).toContain('about −1.000 · 10^100 (100 digits)');
  expect(citeBibtex({ ...citation, result: long })).toContain('$D(5,6) \\approx -1.000 \\cdot 10^{100}$');
});

it('BibTeX with plain digits', () => {
  const entry = citeBibtex(citation);
  expect(entry).toMatch(/^@misc\{latin-rectangles-5-6,\n/);
  expect(entry).toContain('$K(5,6) = 1128960$');
  expect(entry).toContain('$K^+ = 576000$, $K^- = 552960$');
  expect(entry).toContain('\\url{https://example.org/latin/?r=5&n=6&run}');
  expect(entry).toContain('product of the signs of its rows');
  expect(entry).toContain('year         = {2026}');
  expect(entry.split('{').length).toBe(entry.split('}').length);
});
