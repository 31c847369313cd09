import type { ComponentChildren } from 'preact';

/** What may be wider than a phone scrolls by itself, by keys too. */
export function WideTable({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="wide-table" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
