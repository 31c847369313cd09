import type { Source } from '../engine/generated';

/** Where a published value stands; sequences of the OEIS are linked. */
export function SourceLink({ source }: { source: Source }) {
  if (!/^A\d{6}$/.test(source.id)) return <span>{source.text}</span>;
  return (
    <a href={`https://oeis.org/${source.id}`} rel="noopener noreferrer">
      OEIS {source.id}
    </a>
  );
}

type Group = Pick<Source, 'lists' | 'value' | 'relation'> & { sources: Source[] };

/** Those that list the same, in the order of the first of each. */
function groupsOf(sources: Source[]): Group[] {
  const groups: Group[] = [];
  for (const source of sources) {
    const { lists, value, relation } = source;
    const known = groups.find((group) => group.lists === lists && group.relation === relation);
    if (known) known.sources.push(source);
    else groups.push({ lists, value, relation, sources: [source] });
  }
  return groups;
}

/** Each source with what it lists, and how the figure follows from that: "OEIS A001009 (lists R = 9,408; K = 120 · R)". */
export function SourceList({ sources }: { sources: Source[] }) {
  return (
    <>
      {groupsOf(sources).map(({ lists, value, relation, sources }, i) => (
        <span key={`${lists} ${relation}`}>
          {i > 0 && ', '}
          {sources.map((source, at) => (
            <span key={source.id}>
              {at > 0 && ', '}
              <SourceLink source={source} />
            </span>
          ))}
          {sources.length === 1 ? ' (lists ' : ' (list '}
          <Formula text={value === null ? lists : `${lists} = ${value}`} />
          {relation !== null && (
            <>
              ; <Formula text={relation} />
            </>
          )}
          )
        </span>
      ))}
    </>
  );
}

/** Letters for counts in italics, K⁺ and K⁻ with signs of the book face. */
function Formula({ text }: { text: string }) {
  const parts = text.replaceAll('-', '−').split(/([DKLR⁺⁻])/);
  return (
    <span class="m" translate={false}>
      {parts.map((part) => {
        if (part === '⁺') return <sup>+</sup>;
        if (part === '⁻') return <sup>−</sup>;
        return /[DKLR]/.test(part) ? <i>{part}</i> : part;
      })}
    </span>
  );
}
