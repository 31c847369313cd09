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

export function SourceList({ sources }: { sources: Source[] }) {
  return (
    <>
      {sources.map((source, i) => (
        <span key={source.id}>
          {i > 0 && ', '}
          <SourceLink source={source} />
        </span>
      ))}
    </>
  );
}
