import type { ComponentChildren } from 'preact';
import { useApp } from './app-context';
import { learnLink } from './view-link';

/** The anchor of a term in the glossary. */
export const termAnchor = (id: string) => `term-${id}`;

/** A term, with a link to its sentence in the glossary. */
export function TermLink({ id, children }: { id: string; children: ComponentChildren }) {
  const { href, onClick } = learnLink(useApp(), { page: 'glossary' });
  return (
    <a
      href={`${href}#${termAnchor(id)}`}
      onClick={(event) => {
        onClick(event);
        // Once the glossary is drawn.
        if (event.defaultPrevented)
          setTimeout(() => document.getElementById(termAnchor(id))?.scrollIntoView());
      }}
    >
      {children}
    </a>
  );
}
