import { Alert } from '../../components/alert';
import { CopyButton } from '../../components/copy';
import { Sentence } from '../../components/exact';
import { SourceList } from '../../components/source';
import { momentText } from '../../format/date';
import { grouped } from '../../format/number';
import type { SignedCount } from '../../model/generated';
import { isSaved, type Known } from '../../model/soundness';
import type { Conflict } from '../../model/table-cells';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';

/** Two numbers that must be equal and are not: both are told, and neither is shown as a result. */
export function ConflictTrouble({ conflict }: { conflict: Conflict }) {
  const counter = useApp();
  const copy = <CopyButton label="Copy a report" text={() => JSON.stringify(conflict, null, 2)} />;
  const copyOrLook = (
    <>
      {copy} <a {...viewLink(counter, 'results')}>Show the saved result</a>
    </>
  );
  switch (conflict.kind) {
    case 'sum': {
      const { counted } = conflict;
      return (
        <Alert title="The figures do not add up." actions={copy}>
          <Sentence>{`${countWords(counted)}, reduced ${grouped(counted.reduced)}`}</Sentence>. So this count
          is wrong and is not shown as a result.
        </Alert>
      );
    }
    case 'published': {
      const { counted, published } = conflict;
      return (
        <Alert
          title="The count differs from the published value."
          actions={isSaved(counted) ? copyOrLook : copy}
        >
          <Sentence>
            {`${countWords(counted)}. Published: ${figuresWords(published.total, published.signed)}`}
          </Sentence>
          , <SourceList sources={published.sources} />
          {published.signed && (
            <>
              ; the signs: <SourceList sources={published.signed_sources} />
            </>
          )}
          . One of the two is wrong, so this one is not shown as a result.
        </Alert>
      );
    }
    case 'engines': {
      const { counted, other } = conflict;
      return (
        <Alert
          title={counted.engine === other.engine ? 'Two counts disagree.' : 'The two methods disagree.'}
          actions={copyOrLook}
        >
          <Sentence>{`${countWords(counted)}. ${countWords(other)}`}</Sentence>. One of the two is wrong, so
          neither is shown as a result.
        </Alert>
      );
    }
  }
}

function countWords(count: Known): string {
  const how = count.engine === 'classes' ? 'Counted by classes' : 'Counted by enumeration';
  const when = isSaved(count) ? `, saved on ${momentText(count.date)}` : '';
  return `${how}${when}: ${figuresWords(count.total, count)}`;
}

const figuresWords = (total: string, signed: SignedCount | null) =>
  `${grouped(total)}${signed ? ` (${grouped(signed.positive)} even + ${grouped(signed.negative)} odd)` : ''}`;
