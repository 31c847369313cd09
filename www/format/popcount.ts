import type { Popcount, PopcountChoice } from '../model/generated';
import { plural } from './units';

/** How the bits were counted; null where the shape leaves no choice and none was asked for. */
export function popcountText(choice: PopcountChoice | null, requested: Popcount): string | null {
  if (choice === null) {
    return requested === 'auto' ? null : 'popcount: this shape has no leaves for which the choice matters';
  }
  const { short, short_words } = choice;
  if (short_words === null) return `popcount: ${short}`;
  if (short_words === 0) return 'popcount: vertical counters';
  return `popcount: ${short} for ≤ ${plural(short_words, 'word')}, vertical counters above`;
}
