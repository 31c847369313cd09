import { expect, it } from 'vitest';
import type { PopcountChoice } from '../model/generated';
import { popcountText } from './popcount';

it.each<[PopcountChoice, string]>([
  [{ short: 'scalar', short_words: 6 }, 'scalar for ≤ 6 words, vertical counters above'],
  [{ short: 'bytes', short_words: 1 }, 'bytes for ≤ 1 word, vertical counters above'],
  [{ short: 'scalar', short_words: null }, 'scalar'],
  [{ short: 'bytes', short_words: null }, 'bytes'],
  [{ short: 'scalar', short_words: 0 }, 'vertical counters'],
])('%j is told, whether or not it was asked for', (choice, words) => {
  expect(popcountText(choice, 'auto')).toBe(words);
  expect(popcountText(choice, 'scalar')).toBe(words);
});

it('a choice that made no difference is said to, but only to who made one', () => {
  expect(popcountText(null, 'auto')).toBeNull();
  expect(popcountText(null, 'vertical')).toBe('this shape has no leaves for which the choice matters');
});
