import type { Popcount, PopcountChoice } from '../model/generated';
import { plural } from './units';

/** How the bits were counted; null where the shape leaves no choice and none was asked for. */
export function popcountText(choice: PopcountChoice | null, asked: Popcount): string | null {
  if (choice === null) {
    return asked === 'auto' ? null : 'this shape has no leaves for which the choice matters';
  }
  const { short, short_words } = choice;
  if (short_words === null) return short;
  if (short_words === 0) return 'vertical counters';
  return `${short} for ≤ ${plural(short_words, 'word')}, vertical counters above`;
}
