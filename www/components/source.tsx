import type { Source } from '../model/generated';

/** Where a published value stands: a citation, linked where it has an address. */
export function SourceLink({ source: { text, url } }: { source: Source }) {
  const cited = <Letters text={text} letters={/([DKLR](?=[⁺⁻(])|[⁺⁻])/} />;
  if (url === null) return <span>{cited}</span>;
  return (
    <a href={url} rel="noopener noreferrer">
      {cited}
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

function Formula({ text }: { text: string }) {
  return (
    <span class="math" translate={false}>
      <Letters text={text.replaceAll('-', '−')} letters={/([DKLR⁺⁻])/} />
    </span>
  );
}

/** Letters for counts in italics, K⁺ and K⁻ with signs of the book face. */
function Letters({ text, letters }: { text: string; letters: RegExp }) {
  return (
    <>
      {text.split(letters).map((part) => {
        if (part === '⁺') return <sup>+</sup>;
        if (part === '⁻') return <sup>−</sup>;
        return /^[DKLR]$/.test(part) ? <i>{part}</i> : part;
      })}
    </>
  );
}
