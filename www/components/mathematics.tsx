import type { ComponentChildren } from 'preact';
import { EXACT } from './exact';

/** Mathematics in a line of text. */
export function M({ children }: { children: ComponentChildren }) {
  return (
    <span class="math" {...EXACT}>
      {children}
    </span>
  );
}

/** K⁺ or K⁻; the book face has no superscript signs of its own. */
export function SignedK({ sign }: { sign: '+' | '−' }) {
  return (
    <M>
      <i>K</i>
      <sup>{sign}</sup>
    </M>
  );
}
