import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { SavedResult } from '../model/saved-result';
import { readFile } from '../storage/result-file';
import { sourcesOf } from '../testing/known';
import { type Transcribed, transcriptName, transcriptOf } from './transcript';

const folder = new URL('../../src/report/verify/written/', import.meta.url);

/** A result of the page, and the same as the command describes it. */
function written(name: string): { result: SavedResult; text: string } {
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const { results } = readFile(read(`${name}.json`));
  const [result] = results ?? [];
  if (!result) throw new Error(`${name} cannot be read`);
  return { result, text: read(`${name}.txt`) };
}

function transcribed(result: SavedResult, others: Partial<Transcribed> = {}): string {
  const known = (name: 'total' | 'reduced' | 'positive' | 'negative') => result[name] ?? '';
  const [total, reduced] = [known('total'), known('reduced')];
  const [positive, negative] = [known('positive'), known('negative')];
  const published = { total, reduced, signed: { positive, negative }, ...sourcesOf(result, BigInt(reduced)) };
  return transcriptOf({
    result,
    published,
    other: null,
    version: '0.1.0',
    platform: 'Firefox 153 on Linux',
    processors: 2,
    ...others,
  });
}

/** Notes say where a value stands; the testing data know fewer places than the program. */
const withoutSources = (text: string) => text.replace(/(is the published value\n.*\n).*\n/g, '$1');

it.each(['enumerate', 'classes'])('an answer by %s is described in the words of the command', (name) => {
  const { result, text } = written(name);
  const [, ...lines] = withoutSources(text).split('\n');
  expect(lines.length).toBeGreaterThan(20);
  expect(withoutSources(transcribed(result))).toContain(lines.join('\n'));
});

it('what differs from machine to machine is marked', () => {
  const marked = transcribed(written('enumerate').result)
    .split('\n')
    .filter((line) => line.startsWith('*'));
  expect(marked).toEqual(['* Firefox 153 on Linux, 2 processors']);
});

it('wrong figures disagree', () => {
  const { result } = written('enumerate');
  const text = transcribed({ ...result, total: '1128961' }, { published: null });
  expect(text).toContain('  DISAGREES    5 × 6: K+ plus K- is K\n');
  expect(text).toContain('               found    1,128,960\n               expected 1,128,961\n');
  expect(text).toMatch(/Conclusion\n {2}5 of 13 checks disagree: this answer is wrong\.\n$/);
});

it('first columns that differ are told', () => {
  const { result } = written('enumerate');
  if (!('per_column' in result)) throw new Error('it has first columns');
  const per_column = result.per_column.map((one, i) => (i === 2 ? { ...one, positive: '4801' } : one));
  const text = transcribed({ ...result, per_column });
  expect(text).toContain('found    4,801 + 4,608\n               expected 4,800 + 4,608\n');
  expect(text).toContain('1 of 5 complete ones differ');
});

it('the other engine is told where it has counted', () => {
  const { result } = written('classes');
  const text = transcribed(result, { other: { ...result, engine: 'enumerate' } });
  expect(text).toContain('agrees       4 × 8: the count by the other engine\n');
  expect(text).toContain('found and expected 44,196,405,120 + 44,194,590,720\n               by enumerate\n');
  expect(transcribed({ ...result, check: 'checked' })).toContain('the same, as the page has noted');
});

it('no line of sentences is wide', () => {
  const lines = transcribed(written('enumerate').result).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(transcriptName({ rows: 5, columns: 6 })).toBe('latin-rectangles-5x6-transcript.txt');
});
