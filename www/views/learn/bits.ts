import type { StripCells, TraceStep } from '../../model/generated';

/** Bits in a word. */
const WORD_BITS = 64;
const DIGIT_BITS = 4;

/** Whether a bit is set in words of 16 hexadecimal digits. */
export function hasBit(words: readonly string[], bit: number): boolean {
  const word = words[Math.floor(bit / WORD_BITS)] ?? '';
  const at = bit % WORD_BITS;
  const digit = word[word.length - 1 - Math.floor(at / DIGIT_BITS)] ?? '0';
  return ((Number.parseInt(digit, 16) >> (at % DIGIT_BITS)) & 1) === 1;
}

/** A candidate of a strip, numbered from 0. */
export type StripCandidate = { index: number; bit: number; symbols: number[] };

/** Even candidates, then odd ones. */
export function partsOf({ candidates, bits, even }: StripCells): [StripCandidate[], StripCandidate[]] {
  const all = candidates.map((symbols, index) => ({ index, bit: bits[index] ?? 0, symbols }));
  return [all.slice(0, even), all.slice(even)];
}

/** What `partsOf` gives, in this order. */
export const PARTS = ['even', 'odd'] as const;

/** The row that was chosen last. */
export function lastChosen(
  strips: StripCells[],
  { chosen }: TraceStep,
): { row: number; symbols: number[] } | null {
  const place = chosen.length - 1;
  const symbols = strips[place]?.candidates[chosen[place] ?? -1];
  return symbols ? { row: place + 2, symbols } : null;
}
