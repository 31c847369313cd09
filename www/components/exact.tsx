import type { ComponentChildren } from 'preact';

/**
 * What a translator must leave alone, and what reads from left to right on any page: figures, formulas, names of shapes.
 * It is the property and not the attribute, because Preact sets the property, of which "no" is true.
 */
export const EXACT = { translate: false } as const;

/** A figure or a name in a line of text. */
export function Exact({ children }: { children: ComponentChildren }) {
  return <span {...EXACT}>{children}</span>;
}

/** A count with its commas, a name of a shape, of a column or of rows and columns in letters. */
const FIGURES = /(\d+ × \d+|K\(\d+, \d+\)|\(\d+(?:, \d+)+\)|\b[nr] = \d+|[+−]?\d+(?:,\d{3})+)/;

/** A sentence that is told as one text, with what is exact in it marked. */
export function Sentence({ children }: { children: string }) {
  return (
    <span>
      {children.split(FIGURES).map((part, i) => (i % 2 === 1 ? <Exact key={i}>{part}</Exact> : part))}
    </span>
  );
}
